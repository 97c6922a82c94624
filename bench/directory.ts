import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { Attribute, Client } from 'ldapts';
import { createLdapDirectory } from '../src/adapters/ldap/ldap-directory.ts';
import { systemClock } from '../src/adapters/system/system-clock.ts';
import type { Directory } from '../src/ports/directory.ts';
import { startSamba } from '../test/real/samba-dc.ts';
import type { Measured } from './main.ts';
import { flagsOfService } from './relay-site.ts';

const ATTRIBUTES = ['objectGUID', 'objectClass', 'cn', 'sAMAccountName', 'userPrincipalName', 'mail', 'proxyAddresses', 'displayName', 'givenName', 'sn', 'department', 'company', 'userAccountControl', 'pwdLastSet', 'whenChanged', 'memberOf', 'targetAddress', 'mS-DS-ConsistencyGuid'];
const OCTETS = ['objectGUID', 'mS-DS-ConsistencyGuid'];
const FILTER = '(sAMAccountName=person*)';
const PAGE = 1000;
const RUNS = 3;
const COLD_RUNS = 5;

export interface Server {
  readonly url: string;
  readonly ca: string;
  readonly baseDn: string;
  readonly bindDn: string;
  readonly password: string;
}

/** Reading a whole domain through our adapter against ldapts alone, on a server that costs nothing and on a real domain controller. */
export async function benchDirectory(): Promise<readonly Measured[]> {
  return [...(await onFastServer(100_000)), ...(await onSamba(10_000))];
}

export async function onFastServer(users: number): Promise<readonly Measured[]> {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'fast-directory.ts'), String(users)], { stdio: ['pipe', 'pipe', 'inherit'] });
  try {
    const [line] = (await once(createInterface({ input: child.stdout }), 'line')) as [string];
    const { port, ca } = JSON.parse(line) as { readonly port: number; readonly ca: string };
    const server = { url: `ldaps://127.0.0.1:${port}`, ca, baseDn: 'DC=corp,DC=contoso,DC=com', bindDn: 'CN=bench', password: 'bench' };
    const { baseline, subject } = await compare(server, users);
    const grown = Array.from({ length: COLD_RUNS }, () => coldRead(server, users));
    return [
      { name: `directory: ${users} entries, fast server`, goal: 1.5, baseline, subject, note: rates(users, baseline, subject) },
      // Memory, told as milliseconds are: how many megabytes more than before.
      { name: `directory: megabytes of RSS grown while ${users} entries were read`, goalIs: 'milliseconds over', goal: 150, baseline: 0, subject: Math.max(...grown), note: `(read “ms” as MB; the worst of ${COLD_RUNS} cold processes with the flags of the service: ${grown.join(', ')})` },
    ];
  } finally {
    child.stdin.end();
    child.kill();
  }
}

/** In a process of its own, with what the service of the relay gives the runtime. */
function coldRead({ url, ca }: Server, users: number): number {
  const { status, stdout } = spawnSync(process.execPath, [...flagsOfService(), join(import.meta.dirname, 'cold-read.ts'), url, ca, String(users)], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] });
  if (status !== 0) throw new Error('a cold read failed');
  return Number(stdout);
}

async function onSamba(users: number): Promise<readonly Measured[]> {
  const samba = await startSamba();
  if ('missing' in samba) {
    console.log(`directory on Samba: left out, ${samba.missing}`);
    return [];
  }
  try {
    await fill(samba, users);
    const { baseline, subject } = await compare(samba, users);
    return [{ name: `directory: ${users} users, Samba`, goal: 1 / 0.85, baseline, subject, note: rates(users, baseline, subject) }];
  } finally {
    samba.stop();
  }
}

/** Medians of reads in turn, so that whatever else the machine does strikes both. */
async function compare(server: Server, users: number): Promise<{ readonly baseline: number; readonly subject: number }> {
  const times: { readonly alone: number; readonly ours: number }[] = [];
  await readThroughUs(server, users);
  await readAlone(server, users);
  for (let run = 0; run < RUNS; run += 1) times.push({ alone: await timed(() => readAlone(server, users)), ours: await timed(() => readThroughUs(server, users)) });
  const middle = (values: readonly number[]): number => values.toSorted((one, other) => one - other)[Math.floor(values.length / 2)] ?? 0;
  return { baseline: middle(times.map(({ alone }) => alone)), subject: middle(times.map(({ ours }) => ours)) };
}

async function readAlone(server: Server, users: number): Promise<void> {
  expect(await countAlone(server, FILTER), users);
}

/** How many entries fit the filter, each read with all attributes by ldapts and nothing else. */
export async function countAlone({ url, ca, baseDn, bindDn, password }: Server, filter: string): Promise<number> {
  const client = new Client({ url, tlsOptions: { ca }, timeout: 60_000 });
  await client.bind(bindDn, password);
  let found = 0;
  for await (const page of client.searchPaginated(baseDn, { filter, attributes: ATTRIBUTES, explicitBufferAttributes: OCTETS, timeLimit: 600, paged: { pageSize: PAGE } })) found += page.searchEntries.length;
  await client.unbind();
  return found;
}

async function readThroughUs({ url, ca, baseDn, bindDn, password }: Server, users: number): Promise<void> {
  const directory: Directory = createLdapDirectory({ url, ca, baseDn, bindDn, forest: 'corp.contoso.com', password: () => Promise.resolve(password), timeoutMs: 60_000, clock: systemClock });
  let found = 0;
  for await (const page of directory.readAll({ filter: { is: 'begins', attribute: 'sAMAccountName', value: 'person' }, attributes: ATTRIBUTES })) found += page.entries.length;
  await directory.close();
  expect(found, users);
}

/** Adds so many users. */
export async function fill({ url, ca, baseDn, bindDn, password }: Server, users: number): Promise<void> {
  const client = new Client({ url, tlsOptions: { ca }, timeout: 60_000 });
  await client.bind(bindDn, password);
  const add = (number: number): Promise<void> => {
    const values: Readonly<Record<string, readonly string[]>> = {
      objectClass: ['user'], sAMAccountName: [`person${number}`], userPrincipalName: [`person${number}@corp.contoso.com`], mail: [`person${number}@contoso.com`],
      proxyAddresses: [`SMTP:person${number}@contoso.com`, `smtp:p${number}@contoso.com`], displayName: [`Person ${number}`], givenName: ['Person'], sn: [String(number)], department: ['Sales'], company: ['Contoso'],
    };
    return client.add(`CN=Person ${number},CN=Users,${baseDn}`, Object.entries(values).map(([type, each]) => new Attribute({ type, values: [...each] })));
  };
  for (let from = 0; from < users; from += 50) await Promise.all(Array.from({ length: Math.min(50, users - from) }, (_, at) => add(from + at)));
  await client.unbind();
}

async function timed(work: () => Promise<void>): Promise<number> {
  const started = performance.now();
  await work();
  return performance.now() - started;
}

function expect(found: number, users: number): void {
  if (found !== users) throw new Error(`${found} entries were read where there are ${users}`);
}

const rates = (users: number, baseline: number, subject: number): string => `${Math.round((users / subject) * 1000)} entries a second through us, ${Math.round((users / baseline) * 1000)} with ldapts alone`;
