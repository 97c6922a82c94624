import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { Attribute, Change, Client } from 'ldapts';
import { z } from 'zod';
import type { AdState } from '../../lab/company/ad-state.ts';
import { createLdapDirectory } from '../../src/adapters/ldap/ldap-directory.ts';
import { systemClock } from '../../src/adapters/system/system-clock.ts';
import { anchorOfGuid } from '../../src/model/anchor.ts';
import type { AdTarget } from '../../src/model/plan.ts';
import type { Directory } from '../../src/ports/directory.ts';
import { guid } from '../ports/relay-jobs.ts';
import { delegateMoves, delegateRecycleBin, delegateRights } from '../adapters/ldap/delegate-rights.ts';
import { directorySnapshot, type DirectorySnapshot } from '../real/directory-snapshot.ts';
import { copyToSamba } from '../real/samba-copy.ts';
import { startSamba, type SambaDc, type SambaForest } from '../real/samba-dc.ts';

const PASSWORD = 'Rel4y-Passw0rd-of-tests';

/** A change as the domain controller itself wrote it down, also one that it refused: attribute by attribute, value by value. */
export interface AuditedChange {
  readonly operation: string;
  readonly dn: string;
  /** LDAP's code: 0 for done. */
  readonly code: number;
  /** `delete proxyAddresses: smtp:ada@contoso.com`; octets in base64. */
  readonly writes: readonly string[];
}

/** A real domain controller, the container that the relay may write, and what the controller's own audit says of the relay. */
export interface SambaSite {
  readonly baseDn: string;
  readonly domain: string;
  readonly container: string;
  /** How the relay's account, with its delegated rights, and a domain admin sign in. */
  readonly signIn: { readonly url: string; readonly ca: string; readonly bindDn: string; readonly password: string; readonly admin: { readonly bindDn: string; readonly password: string } };
  /** With the rights of the relay only. */
  open(): Directory;
  /** A new person whose address lacks its prefix. */
  hire(name: string, attributes?: Readonly<Record<string, readonly string[]>>): Promise<AdTarget & { readonly address: string }>;
  /** Somebody else with rights changes an object by hand, or deletes it. */
  setByHand(dn: string, attribute: string, values: readonly string[]): Promise<void>;
  deleteByHand(dn: string): Promise<void>;
  /** Gives the relay's account the right to look into the recycle bin. */
  openRecycleBin(): Promise<void>;
  /** Another container, whose people the relay may change, and into which and out of which it may move them. */
  openContainer(name: string): Promise<string>;
  /** The same rights over containers that are there. */
  letChange(...containers: readonly string[]): Promise<void>;
  /** Takes over the people, groups and containers of the pretend AD, GUIDs included. */
  takeIn(ad: AdState): void;
  addresses(dn: string): Promise<readonly string[]>;
  /** Every change that the relay's account has asked for since the start, in order; renames and moves are not told. */
  changesOfRelay(): Promise<readonly AuditedChange[]>;
  /** How the whole directory stands. Samba's audit leaves out renames and moves; this does not. */
  snapshot(): Promise<DirectorySnapshot>;
  /** The domain controller goes down, and its answers with it. */
  powerOff(): void;
  close(): Promise<void>;
}

