import type { Company } from '../company.ts';

type Json = Record<string, unknown>;

/** jsmith's only licence was refused; the state as Graph shows it. */
export function refused(given: Company, error: string, changes: Json = {}): void {
  given.user['assignedLicenses'] = [];
  given.user['licenseAssignmentStates'] = [{ skuId: '6fd2c87f-b296-42f0-b197-1e91e994b900', assignedByGroup: null, state: 'Error', error, ...changes }];
}

/** An entry of the audit log about the licences of jsmith. */
export const audit = (given: Company, changes: Json = {}): Json => ({
  id: 'audit-1', activityDateTime: '2026-11-20T10:00:00Z', activityDisplayName: 'Change user license', category: 'UserManagement', result: 'success', resultReason: '',
  initiatedBy: { user: { userPrincipalName: 'ops@contoso.com' } }, targetResources: [{ id: given.user['id'], userPrincipalName: 'jsmith@contoso.com', type: 'User' }], ...changes,
});

/** The newest attempt to assign a licence failed, with the sentence that Graph gives. */
export function failedAttempt(given: Company, resultReason: string, changes: Json = {}): void {
  given.entra['directoryAudits'] = [audit(given, { result: 'failure', resultReason, ...changes })];
}

const E3 = '[SkuName=ENTERPRISEPACK, AccountId=5c1f0e2a-7d34-4b8e-9a61-0d2f4c6b8a10, SkuId=6fd2c87f-b296-42f0-b197-1e91e994b900, DisabledPlans=[]]';

/** The change of jsmith's licences as the audit log writes it. */
export const licenceChange = (given: Company, change: { readonly before: boolean; readonly after: boolean; readonly at: string }, plans = ''): Json =>
  audit(given, {
    activityDateTime: change.at,
    targetResources: [{ id: given.user['id'], type: 'User', modifiedProperties: [{ displayName: 'AssignedLicense', oldValue: JSON.stringify(change.before ? [E3] : []), newValue: JSON.stringify(change.after ? [E3.replace('DisabledPlans=[]', `DisabledPlans=[${plans}]`)] : []) }] }],
  });

export const noMailbox = ({ entra }: Company): void => {
  entra['exchangeRecipients'] = [];
};
