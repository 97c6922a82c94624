import type { Diagnosis } from '../model/diagnosis.ts';
import { never } from '../model/never.ts';
import type { Watch } from '../model/watch.ts';
import type { Clock } from '../ports/clock.ts';
import type { RelayLink } from '../ports/relay-link.ts';
import type { Tenant } from '../ports/tenant.ts';
import { NotSeen, type Sighting, type WatchedWorld } from '../ports/watched-world.ts';
import { ABSENT_MINUTES, accountIs, createAbsence, type Absence } from './account-absence.ts';
import { causeGone } from './cause-gone.ts';

interface Sources {
  readonly tenant: Pick<Tenant, 'user' | 'deletedUser' | 'detail' | 'tenantFacts'>;
  readonly relayLink: Pick<RelayLink, 'read'>;
  readonly diagnose: (asked: string) => Promise<Diagnosis>;
  readonly clock: Pick<Clock, 'now'>;
}

interface World extends Sources {
  readonly absence: Absence;
}

/** Asks AD, the sync server and Entra ID what people have done. What is seen by not being there has to be seen so for a while; a new process begins anew. */
export const createWatchedWorld = (sources: Sources): WatchedWorld => {
  const world = { ...sources, absence: createAbsence(sources.clock) };
  return { look: (watch) => look(world, watch) };
};

function look(sources: World, watch: Watch): Promise<Sighting> {
  const { tenant } = sources;
  switch (watch.for) {
    case 'cause-gone':
      return gone(sources, watch);
    case 'user-purged':
    case 'user-in-recycle-bin':
    case 'user-live':
      return account(sources, watch);
    case 'mailbox-provisioned':
      return mailbox(tenant, watch.userId);
    case 'upn-suffix':
      return suffix(sources, watch.suffix);
    case 'domain-verified':
      return domain(tenant, watch.domain);
    case 'directory-roles':
      return roles(tenant, watch);
    case 'object-identifier-cleared':
      return identifier(tenant, watch.userId);
    case 'sync-feature':
      return feature(tenant, watch);
    default:
      return never(watch);
  }
}

async function gone({ diagnose }: Sources, watch: Extract<Watch, { for: 'cause-gone' }>): Promise<Sighting> {
  const { is, says } = await causeGone(diagnose, watch);
  if (is === 'cannot-tell') throw new NotSeen(says);
  return { seen: is === 'gone', says };
}

/**
 * Both places are asked: an account is purged only when it is in neither. For a while after a deletion or a restore the readers of Entra ID may
 * show it in neither as well, so that has to last.
 */
async function account({ tenant, absence }: World, { for: wanted, userId }: Extract<Watch, { for: 'user-purged' | 'user-in-recycle-bin' | 'user-live' }>): Promise<Sighting> {
  const is = await accountIs(tenant, userId);
  const lasts = absence.lasts(userId, is === 'user-purged');
  if (is === 'user-purged' && wanted === is && !lasts) return { seen: false, says: `${ACCOUNT_WORDS[is]} I look again, for that must be so for ${ABSENT_MINUTES} minutes.` };
  return { seen: is === wanted, says: ACCOUNT_WORDS[is] };
}

const ACCOUNT_WORDS = { 'user-live': 'The account is live.', 'user-in-recycle-bin': 'The account is in the recycle bin of Entra.', 'user-purged': 'The account is neither live nor in the recycle bin of Entra.' } as const;

/** Exchange Online has the account as soon as it says that its plan is provisioned. */
async function mailbox(tenant: Sources['tenant'], userId: string): Promise<Sighting> {
  const user = await tenant.user(userId);
  if (user === null) return { seen: false, says: 'The account is not live.' };
  if (user.provisionedPlans === undefined) throw new NotSeen('Entra did not say which services the account has.');
  const seen = user.provisionedPlans.some(({ service, capabilityStatus }) => service?.toLowerCase() === 'exchange' && capabilityStatus?.toLowerCase() === 'enabled');
  return { seen, says: seen ? 'Exchange Online has provisioned the mailbox.' : 'Exchange Online has not provisioned a mailbox yet.' };
}