/** Without a forest it is the one that the tests of this run share, where one is given. */
export async function startSambaSite(forest?: SambaForest): Promise<SambaSite | { readonly missing: string }> {
  const dc = await startSamba(forest);
  if ('missing' in dc) return dc;
  const container = `OU=Staff ${process.pid},${dc.baseDn}`;
  const hands = new Client({ url: dc.url, tlsOptions: { ca: dc.ca }, timeout: 10_000, connectTimeout: 10_000 });
  await hands.bind(dc.bindDn, dc.password);
  const add = (dn: string, attributes: Readonly<Record<string, readonly string[] | readonly Buffer[]>>): Promise<void> => hands.add(dn, Object.entries(attributes).map(([type, values]) => new Attribute({ type, values: [...values] as string[] | Buffer[] })));
  await add(container, { objectClass: ['organizationalUnit'] });
  const relayDn = `CN=svc-relay ${process.pid},CN=Users,${dc.baseDn}`;
  await add(relayDn, { objectClass: ['user'], sAMAccountName: [`svcrelay${process.pid}`], userAccountControl: ['512'], unicodePwd: [Buffer.from(`"${PASSWORD}"`, 'utf16le')] });
  const relaySid = await sidOf(hands, relayDn);
  await delegateRights(hands, container, relaySid);
  const letChange = async (dn: string): Promise<void> => {
    await delegateRights(hands, dn, relaySid);
    await delegateMoves(hands, dn, relaySid);
  };
  return {
    baseDn: dc.baseDn, domain: dc.domain, container,
    signIn: { url: dc.url, ca: dc.ca, bindDn: relayDn, password: PASSWORD, admin: { bindDn: dc.bindDn, password: dc.password } },
    open: () => createLdapDirectory({ url: dc.url, bindDn: relayDn, password: () => Promise.resolve(PASSWORD), ca: dc.ca, timeoutMs: 10_000, clock: systemClock, baseDn: dc.baseDn, forest: dc.domain }),
    async hire(name, attributes = {}) {
      const dn = `CN=${name},${container}`;
      const address = `${name.toLowerCase()}@contoso.com`;
      await add(dn, { objectClass: ['user'], sAMAccountName: [`${name}${process.pid}`.slice(0, 20)], displayName: [name], proxyAddresses: [address], ...attributes });
      const { searchEntries: [entry] } = await hands.search(dn, { scope: 'base', attributes: ['objectGUID'], explicitBufferAttributes: ['objectGUID'] });
      const octets = entry?.['objectGUID'];
      return { dn, address, guid: guid(Buffer.isBuffer(octets) ? textOfGuid(octets) : assert.fail('no objectGUID')) };
    },
    setByHand: (dn, type, values) => hands.modify(dn, new Change({ operation: 'replace', modification: new Attribute({ type, values: [...values] }) })),
    deleteByHand: (dn) => hands.del(dn),
    openRecycleBin: () => delegateRecycleBin(hands, dc.baseDn, relaySid),
    async openContainer(name) {
      const dn = `OU=${name} ${process.pid},${dc.baseDn}`;
      await add(dn, { objectClass: ['organizationalUnit'] });
      await letChange(dn);
      await delegateMoves(hands, container, relaySid);
      return dn;
    },
    letChange: async (...containers) => {
      for (const each of containers) await letChange(each);
    },
    takeIn: (ad) => copyToSamba(ad, dc),
    addresses: async (dn) => [(await hands.search(dn, { scope: 'base', attributes: ['proxyAddresses'] })).searchEntries[0]?.['proxyAddresses'] ?? []].flat().map(String),
    changesOfRelay: () => changesBy(dc, hands, sidText(relaySid)),
    snapshot: () => directorySnapshot(hands, dc.baseDn),
    powerOff: () => dc.stop(),
    close: async () => {
      await hands.unbind();
      dc.stop();
    },
  };
}

async function sidOf(hands: Client, dn: string): Promise<Buffer> {
  const { searchEntries } = await hands.search(dn, { scope: 'base', attributes: ['objectSid'], explicitBufferAttributes: ['objectSid'] });
  const sid = searchEntries[0]?.['objectSid'];
  return Buffer.isBuffer(sid) ? sid : assert.fail('no SID');
}

const sidText = (sid: Buffer): string => ['S', sid[0], sid.readUIntBE(2, 6), ...Array.from({ length: sid[1] ?? 0 }, (_, at) => sid.readUInt32LE(8 + 4 * at))].join('-');

function textOfGuid(octets: Buffer): string {
  const text = Buffer.concat([octets.subarray(0, 4).reverse(), octets.subarray(4, 6).reverse(), octets.subarray(6, 8).reverse(), octets.subarray(8)]).toString('hex');
  const given = text.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
  assert.equal(anchorOfGuid(guid(given)).length, 24);
  return given;
}

const audited = z.object({
  type: z.literal('dsdbChange'),
  dsdbChange: z.object({
    statusCode: z.number(), operation: z.string(), userSid: z.string(), dn: z.string(),
    attributes: z.record(z.string(), z.object({ actions: z.array(z.object({ action: z.string(), values: z.array(z.object({ value: z.string() })).default([]) })).default([]) })).default({}),
  }),
});

/** The audit is written in order, so that once a change of ours that nobody else makes stands in it, everything before it does. */
async function changesBy(dc: SambaDc, hands: Client, sid: string): Promise<readonly AuditedChange[]> {
  const mark = `mark ${crypto.randomUUID()}`;
  await hands.modify(`CN=svc-relay ${process.pid},CN=Users,${dc.baseDn}`, new Change({ operation: 'replace', modification: new Attribute({ type: 'description', values: [mark] }) }));
  for (const until = Date.now() + 10_000; ;) {
    const text = readFileSync(dc.auditLog, 'utf8');
    if (text.includes(mark)) return text.split('\n').flatMap((line) => changeIn(line, sid));
    if (Date.now() > until) assert.fail('the domain controller does not write its audit');
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

function changeIn(line: string, sid: string): readonly AuditedChange[] {
  if (!line.startsWith('{') || !line.includes('"dsdbChange"')) return [];
  const { dsdbChange } = audited.parse(JSON.parse(line));
  if (dsdbChange.userSid !== sid) return [];
  const writes = Object.entries(dsdbChange.attributes).flatMap(([attribute, { actions }]) => actions.flatMap(({ action, values }) => (values.length === 0 ? [`${action} ${attribute}`] : values.map(({ value }) => `${action} ${attribute}: ${value}`))));
  return [{ operation: dsdbChange.operation, dn: dsdbChange.dn, code: dsdbChange.statusCode, writes }];
}
