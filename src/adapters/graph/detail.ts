import { readDirectoryAudit, readGraphPage } from '../../boundary/graph-objects.ts';
import type { DirectoryAudit, EntraDocument, Unread } from '../../model/evidence.ts';
import { isGuid } from '../../model/ids.ts';
import type { TenantAnswer, TenantDetailQuery } from '../../ports/tenant.ts';
import { accountParts, groupParts, NOTHING_FOUND, type Found } from './detail-parts.ts';
import type { GraphClient } from './graph-client.ts';
import { asTenantError, unreadBecause } from './graph-fault.ts';
import { readObjectIdentifiers } from './object-identifiers.ts';
import { address, literal } from './odata.ts';
import type { ReportQueue } from './report-queue.ts';
import { readSyncBehavior } from './sync-behavior.ts';
import { readParts } from './wanted-parts.ts';

export interface DetailSources {
  readonly reader: GraphClient;
  readonly writer: GraphClient | null;
  readonly reports: ReportQueue;
  now(): Date;
}

/** More candidates than this are too many to be told apart by their roles. */
const MOST_ACCOUNTS = 5;
const OF_ACCOUNTS = ['roleAssignments', 'roleEligibilitySchedules', 'groupMembers', 'syncBehavior', 'objectIdentifiers'];

/** Everything that hangs on the ids of known objects, all asked at the same time. Never rejects. */
export async function readDetail(sources: DetailSources, asked: TenantDetailQuery): Promise<TenantAnswer> {
  const about = usable(asked);
  const tooMany = about.users.length + about.deletedUsers.length > MOST_ACCOUNTS;
  const accounts = tooMany ? { users: [], deletedUsers: [] } : about;
  const found: Found = NOTHING_FOUND();
  const users = tooMany ? [] : about.users;
  const [unread, behavior, identifiers, audits] = await Promise.all([
    readParts(sources.reader, [...accountParts(accounts, found), ...groupParts(about.group, found)]),
    readSyncBehavior(sources.writer, { ...about, users }),
    readObjectIdentifiers(sources.reader, users),
    readAudits(sources, about.audited),
  ]);
  const all = [...(tooMany ? OF_ACCOUNTS.map(tooManyFor) : []), ...unread, ...behavior.unread, ...identifiers.unread, ...audits.unread];
  const entra: EntraDocument = {
    users: found.activities,
    groups: found.groups,
    roleAssignments: found.roles,
    roleEligibilitySchedules: found.eligible,
    groupMembers: Object.fromEntries(found.members),
    syncBehavior: behavior.found,
    objectIdentifiers: identifiers.found,
    directoryAudits: audits.found,
  };
  return { entra: readOf(entra, all), unread: all };
}

/** A section that is named as unread is absent; so is an empty list of accounts, which would say that there are none. */
function readOf(entra: EntraDocument, unread: readonly Unread[]): EntraDocument {
  const missing = new Set(unread.map(({ what }) => what));
  const isThere = ([name, value]: readonly [string, unknown]): boolean =>
    value !== undefined && !missing.has(`entra.${name}`) && !((name === 'users' || name === 'groups') && Array.isArray(value) && value.length === 0);
  return Object.fromEntries(Object.entries(entra).filter(isThere));
}

function usable(asked: TenantDetailQuery): TenantDetailQuery {
  const guids = (ids: readonly string[]): readonly string[] => [...new Set(ids)].filter(isGuid);
  const guid = (id: string | undefined): string | undefined => (id !== undefined && isGuid(id) ? id : undefined);
  return { users: guids(asked.users), deletedUsers: guids(asked.deletedUsers), group: guid(asked.group), contact: guid(asked.contact), audited: guid(asked.audited) };
}

const tooManyFor = (section: string): Unread => ({ what: `entra.${section}`, why: 'not-asked', detail: `More than ${MOST_ACCOUNTS} accounts answer the question, so this was not read of them` });

const AUDITED_DAYS = 30;
const MOST_AUDITS = '50';
const DAY_MS = 86_400_000;
/** The audit log helps but decides little: nobody waits for its budget. */
const NO_PATIENCE = 0;

/** Who changed the object in the last 30 days, newest first. */
async function readAudits({ reader, reports, now }: DetailSources, id: string | undefined): Promise<{ readonly found: readonly DirectoryAudit[] | undefined; readonly unread: readonly Unread[] }> {
  if (id === undefined) return { found: undefined, unread: [] };
  const since = new Date(now().getTime() - AUDITED_DAYS * DAY_MS).toISOString();
  const filter = `activityDateTime ge ${since} and targetResources/any(t:t/id eq ${literal(id)})`;
  try {
    const body = await reports.run(() => reader.report(address('/auditLogs/directoryAudits', { $filter: filter, $orderby: 'activityDateTime desc', $top: MOST_AUDITS })), NO_PATIENCE);
    return { found: readGraphPage(body).value.map(readDirectoryAudit), unread: [] };
  } catch (error) {
    return { found: undefined, unread: [unreadBecause('entra.directoryAudits', asTenantError(error), 'AuditLog.Read.All')] };
  }
}
