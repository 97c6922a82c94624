import { readCloudContact, readCloudGroup, readCloudUser } from '../../boundary/graph-objects.ts';
import type { CloudObject, EntraDocument, Unread } from '../../model/evidence.ts';
import type { Clock } from '../../ports/clock.ts';
import { TenantError, type TenantAnswer } from '../../ports/tenant.ts';
import type { GraphClient } from './graph-client.ts';
import { asTenantError, unreadBecause } from './graph-fault.ts';
import { PAGE, SECTIONS } from './graph-sections.ts';
import { address } from './odata.ts';

const OBJECT = ['id', 'displayName', 'mail', 'onPremisesSyncEnabled', 'onPremisesProvisioningErrors', 'serviceProvisioningErrors'];
const KINDS = [
  { name: 'users', select: [...OBJECT, 'userPrincipalName', 'onPremisesDistinguishedName'].join(','), read: readCloudUser },
  { name: 'groups', select: OBJECT.join(','), read: readCloudGroup },
  { name: 'contacts', select: OBJECT.join(','), read: readCloudContact },
] as const;
type Kind = (typeof KINDS)[number];

/** Documented as filters that work by default. */
const FILTERS = ["onPremisesProvisioningErrors/any(e:e/category eq 'PropertyConflict')", 'serviceProvisioningErrors/any(e:e/isResolved eq false)'];
const SYNCED = 'onPremisesSyncEnabled eq true';

/** How long a filter that found as much as a full look is believed. */
const BELIEVED_MS = 24 * 60 * 60 * 1000;

/** Remembers for which kinds of object the filters were seen to find everything. */
interface ProvisioningErrorReader {
  read(): Promise<TenantAnswer>;
}

/**
 * Synchronised users, groups and contacts with provisioning errors. Sources disagree whether the filters work everywhere, so the first time, and once a
 * day, all synchronised objects are looked at as well; where the filters missed something, or are refused, that look stays the way. Never rejects.
 */
export function createProvisioningErrorReader(client: GraphClient, clock: Clock): ProvisioningErrorReader {
  const believedSince = new Map<Kind['name'], number>();
  const readKind = async (kind: Kind): Promise<Found> => {
    const filtered = await byFilter(client, kind);
    const since = believedSince.get(kind.name);
    if (filtered !== null && filtered.unread.length === 0 && since !== undefined && clock.now().getTime() - since < BELIEVED_MS) return filtered;
    const scanned = await scan(client, kind);
    const agrees = filtered !== null && scanned.unread.length === 0 && scanned.objects.every(({ id }) => filtered.objects.some((each) => each.id === id));
    if (agrees) believedSince.set(kind.name, clock.now().getTime());
    else believedSince.delete(kind.name);
    return { objects: eachOnce([...scanned.objects, ...(filtered?.objects ?? [])]), unread: scanned.unread };
  };
  return {
    read: async () => {
      const [users, groups, contacts] = await Promise.all(KINDS.map(readKind));
      const entra: EntraDocument = { ...(isRead(users) ? { users: users.objects } : {}), ...(isRead(groups) ? { groups: groups.objects } : {}), ...(isRead(contacts) ? { contacts: contacts.objects } : {}) };
      return { entra, unread: [users, groups, contacts].flatMap((each) => each?.unread ?? []) };
    },
  };
}

/** Read to the end or in part. */
const isRead = (found: Found | undefined): found is Found => found !== undefined && (found.unread.length === 0 || found.objects.length > 0);

interface Found {
  readonly objects: readonly CloudObject[];
  readonly unread: readonly Unread[];
}

/** Null where Graph refuses one of the filters. */
async function byFilter(client: GraphClient, kind: Kind): Promise<Found | null> {
  try {
    const lists = await Promise.all(FILTERS.map(($filter) => client.list(address(SECTIONS[kind.name].path, { $filter, $select: kind.select, $top: PAGE }))));
    const objects = eachOnce(lists.flatMap(({ value }) => value.map(kind.read)).filter(hasErrors));
    return { objects, unread: lists.every(({ complete }) => complete) ? [] : [tooMany(kind)] };
  } catch {
    // Whatever it was, the look at everything that follows says it better, or finds it gone.
    return null;
  }
}

async function scan(client: GraphClient, kind: Kind): Promise<Found> {
  const { path, permission } = SECTIONS[kind.name];
  try {
    const { value, complete } = await client.list(address(path, { $filter: SYNCED, $select: kind.select, $top: PAGE }));
    return { objects: value.map(kind.read).filter(hasErrors), unread: complete ? [] : [tooMany(kind)] };
  } catch (error) {
    return { objects: [], unread: [unreadBecause(`entra.${kind.name}`, asTenantError(error), permission)] };
  }
}

const tooMany = ({ name }: Kind): Unread =>
  unreadBecause(`entra.${name}`, new TenantError('failed', `Entra ID has more synchronised ${name} than are looked at in one go (about 50,000); errors of the others are not in this list`), SECTIONS[name].permission);

const hasErrors = (object: CloudObject): boolean => object.onPremisesSyncEnabled === true && ((object.onPremisesProvisioningErrors ?? []).length > 0 || (object.serviceProvisioningErrors ?? []).some(({ isResolved }) => isResolved !== true));

const eachOnce = (objects: readonly CloudObject[]): readonly CloudObject[] => [...new Map(objects.map((object) => [object.id, object])).values()];
