import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { createGraphClient } from '../src/adapters/graph/graph-client.ts';
import { createTenantLists } from '../src/adapters/graph/tenant-lists.ts';
import { createLdapDirectory } from '../src/adapters/ldap/ldap-directory.ts';
import { createFileScanShelf } from '../src/adapters/system/file-scan-shelf.ts';
import { systemClock } from '../src/adapters/system/system-clock.ts';
import type { ScanRequest, ScanSummary } from '../src/model/scan.ts';
import type { RelayLists } from '../src/ports/relay-link.ts';
import type { ScanShelf } from '../src/ports/scan-shelf.ts';
import type { TenantLists } from '../src/ports/tenant-lists.ts';
import { listOnPrem } from '../src/readings/on-prem/ad-objects.ts';
import { runScan } from '../src/scan/run-scan.ts';
import { repeatedValues } from '../src/scan/repeated-values.ts';
import { trustLabCa } from '../test/real/trust-lab-ca.ts';
import { countAlone } from './directory.ts';
import type { Measured } from './main.ts';
import { BASE, madeUpLists, madeUpTenant, worldWith } from './scan-company.ts';

const USERS = 100_000;
const ROUNDS = 3;
const CHAINS = 4;
const LATENCY = 200;
const PAGE = 999;

/** Whole scans, changes, duplicates and what they cost Graph; a million users only where that is asked for by its name. */
export async function benchScan(): Promise<readonly Measured[]> {
  return [await directoryAlone(), ...(await againstGraph()), ...duplicates(), await changesOnly()];
}

const WHOLE: ScanRequest = { below: [], checks: [], since: null, keep: false, askAbout: 0, whatIf: null };

interface Given {
  readonly lists: RelayLists;
  readonly tenantLists: TenantLists | null;
  readonly request?: Partial<ScanRequest> | undefined;
  readonly shelf?: ScanShelf | undefined;
}

