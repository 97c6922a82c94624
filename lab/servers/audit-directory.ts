import type { AdState, AdValue, AdWrite } from '../company/ad-state.ts';
import { sidOfOctets } from '../company/sync-engine/anchor-octets.ts';
import { createPretendSecurityLog, type LoggedEvent, type PretendSecurityLog } from './adsync-security-log.ts';

/** The Security log of the one domain controller, which from now on tells of every write to this AD and of who made it. */
export function auditDirectory(ad: AdState): PretendSecurityLog {
  const domainController = `${ad.host}.${ad.domain}`;
  const log = createPretendSecurityLog([domainController]);
  ad.watch((write) => {
    for (const event of eventsOf(write, ad)) log.write({ domainController, time: write.at.toISOString(), ...event });
  });
  return log;
}

type Event = Pick<LoggedEvent, 'eventId' | 'data'>;

/** Event ids of the subcategory Directory Service Changes. Source: learn.microsoft.com/previous-versions/windows/it-pro/windows-10/security/threat-protection/auditing/audit-directory-service-changes */
const IDS = { changed: 5136, made: 5137, restored: 5138, moved: 5139, deleted: 5141 } as const;
const ADDED = '%%14674';
const REMOVED = '%%14675';

function eventsOf(write: AdWrite, ad: AdState): readonly Event[] {
  const eventId = IDS[write.kind];
  const shared = { ...subjectOf(write.actor, ad), ObjectGUID: `{${write.object.guid.toUpperCase()}}`, ObjectDN: write.formerDn, ObjectClass: write.object.values('objectClass').at(-1)?.toString() ?? 'top' };
  if (write.kind === 'moved') return [{ eventId, data: { ...shared, OldObjectDN: write.formerDn, NewObjectDN: write.object.dn } }];
  if (write.kind !== 'changed') return [{ eventId, data: shared }];
  return write.values.flatMap(({ attribute, added, removed }) => [
    ...removed.map((value) => ({ eventId, data: { ...shared, AttributeLDAPDisplayName: attribute, AttributeValue: textOf(value), OperationType: REMOVED } })),
    ...added.map((value) => ({ eventId, data: { ...shared, AttributeLDAPDisplayName: attribute, AttributeValue: textOf(value), OperationType: ADDED } })),
  ]);
}

function subjectOf(actor: string, ad: AdState): Readonly<Record<string, string>> {
  const sid = ad.all().find((record) => record.values('sAMAccountName')[0] === actor)?.values('objectSid')[0];
  return { SubjectUserName: actor, SubjectDomainName: (ad.domain.split('.')[0] ?? '').toUpperCase(), ...(sid === undefined || typeof sid === 'string' ? {} : { SubjectUserSid: sidOfOctets(sid) ?? '' }) };
}

const textOf = (value: AdValue): string => (typeof value === 'string' ? value : '<Binary>');
