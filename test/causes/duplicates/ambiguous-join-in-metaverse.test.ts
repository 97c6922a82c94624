import { describeCause } from '../describe-cause.ts';
import { sealed } from '../sealed.ts';
import type { Company } from '../company.ts';

type Json = Record<string, unknown>;

const joinBy = ({ server }: Company, criteria: string): void => {
  server['globalSettings'] = { Parameters: [{ Name: 'Microsoft.SynchronizationOption.AnchorAttribute', Value: 'mS-DS-ConsistencyGuid' }, { Name: 'Microsoft.SynchronizationOption.JoinCriteria', Value: criteria }] };
};
const sameMail = ({ ad, other }: Company): void => {
  other.attributes['mail'] = ad.attributes['mail'] ?? [];
};
const lineage = ({ server }: Company, connector: string, dn: string): void => {
  const [person] = server['mvObjects'] as Json[];
  (person?.['Lineage'] as Json[]).push({ ConnectorName: connector, ConnectedCsObjectDN: dn, ConnectedCsObjectId: 'c3' });
};
const syncError = ({ server }: Company, error: Json): void => {
  const [object] = server['csObjects'] as Json[];
  Object.assign(object ?? {}, { HasSyncError: true, SynchronizationError: { LatestOccurrence: '2026-11-21T09:00:50Z', ...error } });
};

describeCause(sealed('ambiguous-join-in-metaverse'), {
  confirms: [
    { when: 'users are joined by mail and two of one forest have the same', given: (given) => { joinBy(given, 'Mail'); sameMail(given); }, layer: 5, says: /joined by mail/, remedy: null, shows: ['Microsoft.SynchronizationOption.JoinCriteria=Mail', 'mail=jsmith@contoso.com', 'mail=jsmith@contoso.com'] },
    { when: 'they are joined by an attribute of the company', given: (given) => { joinBy(given, 'employeeID'); given.ad.attributes['employeeID'] = ['7']; given.other.attributes['employeeID'] = ['7']; }, layer: 5 },
    { when: 'two unrelated accounts of one forest are in one metaverse object', given: (given) => lineage(given, 'corp.contoso.com', 'CN=Mary Jones,OU=Staff,DC=corp,DC=contoso,DC=com'), layer: 5, says: /are joined to one person/, shows: ['Lineage: ConnectedCsObjectDN'] },
    { when: 'the engine says that the join is ambiguous', given: (given) => { joinBy(given, 'Mail'); sameMail(given); syncError(given, { ErrorType: 'ambiguous-join', ErrorText: 'multiple matches' }); }, evidenceClass: 'A', layer: 4, statedAt: '2026-11-21T09:00:50Z' },
    { when: 'attributes of several connectors meet', given: (given) => syncError(given, { ErrorType: 'ambiguous-import-flow-from-multiple-connectors' }), evidenceClass: 'A', layer: 4 },
    { when: 'it is not in the cloud yet', given: (given) => { joinBy(given, 'Mail'); sameMail(given); given.users.splice(0, 1); }, layer: 4 },
  ],
  rulesOut: [
    { when: 'every account stands for itself', given: sameMail },
    { when: 'account and resource are joined across two forests on purpose', given: (given) => lineage(given, 'resource.contoso.com', 'CN=John Smith,OU=Mailboxes,DC=resource,DC=contoso,DC=com') },
    { when: 'the two of one forest are account and linked mailbox', given: (given) => { joinBy(given, 'Mail'); sameMail(given); given.other.attributes['msExchMasterAccountSid'] = ['S-1-5-21-1111-2222-3333-1104']; } },
    { when: 'the value occurs once in each forest', given: (given) => { joinBy(given, 'Mail'); sameMail(given); const { forests } = given.bundle['directory'] as { forests: Json[] }; const entries = given.entries.splice(1, 1).map((entry) => ({ ...entry, dn: 'CN=Mary Jones,OU=Staff,DC=resource,DC=contoso,DC=com' })); forests.push({ ...forests[0], name: 'resource.contoso.com', entries }); } },
    { when: 'the other account is out of scope', given: (given) => { joinBy(given, 'Mail'); sameMail(given); given.other.dn = 'CN=Mary Jones,OU=Leavers,DC=corp,DC=contoso,DC=com'; } },
    { when: 'it is out of scope itself', given: (given) => { joinBy(given, 'Mail'); sameMail(given); given.ad.dn = 'CN=John Smith,OU=Leavers,DC=corp,DC=contoso,DC=com'; } },
    { when: 'another error stands', given: (given) => syncError(given, { ErrorType: 'sync-rule-error-function-triggered', ErrorText: 'sourceAnchor has changed' }) },
    { when: 'the metaverse object has its account in Entra beside it', given: () => {} },
  ],
  cannotTell: [
    { when: 'accounts are joined by an attribute and the metaverse was not read', given: (given) => { joinBy(given, 'Mail'); delete given.server['mvObjects']; }, missing: ['syncServers.mvObjects'] },
  ],
});
