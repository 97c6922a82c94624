import type { CompanyClock } from '../clock.ts';
import { GraphFault, type TenantState, type TenantUser } from '../tenant-state.ts';
import { matchUser } from './cloud-match.ts';
import { refusedValue } from './export-limits.ts';
import { initialMailNickname, legalAlias } from './sign-in-name.ts';
import { moeraFor, writeUser, type UserShadow } from './user-values.ts';
import type { ExportOutcome, ExportRefusal, WantedUser } from './wanted.ts';

/** What Entra does with exported users: match, restore, create, update, soft-delete, heal. */
interface UserSide {
  add(wanted: WantedUser): ExportOutcome;
  update(cloudId: string, wanted: WantedUser): ExportOutcome;
  remove(cloudId: string): void;
  heal(): number;
  idOfAnchor(anchor: string): string | undefined;
}

export function createUserSide(tenant: TenantState, clock: CompanyClock): UserSide {
  const shadows = new Map<string, UserShadow>();
  const world: World = { tenant, shadows, clock };
  return {
    add: (wanted) => addUser(world, wanted),
    update: (cloudId, wanted) => {
      const refusal = refusedValue(wanted) ?? takenSip(tenant, wanted) ?? groupConflict(tenant, wanted);
      if (refusal !== null) return { result: 'refused', refusal };
      take(world, cloudId, wanted);
      return { result: 'done', cloudId, how: 'updated' };
    },
    remove: (cloudId) => removeUser(world, cloudId),
    // What came back by hand is not synchronised before the engine takes it again.
    heal: () => [...shadows].filter(([cloudId, shadow]) => tenant.users.get(cloudId)?.onPremisesSyncEnabled === true && writeUser(tenant, { cloudId, shadow, now: clock.now() })).length,
    idOfAnchor: (anchor) => [...tenant.users.values()].find((user) => user.onPremisesImmutableId === anchor)?.id,
  };
}

interface World {
  readonly tenant: TenantState;
  readonly shadows: Map<string, UserShadow>;
  readonly clock: CompanyClock;
}

function addUser(world: World, wanted: WantedUser): ExportOutcome {
  const wrong = refusedValue(wanted) ?? takenSip(world.tenant, wanted) ?? takenSid(world.tenant, wanted);
  if (wrong !== null) return { result: 'refused', refusal: wrong };
  const match = matchUser(world.tenant, wanted);
  if (match.is === 'blocked') return refused(match.because, { objectIdInConflict: match.user.id, attribute: 'SourceAnchor', values: [wanted.anchor] });
  if (match.is === 'other-anchor') return refused('AttributeValueMustBeUnique', anchorConflict(match.user, wanted, match.address));
  const hard = (match.is === 'none' ? otherType(world.tenant, wanted) : null) ?? groupConflict(world.tenant, wanted);
  if (hard !== null) return { result: 'refused', refusal: hard };
  if (match.is === 'deleted') return restoreUser(world, match.user, wanted);
  const user = match.is === 'none' ? createUser(world, wanted) : match.user;
  take(world, user.id, wanted);
  return { result: 'done', cloudId: user.id, how: match.is === 'none' ? 'created' : match.is };
}

/** The same person's SID says that only the anchor changed; another SID that the account was made again. */
function anchorConflict(holder: TenantUser, wanted: WantedUser, address: string): Omit<ExportRefusal, 'type'> {
  const samePerson = wanted.sid !== null && holder.onPremisesSecurityIdentifier === wanted.sid;
  return samePerson
    ? { objectIdInConflict: holder.id, attribute: 'OnPremiseSecurityIdentifier', values: [wanted.sid] }
    : { objectIdInConflict: holder.id, attribute: 'ProxyAddresses', values: [`SMTP:${address}`] };
}

