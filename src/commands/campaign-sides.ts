import type { PairableAccount } from '../campaign/pair-accounts.ts';
import { cloudAddressesOf, mailAddressesOf, upnOf } from '../deduce/addresses.ts';
import { firstOf } from '../deduce/attributes.ts';
import { formerSidsOf, sidOf, sidText } from '../deduce/security-identifier.ts';
import { guidsOf, isGuidAnchor, objectGuidOf } from '../deduce/source-anchor.ts';
import { rdnsOf } from '../model/distinguished-name.ts';
import type { AdEntry, CloudUser } from '../model/evidence.ts';
import type { ListedAttribute } from '../model/list-reading.ts';
import { ListBroken } from '../ports/relay-link.ts';
import type { CommandWorld } from './world.ts';

/** Both sides of a migration, as they stand now. */
export interface Sides {
  /** Old accounts with the cloud account that each of them has. */
  readonly old: ReadonlyMap<string, OldAccount>;
  readonly fresh: ReadonlyMap<string, FreshAccount>;
  readonly leftOut: readonly LeftOut[];
}

/** An account that cannot be in a campaign; the entry where AD has it. */
export interface LeftOut {
  readonly name: string;
  readonly because: string;
  readonly entry: AdEntry | null;
}

export interface OldAccount {
  readonly account: PairableAccount;
  readonly cloud: CloudUser;
  readonly entry: AdEntry | null;
}

export interface FreshAccount {
  readonly account: PairableAccount;
  readonly entry: AdEntry;
}

export type ReadSides = { readonly is: 'read'; readonly sides: Sides } | { readonly is: 'refused'; readonly says: string };

const ATTRIBUTES: readonly ListedAttribute[] = ['objectClass', 'objectGUID', 'objectSid', 'sIDHistory', 'mS-DS-ConsistencyGuid', 'displayName', 'employeeID', 'sAMAccountName', 'userPrincipalName', 'mail', 'proxyAddresses', 'adminDescription'];
/** Graph answers a query of so many accounts in a few requests. */
const AT_ONCE = 10;

/** `from` is a container of AD, or the DNS name of a domain that can no longer be read: then the cloud accounts that were synchronised from it are the old side. */
export async function readSides(world: Pick<CommandWorld, 'lists' | 'tenant'>, { from, to }: { readonly from: string; readonly to: string }): Promise<ReadSides> {
  const isContainer = /^(?:OU|DC|CN)\s*=/iu.test(from);
  const [before, after] = [isContainer ? await listed(world, from) : [], await listed(world, to)];
  if (typeof before === 'string') return { is: 'refused', says: before };
  if (typeof after === 'string') return { is: 'refused', says: after };
  const cloud = await cloudUsers(world, [...before, ...after]);
  return typeof cloud === 'string' ? { is: 'refused', says: cloud } : { is: 'read', sides: sidesOf({ before: isContainer ? before : null, after, cloud, domain: from }) };
}

async function listed({ lists }: Pick<CommandWorld, 'lists'>, container: string): Promise<readonly AdEntry[] | string> {
  if (lists === undefined) return 'No relay lists containers here, and without that I cannot see the accounts.';
  const domain = rdnsOf(container).filter((rdn) => /^dc\s*=/iu.test(rdn)).join(',');
  const entries: AdEntry[] = [];
  try {
    for await (const part of lists.list({ reading: 'ad.objects', version: 1, params: { domain, below: [container], classes: ['user'], attributes: ATTRIBUTES } })) {
      if (part.reading === 'ad.objects') entries.push(...part.entries);
    }
    return entries;
  } catch (error) {
    if (!(error instanceof ListBroken)) throw error;
    return `${container} could not be listed, and a part of it is not enough: ${error.message}`;
  }
}

interface Cloud {
  readonly users: ReadonlyMap<string, CloudUser>;
  readonly deletedAnchors: ReadonlySet<string>;
}

