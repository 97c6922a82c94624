import { describeCause } from '../describe-cause.ts';
import { sealed } from '../sealed.ts';
import type { Company } from '../company.ts';
import { audit } from '../mailbox/refused.ts';

const WORDS = 'Unable to update the specified properties for on-premises mastered Directory Sync objects or objects currently undergoing migration.';
const edit = (given: Company, changes: Record<string, unknown> = {}): void => {
  given.entra['directoryAudits'] = [audit(given, { activityDisplayName: 'Update user', result: 'failure', resultReason: WORDS, targetResources: [{ id: given.user['id'], modifiedProperties: [{ displayName: 'JobTitle', oldValue: null, newValue: '["Boss"]' }] }], ...changes })];
};

const wanted = (given: Company, properties: readonly (readonly [string, string])[]): Record<string, unknown> => ({ targetResources: [{ id: given.user['id'], modifiedProperties: properties.map(([displayName, newValue]) => ({ displayName, oldValue: null, newValue })) }] });

describeCause(sealed('write-refused-synced-object'), {
  confirms: [
    { when: 'Graph refused an edit', given: edit, evidenceClass: 'A', says: /ops@contoso\.com tried to change JobTitle of jsmith@contoso\.com/ },
    { when: 'the log has the wanted value, and AD an attribute for it', given: edit, evidenceClass: 'A', remedy: 'write-wanted-in-ad', proposes: /"attribute":"title","before":\[\],"after":\["Boss"\].*"sync\.start-delta"/ },
    { when: 'one of the wanted values has no attribute that may be written, so that nothing is', given: (given) => edit(given, wanted(given, [['JobTitle', '["Boss"]'], ['UserPrincipalName', '["boss@contoso.com"]']])), evidenceClass: 'A', remedy: null },
    { when: 'the wanted value is empty or several', given: (given) => edit(given, wanted(given, [['JobTitle', '[]']])), evidenceClass: 'A', remedy: null },
    { when: 'Exchange Online refused an edit', given: (given) => edit(given, { activityDisplayName: 'Set-Mailbox', resultReason: "The operation on mailbox failed because it's out of the current user's write scope." }), evidenceClass: 'A' },
  ],
  rulesOut: [
    { when: 'nothing was refused', given: () => {} },
    { when: 'AD has the wanted value by now', given: (given) => { edit(given); given.ad.attributes['title'] = ['Boss']; } },
    { when: 'the edit was made', given: (given) => edit(given, { result: 'success', resultReason: '' }) },
    { when: 'the failure has another reason', given: (given) => edit(given, { resultReason: 'Insufficient privileges to complete the operation.' }) },
    { when: 'a licence was refused, which stays writable in the cloud', given: (given) => edit(given, { activityDisplayName: 'Change user license' }) },
    { when: 'it is about somebody else', given: (given) => edit(given, { targetResources: [{ id: 'other' }] }) },
    { when: 'the account is not synchronised', given: (given) => { edit(given); given.user['onPremisesSyncEnabled'] = null; } },
    { when: 'it was months ago', given: (given) => edit(given, { activityDateTime: '2026-09-01T10:00:00Z' }) },
    { when: 'the audit log was not read', given: ({ entra }) => { delete entra['directoryAudits']; } },
  ],
});
