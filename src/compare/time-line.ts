import { isoTime } from '../deduce/times.ts';
import type { ObjectChanges } from '../model/attribute-change.ts';
import { rdnsOf } from '../model/distinguished-name.ts';
import type { DirectoryAudit, Unread } from '../model/evidence.ts';
import type { SecurityEvent, SecurityLogAnswer } from '../model/security-event.ts';
import type { TimeLine, TimeLineRow } from '../model/time-line.ts';

interface Sources {
  readonly name: string;
  /** Absent when AD could not be asked. */
  readonly changes: readonly ObjectChanges[] | undefined;
  /** Absent when the logs were not asked. */
  readonly securityLogs: readonly SecurityLogAnswer[] | undefined;
  /** Of the cloud account; undefined when not read. */
  readonly audits: readonly DirectoryAudit[] | undefined;
  readonly unread: readonly Unread[];
}

/** Attributes that change by themselves and tell nothing. */
const BY_ITSELF = new Set(['lastlogontimestamp', 'dscorepropagationdata', 'logoncount', 'lastlogon', 'badpasswordtime', 'badpwdcount', 'instancetype', 'replpropertymetadata', 'msds-replattributemetadata']);

/** AD, the security logs and the audit log of Entra on one line of time. Pure. */
export function timeLine(sources: Sources): TimeLine {
  const { changes, securityLogs, audits } = sources;
  const rows = [...(changes ?? []).flatMap(inDirectory), ...(securityLogs ?? []).flatMap((log) => (log.is === 'read' ? log.events.map(inSecurityLog) : [])), ...(audits ?? []).flatMap(inEntra)];
  return { name: sources.name, rows: rows.toSorted((one, other) => other.time.localeCompare(one.time)), notes: notesOf(sources) };
}

/** What was written in one second on one domain controller was written together; the first such moment of many attributes is the creation. */
function inDirectory({ changes, domain }: ObjectChanges): readonly TimeLineRow[] {
  const told = changes.filter(({ attribute }) => !BY_ITSELF.has(attribute.toLowerCase()));
  const [values, attributes] = [told.filter(({ value }) => value !== undefined), told.filter(({ value }) => value === undefined)];
  const moments = Map.groupBy(attributes, ({ time, originatingDsa }) => `${time.slice(0, 19)} ${originatingDsa ?? ''}`);
  const first = [...moments.values()].toSorted((one, other) => timeOf(one).localeCompare(timeOf(other)))[0] ?? [];
  const isCreation = first.every(({ version }) => version === 1) && (first.length >= FEWEST_AT_CREATION || first.some(({ attribute }) => /^(objectClass|whenCreated)$/i.test(attribute)));
  return [
    ...values.map(({ attribute, time, originatingDsa, value, removed }): TimeLineRow => ({ time, where: 'Active Directory', what: `${attribute} ${removed === true ? 'lost' : 'got'} ${value ?? ''}`, by: null, detail: `on ${controllerOf(originatingDsa) ?? domain}` })),
    ...[...moments.values()].map((together): TimeLineRow => {
      const on = controllerOf(together[0]?.originatingDsa) ?? domain;
      const created = isCreation && together === first;
      return { time: timeOf(together), where: 'Active Directory', what: created ? `created with ${together.length} attributes` : `${listed(together.map(({ attribute }) => attribute))} written`, by: null, detail: created ? `in ${domain}` : `on ${on}${together.length === 1 ? `, write ${together[0]?.version ?? 1}` : ''}` };
    }),
  ];
}

/** An object is never made with fewer; a later change of so many at once would have higher versions. */
const FEWEST_AT_CREATION = 5;
const MOST_NAMED = 6;

const timeOf = ([first]: readonly { readonly time: string }[]): string => first?.time ?? '';

const listed = (names: readonly string[]): string => (names.length <= MOST_NAMED ? names.join(', ') : `${names.slice(0, MOST_NAMED).join(', ')} and ${names.length - MOST_NAMED} more`);

