import { readCloudContact, readCloudDevice, readCloudGroup, readCloudUser } from '../../boundary/graph-objects.ts';
import type { CloudObject, EntraDocument, Unread } from '../../model/evidence.ts';
import type { TenantAnswer, TenantQuery } from '../../ports/tenant.ts';
import { TenantError } from '../../ports/tenant.ts';
import type { PartAnswer } from './graph-batch.ts';
import type { GraphClient } from './graph-client.ts';
import { asTenantError, unreadBecause } from './graph-fault.ts';
import { SECTION_NAMES, SECTIONS, type SectionName } from './graph-sections.ts';
import { lookRequests, usableQuery, wholeSection, type LookRequest } from './look-requests.ts';
import { queryMatch } from './query-match.ts';

interface Answered {
  readonly request: LookRequest;
  readonly answer: PartAnswer;
}

/** Everything in Entra ID that answers the query; what could not be read is named. Never rejects. */
export async function look(client: GraphClient, asked: TenantQuery): Promise<TenantAnswer> {
  const query = usableQuery(asked);
  const requests = lookRequests(query);
  let answers: readonly PartAnswer[];
  try {
    answers = requests.length === 0 ? [] : await client.batch(requests);
  } catch (error) {
    const failed = asTenantError(error);
    return { entra: {}, unread: SECTION_NAMES.map((name) => unreadBecause(`entra.${name}`, failed, SECTIONS[name].permission)) };
  }
  const answered = requests.flatMap((request, index) => {
    const answer = answers[index];
    return answer === undefined ? [] : [{ request, answer }];
  });
  const section = <Found extends CloudObject>(name: SectionName, read: (json: unknown) => Found) =>
    collect({ client, name, read, matches: queryMatch(query), answered: answered.filter(({ request }) => request.section === name) });
  const [users, groups, contacts, devices, deletedUsers, deletedGroups] = await Promise.all([
    section('users', readCloudUser),
    section('groups', readCloudGroup),
    section('contacts', readCloudContact),
    section('devices', readCloudDevice),
    section('deletedUsers', readCloudUser),
    section('deletedGroups', readCloudGroup),
  ]);
  const entra = { users: users.found, groups: groups.found, contacts: contacts.found, devices: devices.found, deletedUsers: deletedUsers.found, deletedGroups: deletedGroups.found };
  return { entra: present(entra), unread: [users, groups, contacts, devices, deletedUsers, deletedGroups].flatMap(({ unread }) => unread) };
}

/** A section that could not be read at all, or that the query does not touch, is absent, not empty. */
const present = (entra: EntraDocument): EntraDocument => Object.fromEntries(Object.entries(entra).filter(([, value]) => value !== undefined));

interface Collect<Found extends CloudObject> {
  readonly client: GraphClient;
  readonly name: SectionName;
  readonly read: (json: unknown) => Found;
  readonly matches: (object: Found) => boolean;
  readonly answered: readonly Answered[];
}

async function collect<Found extends CloudObject>(work: Collect<Found>): Promise<{ readonly found: readonly Found[] | undefined; readonly unread: readonly Unread[] }> {
  const { client, name, read, matches, answered } = work;
  const { permission } = SECTIONS[name];
  if (answered.length === 0) return { found: undefined, unread: [] };
  if (name.startsWith('deleted') && answered.some(({ answer }) => answer.is === 'refused' && answer.error.status === 400)) return wholeBin(work);
  const found = new Map<string, Found>();
  const failures: TenantError[] = [];
  for (const { request, answer } of answered) {
    try {
      if (answer.is === 'refused') throw answer.error;
      const { value, complete } = await client.list(request.address, request.headers, answer.body);
      if (!complete) failures.push(new TenantError('failed', 'Too many objects answer the question to read them all'));
      for (const object of value.map(read)) if (matches(object)) found.set(object.id, object);
    } catch (error) {
      failures.push(asTenantError(error));
    }
  }
  const [failure] = failures;
  const nothing = failures.length > 0 && found.size === 0;
  return { found: nothing ? undefined : [...found.values()], unread: failure === undefined ? [] : [unreadBecause(`entra.${name}`, failure, permission)] };
}

/** Where the recycle bin refuses a filter it is read as a whole and searched here. */
async function wholeBin<Found extends CloudObject>({ client, name, read, matches }: Collect<Found>): Promise<{ found: readonly Found[] | undefined; unread: readonly Unread[] }> {
  const what = `entra.${name}`;
  try {
    const { value, complete } = await client.list(wholeSection(name));
    const unread: readonly Unread[] = complete ? [] : [{ what, why: 'failed', detail: 'The recycle bin of Entra ID holds more objects than could be read' }];
    return { found: value.map(read).filter(matches), unread };
  } catch (error) {
    return { found: undefined, unread: [unreadBecause(what, asTenantError(error), SECTIONS[name].permission)] };
  }
}