/** How long one scan takes, in ms. */
export async function timedScan({ lists, tenantLists, request = {}, shelf }: Given): Promise<{ readonly took: number; readonly summary: ScanSummary }> {
  const folder = mkdtempSync(join(tmpdir(), 'syncwhy-bench-scan-'));
  const started = performance.now();
  try {
    for await (const record of runScan(worldWith({ lists, tenantLists, shelf: shelf ?? createFileScanShelf({ folder }) }), { ...WHOLE, ...request })) {
      if (record.record === 'summary') return { took: performance.now() - started, summary: record };
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  throw new Error('a scan ended without a summary');
}

const middle = (values: readonly number[]): number => values.toSorted((one, other) => one - other)[Math.floor(values.length / 2)] ?? 0;

/** Baseline and subject in turn, so that whatever else the machine does strikes both. */
async function inTurn(baseline: () => Promise<number>, subject: () => Promise<number>): Promise<{ readonly baseline: number; readonly subject: number }> {
  const times: { readonly one: number; readonly other: number }[] = [];
  for (let round = -1; round < ROUNDS; round += 1) {
    const [one, other] = [await baseline(), await subject()];
    if (round >= 0) times.push({ one, other });
  }
  return { baseline: middle(times.map(({ one }) => one)), subject: middle(times.map(({ other }) => other)) };
}

async function started(script: string, ...args: readonly string[]): Promise<{ readonly child: ChildProcess; readonly port: number; readonly ca: string; end(): void }> {
  const child = spawn(process.execPath, [join(import.meta.dirname, script), ...args], { stdio: ['pipe', 'pipe', 'inherit'] });
  const [line] = (await once(createInterface({ input: child.stdout }), 'line')) as [string];
  return { child, ...(JSON.parse(line) as { readonly port: number; readonly ca: string }), end: () => {
    child.stdin.end();
    child.kill();
  } };
}

async function* nothing(): AsyncGenerator<never, void> {
  await Promise.resolve();
}

async function directoryAlone(): Promise<Measured> {
  const ldap = await started('fast-directory.ts', String(USERS));
  const server = { url: `ldaps://127.0.0.1:${ldap.port}`, ca: ldap.ca, baseDn: BASE, bindDn: 'CN=bench', password: 'bench' };
  const directory = createLdapDirectory({ url: server.url, ca: server.ca, baseDn: BASE, bindDn: server.bindDn, forest: 'corp.contoso.com', password: () => Promise.resolve(server.password), timeoutMs: 60_000, clock: systemClock });
  // The server gives the same users whatever is asked for, so the containers are not asked of it.
  const lists: RelayLists = { list: (request) => (request.reading === 'ad.objects' && !request.params.classes.includes('user')) ? nothing() : listOnPrem({ directories: [{ forest: 'corp.contoso.com', baseDn: BASE, directory }] }, request, null) };
  try {
    const times = await inTurn(async () => {
      const before = performance.now();
      await countAlone(server, '(|(&(objectClass=user)(!(objectClass=computer)))(objectClass=group)(objectClass=contact))');
      return performance.now() - before;
    }, async () => {
      const { took, summary } = await timedScan({ lists, tenantLists: null });
      if (summary.objects.directory !== USERS) throw new Error(`${summary.objects.directory} objects were read where there are ${USERS}`);
      return took;
    });
    return { name: `scan: ${USERS} users of AD, fast server, no cloud`, goal: 1.3, ...times, note: `against ldapts reading the same pages${printed(server, times.subject)}` };
  } finally {
    await directory.close();
    ldap.end();
  }
}

/** The same read by OpenLDAP's own tool, where it is installed. */
function printed({ url, baseDn, bindDn, password }: { readonly url: string; readonly baseDn: string; readonly bindDn: string; readonly password: string }, subject: number): string {
  const before = performance.now();
  const { status, error } = spawnSync('ldapsearch', ['-x', '-H', url, '-D', bindDn, '-w', password, '-b', baseDn, '-E', 'pr=1000/noprompt', '(objectClass=user)'], { env: { ...process.env, LDAPTLS_REQCERT: 'never' }, stdio: ['ignore', 'ignore', 'ignore'] });
  const took = performance.now() - before;
  return error !== undefined || status !== 0 ? '; ldapsearch is not there or did not get through' : `; ${(subject / took).toFixed(2)} x ldapsearch (${took.toFixed(0)} ms, once)`;
}

/** Users in chains with 200 ms a page, and what the default number of chains costs in resource units. */
async function againstGraph(): Promise<readonly Measured[]> {
  const pages = Math.ceil(USERS / PAGE);
  const slow = await started('fast-graph.ts', String(USERS), String(LATENCY));
  const cheap = await started('fast-graph.ts', String(USERS), '0');
  try {
    trustLabCa(slow.ca);
    trustLabCa(cheap.ca);
    const client = (port: number) => createGraphClient({ endpoint: `https://127.0.0.1:${port}`, credential: { getToken: () => Promise.resolve({ token: 'bench', expiresOnTimestamp: Date.now() + 3_600_000 }) } });
    const tenant = (port: number, chains?: number): TenantLists => createTenantLists({ client: client(port), clock: systemClock, chains });
    const lists = madeUpLists(USERS);
    const { took, summary } = await timedScan({ lists, tenantLists: tenant(slow.port, CHAINS) });
    const expected = ((pages * LATENCY) / CHAINS) * 1.15 + 1000;
    await unitsAt(cheap.port);
    await timedScan({ lists, tenantLists: tenant(cheap.port) });
    // One request for each of the other four lists, which are empty here.
    const units = (await unitsAt(cheap.port)) - 4;
    return [
      { name: `scan: ${USERS} users on both sides, ${LATENCY} ms a page, ${CHAINS} chains`, goal: 1, baseline: expected, subject: took, note: `baseline: pages x ${LATENCY} ms / chains x 1.15 + 1 s; ${summary.objects.pairs} pairs, proven complete: ${String(summary.ended === 'whole')}` },
      { name: `scan: resource units for ${USERS} users`, goal: 1.02, baseline: pages, subject: units, note: '(read “ms” as resource units)' },
    ];
  } finally {
    slow.end();
    cheap.end();
  }
}

async function unitsAt(port: number): Promise<number> {
  const answer = (await (await fetch(`https://127.0.0.1:${port}/units`)).json()) as { readonly units: number };
  return answer.units;
}

const VALUES = 5_000_000;

function duplicates(): readonly Measured[] {
  const values = Array.from({ length: VALUES }, (_, at) => Buffer.from(valueOf((at * 7919) % VALUES)).toString('latin1'));
  const times = Array.from({ length: ROUNDS }, () => ({ plain: timedSync(() => byMap(values)), ours: timedSync(() => repeatedValues(VALUES, (place) => values[place] ?? '').length) }));
  const [plain, ours] = [times[0]?.plain.result, times[0]?.ours.result];
  if (plain !== ours) throw new Error(`${ours} repeated values were found where there are ${plain}`);
  return [{ name: `scan: duplicates among ${VALUES} values`, goal: 0.35, baseline: middle(times.map((each) => each.plain.took)), subject: middle(times.map((each) => each.ours.took)), note: `against a plain Map; ${ours} repeated, each verified; 8 bytes a value beside the source` }];
}

/** Of a thousand, one is the value before it in other letters. */
const valueOf = (number: number): string => (number % 1000 === 0 && number > 0 ? `Person${String(number - 1).padStart(9, '0')}@Contoso.com` : `person${String(number).padStart(9, '0')}@contoso.com`);

function byMap(values: readonly string[]): number {
  const seen = new Map<string, number>();
  let repeated = 0;
  values.forEach((value, at) => {
    const key = value.toLowerCase();
    if (seen.has(key)) repeated += 1;
    else seen.set(key, at);
  });
  return repeated;
}

function timedSync<Result>(work: () => Result): { readonly took: number; readonly result: Result } {
  const before = performance.now();
  const result = work();
  return { took: performance.now() - before, result };
}

/** What the scan after a whole one takes when seven of a hundred users have changed on both sides. */
async function changesOnly(): Promise<Measured> {
  const folder = mkdtempSync(join(tmpdir(), 'syncwhy-bench-changes-'));
  const given = { lists: madeUpLists(USERS), tenantLists: madeUpTenant(USERS) };
  try {
    const times = await inTurn(
      async () => (await timedScan({ ...given, request: { keep: true }, shelf: createFileScanShelf({ folder }) })).took,
      async () => {
        const shelf = createFileScanShelf({ folder: mkdtempSync(join(folder, 'kept-')) });
        await timedScan({ ...given, request: { keep: true }, shelf });
        const { took, summary } = await timedScan({ ...given, request: { since: 'last' }, shelf });
        if (summary.read !== 'changes') throw new Error(`everything was read: ${summary.readEverythingBecause ?? ''}`);
        return took;
      },
    );
    return { name: `scan: changes of 7 % of ${USERS} users on both sides`, goal: 0.12, ...times, note: 'against the whole scan, sources without any wait' };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