/** Another living account of the cloud came from an account with this SID; the same address says that it is the same person, which the match decides on. */
function takenSid(tenant: TenantState, wanted: WantedUser): ExportRefusal | null {
  const holder = [...tenant.users.values()].find((user) => wanted.sid !== null && user.onPremisesSecurityIdentifier === wanted.sid && user.onPremisesImmutableId !== wanted.anchor);
  if (holder === undefined || wanted.sid === null || matchUser(tenant, wanted).is !== 'none') return null;
  return { type: 'AttributeValueMustBeUnique', objectIdInConflict: holder.id, attribute: 'OnPremiseSecurityIdentifier', values: [wanted.sid] };
}

/** An address for calls and messages is never quarantined. */
function takenSip(tenant: TenantState, { sip, anchor }: WantedUser): ExportRefusal | null {
  const holder = sip === null ? undefined : [...tenant.users.values()].find((user) => user.onPremisesImmutableId !== anchor && asList(user['imAddresses']).includes(sip));
  return sip === null || holder === undefined ? null : { type: 'AttributeValueMustBeUnique', objectIdInConflict: holder.id, attribute: 'SipProxyAddress', values: [`sip:${sip}`] };
}

const asList = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

/**
 * The main address of a new user leads to an object of another type.
 * Source: learn.microsoft.com/entra/identity/hybrid/connect/tshoot-connect-sync-errors
 */
function otherType(tenant: TenantState, { proxyAddresses }: WantedUser): ExportRefusal | null {
  const primary = proxyAddresses.find((value) => value.startsWith('SMTP:'));
  const holder = primary === undefined ? undefined : tenant.holders(primary.slice(5)).find(({ type }) => type === 'group' || type === 'contact');
  return primary === undefined || holder === undefined ? null : { type: 'ObjectTypeMismatch', objectIdInConflict: holder.id, attribute: 'ProxyAddresses', values: [primary] };
}

/** A UPN that a group holds as address is never quarantined. */
function groupConflict(tenant: TenantState, wanted: WantedUser): ExportRefusal | null {
  const group = tenant.holders(wanted.upn).find((holder) => holder.type === 'group');
  return group === undefined ? null : { type: 'AttributeValueMustBeUnique', objectIdInConflict: group.id, attribute: 'UserPrincipalName', values: [wanted.upn] };
}

function restoreUser(world: World, deleted: TenantUser, wanted: WantedUser): ExportOutcome {
  try {
    world.tenant.restore(deleted.id);
  } catch (fault) {
    if (!(fault instanceof GraphFault)) throw fault;
    return refused('AttributeValueMustBeUnique', { objectIdInConflict: deleted.id, attribute: 'ProxyAddresses', values: [...deleted.proxyAddresses] });
  }
  take(world, deleted.id, wanted);
  return { result: 'done', cloudId: deleted.id, how: 'restored' };
}

function createUser(world: World, wanted: WantedUser): TenantUser {
  return world.tenant.newUser({
    userPrincipalName: `${wanted.sam}@${world.tenant.initialDomain}`,
    displayName: wanted.displayName,
    createdDateTime: world.clock.now().toISOString(),
    usageLocation: wanted.usageLocation,
  });
}

function take(world: World, cloudId: string, wanted: WantedUser): void {
  const known = world.shadows.get(cloudId);
  const held = world.tenant.users.get(cloudId);
  const mailNickname = legalAlias(wanted.mailNickname) ?? held?.mailNickname ?? initialMailNickname({ ...wanted, mailNickname: legalAlias(wanted.mailNickname) });
  const moera = known?.moera ?? moeraFor(world.tenant, { cloudId, mailNickname, wanted });
  const shadow: UserShadow = { wanted, mailNickname, moera };
  world.shadows.set(cloudId, shadow);
  writeUser(world.tenant, { cloudId, shadow, now: world.clock.now() });
}

function removeUser(world: World, cloudId: string): void {
  if (!world.tenant.users.has(cloudId)) return;
  world.tenant.softDelete(cloudId, world.clock.now());
  const deleted = world.tenant.deletedUsers.get(cloudId);
  if (deleted !== undefined) deleted.onPremisesSyncEnabled = false;
}

const refused = (type: ExportRefusal['type'], conflict: Omit<ExportRefusal, 'type'>): ExportOutcome => ({ result: 'refused', refusal: { type, ...conflict } });
