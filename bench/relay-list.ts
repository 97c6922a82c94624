import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ListRequest } from '../src/model/list-reading.ts';
import { startSamba } from '../test/real/samba-dc.ts';
import { countAlone, fill, type Server } from './directory.ts';
import type { Measured } from './main.ts';
import { startRelaySite } from './relay-site.ts';

const USERS = 10_000;
const ROUNDS = 5;

/** Everybody in a real domain read through relay and bot, from the question to the last part, against ldapts alone on the same domain controller. */
export async function benchRelayList(): Promise<readonly Measured[]> {
  const samba = await startSamba();
  if ('missing' in samba) {
    console.log(`a list over the relay, from Samba: left out, ${samba.missing}`);
    return [];
  }
  try {
    await fill(samba, USERS);
    return [await compareLists(samba, USERS)];
  } finally {
    samba.stop();
  }
}

/** Medians of reads in turn. `users` is how many are called person…; a few others may be in the domain as well. */
export async function compareLists(server: Server, users: number): Promise<Measured> {
  const folder = mkdtempSync(join(tmpdir(), 'syncwhy-bench-list-'));
  const [caFile, passwordFile] = [join(folder, 'ca.pem'), join(folder, 'password')];
  writeFileSync(caFile, server.ca);
  writeFileSync(passwordFile, server.password);
  const site = await startRelaySite([{ forest: 'corp.contoso.com', url: server.url, baseDn: server.baseDn, bindDn: server.bindDn, passwordFile, caFile }]);
  const request: ListRequest = { reading: 'ad.objects', version: 1, params: { domain: server.baseDn, below: [], classes: ['user'], attributes: ATTRIBUTES } };
  const through = async (): Promise<number> => {
    const { took: [milliseconds = 0], entries } = await site.ask({ ask: 'list', request });
    expect(entries);
    return milliseconds;
  };
  // The few that every domain has come on top.
  const expect = (entries: number): void => {
    if (entries < users || entries > users + 20) throw new Error(`${entries} users were read where there are ${users}`);
  };
  const times: { readonly baseline: number; readonly subject: number }[] = [];
  try {
    for (let round = -1; round < ROUNDS; round += 1) {
      const started = performance.now();
      expect(await countAlone(server, FILTER));
      const baseline = performance.now() - started;
      const subject = await through();
      if (round >= 0) times.push({ baseline, subject });
    }
  } finally {
    await site.close();
    rmSync(folder, { recursive: true, force: true });
  }
  const middle = (values: readonly number[]): number => values.toSorted((one, other) => one - other)[Math.floor(values.length / 2)] ?? 0;
  const [baseline, subject] = [middle(times.map((each) => each.baseline)), middle(times.map((each) => each.subject))];
  return { name: `relay list: ${users} users, through relay and bot`, goal: 1 / 0.85, baseline, subject, note: `${Math.round((users / subject) * 1000)} users a second, ${Math.round((users / baseline) * 1000)} with ldapts alone` };
}

/** The same question for ldapts. */
const FILTER = '(|(&(objectClass=user)(!(objectClass=computer))))';
/** The same as ldapts is asked for. */
const ATTRIBUTES = ['objectGUID', 'objectClass', 'cn', 'sAMAccountName', 'userPrincipalName', 'mail', 'proxyAddresses', 'displayName', 'givenName', 'sn', 'department', 'company', 'userAccountControl', 'pwdLastSet', 'whenChanged', 'memberOf', 'targetAddress', 'mS-DS-ConsistencyGuid'] as const;