/** The domain controller in the DN of its NTDS Settings; an invocation id as it is. */
function controllerOf(dsa: string | undefined): string | undefined {
  if (dsa === undefined) return undefined;
  const rdns = rdnsOf(dsa);
  return /^CN=NTDS Settings/i.test(dsa) && rdns.length > 1 ? /^CN=([^,]+),CN=([^,]+)/i.exec(dsa)?.[2] : dsa;
}

const inSecurityLog = ({ time, actor, attribute, value, change, eventId, domainController }: SecurityEvent): TimeLineRow => ({
  time,
  where: 'Security log',
  what: attribute === undefined ? (EVENTS[eventId] ?? `event ${eventId}`) : `${attribute} ${change ?? 'changed'}${value === undefined ? '' : `: ${value}`}`,
  by: actor,
  detail: `event ${eventId} on ${domainController}`,
});

const EVENTS: Readonly<Record<number, string>> = {
  4720: 'account created', 4722: 'account enabled', 4723: 'password change tried', 4724: 'password reset', 4725: 'account disabled', 4726: 'account deleted', 4738: 'account changed', 4740: 'account locked out',
  4742: 'computer changed', 4767: 'account unlocked', 4781: 'account renamed', 5136: 'attribute changed', 5137: 'object created', 5138: 'object restored', 5139: 'object moved', 5141: 'object deleted',
};

function inEntra(audit: DirectoryAudit): readonly TimeLineRow[] {
  const time = isoTime(audit.activityDateTime)?.toISOString();
  if (time === undefined) return [];
  const by = audit.initiatedBy?.user?.userPrincipalName ?? audit.initiatedBy?.user?.displayName ?? audit.initiatedBy?.app?.displayName ?? null;
  const changed = (audit.targetResources ?? []).flatMap(({ modifiedProperties }) => (modifiedProperties ?? []).flatMap(({ displayName, oldValue, newValue }) => (displayName === 'Included Updated Properties' || typeof displayName !== 'string' ? [] : [`${displayName} ${bare(oldValue)} → ${bare(newValue)}`])));
  const result = audit.result === 'success' || audit.result === null || audit.result === undefined ? '' : `${audit.result}${audit.resultReason === null || audit.resultReason === undefined || audit.resultReason === '' ? '' : `: ${audit.resultReason}`}`;
  return [{ time, where: 'Entra ID', what: audit.activityDisplayName ?? audit.operationType ?? 'changed', by, detail: [result, ...changed.slice(0, 3)].filter((each) => each !== '').join('; ') }];
}

/** Entra writes values as JSON of a list. */
const bare = (value: string | null | undefined): string => (value === null || value === undefined || value === '' || value === '[]' ? '(empty)' : value.replace(/^\[?"?|"?\]?$/g, ''));

function notesOf({ changes, securityLogs, audits, unread }: Sources): readonly string[] {
  const logs = securityLogs ?? [];
  const read = logs.filter((log) => log.is === 'read');
  const blind = read.filter((log) => !log.audited.includes('directory-changes'));
  const reasons = unread.map(({ what, detail }) => detail ?? `${what} could not be read`);
  return [
    ...(changes === undefined ? ['Active Directory could not be asked when its attributes were written.'] : ['Active Directory keeps when and on which domain controller an attribute was last written, never by whom and never the value before.']),
    ...(changes?.some(({ cut }) => cut) === true ? ['Values of long lists were left out.'] : []),
    ...(securityLogs === undefined ? ['The security logs of the domain controllers were not read. They do hold names: allow it with readSecurityLog in the local policy of the relay.'] : []),
    ...logs.flatMap((log) => (log.is === 'read' ? [] : [`${log.domainController}: ${log.says}`])),
    ...(blind.length > 0 ? [`${blind.map(({ domainController }) => domainController).join(', ')} ${blind.length === 1 ? 'writes' : 'write'} down no changes of attributes. Switch on "Audit Directory Service Changes" (auditpol /set /subcategory:"Directory Service Changes" /success:enable) and an audit entry on the OU, and the next change will have a name.`] : []),
    ...(audits === undefined ? ['The audit log of Entra was not read.'] : []),
    ...reasons,
  ];
}
