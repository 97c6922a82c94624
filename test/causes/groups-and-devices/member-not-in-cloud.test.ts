import { describeCause } from '../describe-cause.ts';
import { sealed } from '../sealed.ts';
import type { Company } from '../company.ts';
import { refuse, sales, SALES, SALES_ID } from './subjects.ts';

type Json = Record<string, unknown>;
const MARY = 'CN=Mary Jones,OU=Staff,DC=corp,DC=contoso,DC=com';
const GONE = 'CN=Unread Person,OU=Staff,DC=corp,DC=contoso,DC=com';
const also = (given: Company, member: string) => {
  const group = sales(given);
  group.ad.attributes['member']?.push(member);
  return group;
};
const event = (given: Company, message: string, time = '2026-11-21T09:02:00Z'): void => {
  (given.server['events'] as Json[]).push({ source: 'ADSync', id: 6949, level: 'Warning', time, message });
};
const unread = (given: Company, ...sections: readonly string[]): void => {
  given.bundle['unread'] = sections.map((what) => ({ what, why: 'access-denied' }));
};
const listed = (given: Company, errorType: string): void => {
  const [, run] = given.server['runHistory'] as { RunStepResults: { SyncErrors: { SyncErrorsList: Json[] } }[] }[];
  run?.RunStepResults[0]?.SyncErrors.SyncErrorsList.push({ ObjectDn: `CN={${Buffer.from('IiIiIiIiIiIiIiIiIiIiIg==').toString('hex').toUpperCase()}}`, ErrorType: errorType, DateOccurred: '2026-11-21T09:01:50Z' });
};

describeCause(sealed('member-not-in-cloud'), {
  confirms: [
    { when: 'an event of the engine says so', given: (given) => { also(given, MARY); event(given, `Reference member of ${SALES} not exported: ${MARY}`); }, evidenceClass: 'A', layer: 5, remedy: null, says: /Mary Jones/ },
    { when: 'the export reports dn-attributes-failure for the group', given: (given) => { refuse(also(given, GONE), { ErrorName: 'dn-attributes-failure', ErrorLiteral: `target ${GONE}` }); }, evidenceClass: 'A', says: /CN=Unread Person/ },
    { when: 'the export run lists dn-attributes-failure for the group', given: (given) => { also(given, GONE); listed(given, 'dn-attributes-failure'); }, evidenceClass: 'A', says: /without saying which one/ },
    { when: 'a member lies outside the selected containers', given: (given) => { given.other.dn = 'CN=Mary Jones,OU=Leavers,DC=corp,DC=contoso,DC=com'; also(given, given.other.dn); }, says: /Mary Jones/ },
    { when: 'a member was not found in Entra', given: (given) => { also(given, MARY); }, evidenceClass: 'C' },
    { when: 'Entra lists fewer members', given: (given) => { also(given, MARY); given.entra['groupMembers'] = { [SALES_ID]: ['1'] }; }, evidenceClass: 'C' },
    { when: 'Entra lists as many as a list that breaks off', given: (given) => { also(given, MARY).ad.attributes['member;range=5000-5000'] = [GONE]; given.entra['groupMembers'] = { [SALES_ID]: ['1', '2', '3'] }; }, evidenceClass: 'C' },
    { when: 'only the other side names the member (memberOf)', given: (given) => { sales(given); given.other.attributes['memberOf'] = [SALES]; }, evidenceClass: 'C' },
  ],
  rulesOut: [
    { when: 'every member is in Entra', given: (given) => { sales(given); } },
    { when: 'it has no members', given: (given) => { delete sales(given).ad.attributes['member']; } },
    { when: 'the question is about the missing user', given: (given) => { also(given, MARY); event(given, `member of ${SALES} not exported: ${MARY}`); given.bundle['subject'] = 'mjones'; } },
    { when: 'the group itself is not in Entra', given: (given) => { also(given, MARY).leaveCloud(); } },
    { when: 'Entra lists as many members', given: (given) => { also(given, MARY); given.entra['groupMembers'] = { [SALES_ID]: ['1', '2'] }; } },
    { when: 'members were not read and the engine is silent', given: (given) => { also(given, GONE); } },
    { when: 'the event is two days old', given: (given) => { also(given, GONE); event(given, `${SALES}: ${GONE}`, '2026-11-19T09:02:00Z'); } },
    { when: 'the event names another group', given: (given) => { also(given, GONE); event(given, 'CN=Marketing,DC=corp,DC=contoso,DC=com'); } },
    { when: 'the run lists another error', given: (given) => { also(given, GONE); listed(given, 'AttributeValueMustBeUnique'); } },
    { when: 'the only other member is a foreign security principal', given: (given) => { also(given, 'CN=S-1-5-21-7-7-7-1105,CN=ForeignSecurityPrincipals,DC=corp,DC=contoso,DC=com'); } },
  ],
  cannotTell: [
    { when: 'members were not read, nor the events', given: (given) => { also(given, GONE); unread(given, 'syncServers.events'); }, missing: ['syncServers.events'] },
    { when: 'users of Entra were not read', given: (given) => { sales(given); unread(given, 'entra.users'); }, missing: ['entra.users'] },
  ],
});