/** The suffixes come with the answer to any question about AD; a forest that could not be read may have it. */
async function suffix({ relayLink }: Sources, wanted: string): Promise<Sighting> {
  const { forests = [], unread } = await relayLink.read({ reading: 'ad.subject', version: 1, params: { name: wanted } });
  const forest = forests.find(({ upnSuffixes = [] }) => upnSuffixes.some((each) => each.toLowerCase() === wanted.toLowerCase()));
  if (forest !== undefined) return { seen: true, says: `${forest.name} offers the UPN suffix ${wanted}.` };
  if (forests.length === 0 || forests.some(({ upnSuffixes }) => upnSuffixes === undefined) || unread.some(({ what }) => what.startsWith('directory'))) throw new NotSeen('The UPN suffixes of the forest could not be read.');
  return { seen: false, says: `No forest offers the UPN suffix ${wanted} yet.` };
}

async function domain(tenant: Sources['tenant'], wanted: string): Promise<Sighting> {
  const { entra } = await tenant.tenantFacts();
  if (entra.domains === undefined) throw new NotSeen('The domains of the tenant could not be read.');
  const found = entra.domains.find(({ id }) => id?.toLowerCase() === wanted.toLowerCase());
  if (found === undefined) return { seen: false, says: `${wanted} is not among the domains of the tenant yet.` };
  return { seen: found.isVerified === true, says: found.isVerified === true ? `${wanted} is verified.` : `${wanted} was added, but is not verified yet.` };
}

/** Assigned ones and eligible ones; those that come through a group count as well, and then nobody can say which. */
async function roles(tenant: Sources['tenant'], { userId, roles: wanted }: Extract<Watch, { for: 'directory-roles' }>): Promise<Sighting> {
  const { entra } = await tenant.detail({ users: [userId], deletedUsers: [] });
  // A list of groups that is empty is left out; whether they were read at all, the memberships tell.
  const { roleAssignments, roleEligibilitySchedules, groupMembers, groups = [] } = entra;
  if (roleAssignments === undefined || roleEligibilitySchedules === undefined || (wanted.length === 0 && groupMembers === undefined)) throw new NotSeen('The directory roles of the account could not be read.');
  const held = new Set([...roleAssignments, ...roleEligibilitySchedules].filter(({ principalId }) => principalId === undefined || principalId === userId).map(({ roleDefinitionId }) => roleDefinitionId ?? ''));
  const missing = wanted.filter((role) => !held.has(role));
  const more = [...held].filter((role) => !wanted.includes(role));
  if (wanted.length === 0 && groups.length > 0) return { seen: false, says: 'The account is still in a group that carries directory roles.' };
  if (missing.length === 0 && more.length === 0) return { seen: true, says: wanted.length === 0 ? 'The account holds no directory role.' : 'The account holds exactly the wanted directory roles.' };
  return { seen: false, says: [more.length === 0 ? '' : `The account still holds ${count(more.length)}.`, missing.length === 0 ? '' : `The account lacks ${count(missing.length)}.`].filter((each) => each !== '').join(' ') };
}

const count = (roleCount: number): string => (roleCount === 1 ? '1 directory role' : `${roleCount} directory roles`);

async function identifier(tenant: Sources['tenant'], userId: string): Promise<Sighting> {
  const { entra } = await tenant.detail({ users: [userId], deletedUsers: [] });
  const value = entra.objectIdentifiers?.[userId];
  if (value === undefined) throw new NotSeen('onPremisesObjectIdentifier of the account could not be read.');
  const seen = value === null || value === '';
  return { seen, says: seen ? 'onPremisesObjectIdentifier is empty.' : 'onPremisesObjectIdentifier still has a value.' };
}

/** Read only in the name of an administrator, and kept; nobody else can look. */
async function feature(tenant: Sources['tenant'], { feature: name, value }: Extract<Watch, { for: 'sync-feature' }>): Promise<Sighting> {
  const { entra } = await tenant.tenantFacts();
  const now = entra.syncFeatures?.features?.[name];
  const again = 'Run "syncwhy connect features" after the change, for only a signed-in administrator can read it.';
  if (typeof now !== 'boolean') throw new NotSeen(`The setting ${name} could not be read. ${again}`);
  return now === value ? { seen: true, says: `The setting ${name} is ${onOrOff(value)}.` } : { seen: false, says: `The setting ${name} was still ${onOrOff(now)} when it was last read. ${again}` };
}

const onOrOff = (isOn: boolean): string => (isOn ? 'on' : 'off');