/** A part would pair the wrong accounts, so it is all of them or none. */
async function cloudUsers({ tenant }: Pick<CommandWorld, 'tenant'>, entries: readonly AdEntry[]): Promise<Cloud | string> {
  const users = new Map<string, CloudUser>();
  const deletedAnchors = new Set<string>();
  for (let at = 0; at < entries.length; at += AT_ONCE) {
    const some = entries.slice(at, at + AT_ONCE);
    const { entra, unread } = await tenant.look({
      ids: [], anchors: some.flatMap(guidsOf), upns: some.flatMap((entry) => upnOf(entry) ?? []), addresses: some.flatMap((entry) => mailAddressesOf(entry).slice(0, 2)),
      names: some.flatMap((entry) => [firstOf(entry, 'displayName') ?? '', firstOf(entry, 'sAMAccountName') ?? '']),
    });
    const gap = unread.find(({ what }) => /^entra(\.(users|deletedUsers))?$/u.test(what));
    if (gap !== undefined || entra.users === undefined) return `The cloud accounts could not be read: ${gap?.detail ?? 'Entra ID did not answer'}.`;
    for (const user of entra.users) users.set(user.id, user);
    for (const { onPremisesImmutableId: anchor } of entra.deletedUsers ?? []) if (typeof anchor === 'string') deletedAnchors.add(anchor);
  }
  return { users, deletedAnchors };
}

interface Given {
  /** Null where the old domain is known by its name only. */
  readonly before: readonly AdEntry[] | null;
  readonly after: readonly AdEntry[];
  readonly cloud: Cloud;
  readonly domain: string;
}

function sidesOf({ before, after, cloud, domain }: Given): Sides {
  const leftOut: LeftOut[] = [];
  const old = new Map<string, OldAccount>();
  const fresh = new Map<string, FreshAccount>();
  const byAnchor = new Map([...cloud.users.values()].flatMap((user) => (typeof user.onPremisesImmutableId === 'string' ? [[user.onPremisesImmutableId, user] as const] : [])));
  const ofOld = before === null ? [...cloud.users.values()].filter((user) => user.onPremisesDomainName?.toLowerCase() === domain.toLowerCase()).map((user) => ({ user, entry: null })) : before.map((entry) => ({ user: guidsOf(entry).flatMap((guid) => byAnchor.get(guid) ?? [])[0], entry }));
  for (const { user, entry } of ofOld) {
    const name = user?.userPrincipalName ?? (entry === null ? '' : nameOf(entry));
    if (user === undefined) leftOut.push({ name, because: 'no cloud account carries its anchor', entry });
    else if (user.onPremisesSyncEnabled !== true || !isGuidAnchor(user.onPremisesImmutableId ?? '')) leftOut.push({ name, because: 'its cloud account is not synchronised by an anchor of this kind', entry });
    else old.set(user.id, { account: entry === null ? ofCloud(user) : { ...ofEntry(entry, [sidOf(entry) ?? '']), id: user.id, name }, cloud: user, entry });
  }
  const anchors = new Set([...old.values()].map(({ cloud: user }) => user.onPremisesImmutableId));
  for (const entry of after) {
    const guid = objectGuidOf(entry);
    const own = guidsOf(entry);
    if (guid === null) leftOut.push({ name: nameOf(entry), because: 'its objectGUID could not be read', entry });
    else if (own.some((each) => anchors.has(each))) leftOut.push({ name: nameOf(entry), because: 'it carries the old anchor already', entry });
    else if (own.some((each) => byAnchor.has(each) || cloud.deletedAnchors.has(each))) leftOut.push({ name: nameOf(entry), because: 'it was exported under an anchor of its own, so it must be taken out of scope and its cloud account removed first', entry });
    else fresh.set(guid, { account: { ...ofEntry(entry, formerSidsOf(entry)), id: guid }, entry });
  }
  return { old, fresh, leftOut };
}

const nameOf = (entry: AdEntry): string => firstOf(entry, 'displayName') ?? firstOf(entry, 'sAMAccountName') ?? entry.dn;

const ofEntry = (entry: AdEntry, sids: readonly string[]): PairableAccount => ({
  id: entry.dn, name: nameOf(entry), accountName: firstOf(entry, 'sAMAccountName') ?? null, addresses: mailAddressesOf(entry), employeeId: firstOf(entry, 'employeeID') ?? null, displayName: firstOf(entry, 'displayName') ?? null,
  sids: sids.filter((sid) => sid !== ''),
});

const ofCloud = (user: CloudUser): PairableAccount => ({
  id: user.id, name: user.userPrincipalName ?? user.id, accountName: user.onPremisesSamAccountName ?? null, addresses: cloudAddressesOf(user), employeeId: user.employeeId ?? null, displayName: user.displayName ?? null,
  sids: [sidText(user.onPremisesSecurityIdentifier ?? undefined) ?? ''].filter((sid) => sid !== ''),
});
