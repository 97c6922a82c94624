import assert from 'node:assert/strict';
import { isObjectGuid } from '../../src/model/ids.ts';
import type { OperationName } from '../../src/model/operations.ts';
import type { StepDraft } from '../../src/model/plan.ts';

const GUID = '8d1c9c4e-3f2a-4b6e-9c7d-2a1b3c4d5e6f';
const GROUP = '1f0e9d8c-7b6a-4958-8746-352413021100';
assert.ok(isObjectGuid(GUID) && isObjectGuid(GROUP));
const object = { guid: GUID, dn: 'CN=John Smith,OU=Staff,DC=corp,DC=contoso,DC=com' } as const;
const group = { guid: GROUP, dn: 'CN=Sales,OU=Groups,DC=corp,DC=contoso,DC=com' } as const;
const server = 'SYNC01';
const reason = 'sample';
const userId = '0c8a7b6d-5e4f-4a3b-8c2d-1e0f9a8b7c6d';
const says = 'a sample';
const CONSISTENT = 'TpwcjSo/bkucfSobPE1ebw==';

/** One step of each operation; a new operation does not compile without one here. */
export const SAMPLE_STEPS: { readonly [Name in OperationName]: Extract<StepDraft, { operation: Name }> } = {
  'ad.change-addresses': { operation: 'ad.change-addresses', says, params: { object, before: ['a@contoso.com', 'smtp:b@contoso.com'], remove: ['a@contoso.com'], add: ['SMTP:a@contoso.com'] } },
  'ad.change-values': { operation: 'ad.change-values', says, params: { object, attribute: 'mail', before: ['old@contoso.com'], after: ['new@contoso.com'] } },
  'ad.set-enabled': { operation: 'ad.set-enabled', says, params: { object, before: false, after: true } },
  'ad.change-member': { operation: 'ad.change-member', says, params: { group, member: object, before: false, after: true } },
  'ad.set-anchor': { operation: 'ad.set-anchor', says, params: { object, before: null, after: CONSISTENT } },
  'ad.move': { operation: 'ad.move', says, params: { object, from: 'OU=Leavers,DC=corp,DC=contoso,DC=com', to: 'OU=Staff,DC=corp,DC=contoso,DC=com' } },
  'ad.restore-deleted': { operation: 'ad.restore-deleted', says, params: { object: { guid: GUID, dn: `CN=John Smith\\0ADEL:${GUID},CN=Deleted Objects,DC=corp,DC=contoso,DC=com` }, to: 'OU=Staff,DC=corp,DC=contoso,DC=com', rdn: 'CN=John Smith' } },
  'ad.change-upn-suffixes': { operation: 'ad.change-upn-suffixes', says, params: { forest: 'corp.contoso.com', before: ['contoso.com'], after: ['contoso.com', 'fabrikam.com'] } },
  'sync.set-scheduler': { operation: 'sync.set-scheduler', says, params: { server, before: false, after: true } },
  'sync.set-maintenance': { operation: 'sync.set-maintenance', says, params: { server, before: false, after: true } },
  'sync.set-history-retention': { operation: 'sync.set-history-retention', says, params: { server, before: '7.00:00:00', after: '3.00:00:00' } },
  'sync.start-delta': { operation: 'sync.start-delta', says, params: { server, reason } },
  'sync.start-full': { operation: 'sync.start-full', says, params: { server, reason } },
  'sync.synchronize-object': { operation: 'sync.synchronize-object', says, params: { server, object, reason } },
  'sync.send-password-hash': { operation: 'sync.send-password-hash', says, params: { server, object, reason } },
  'sync.restart-service': { operation: 'sync.restart-service', says, params: { server, before: '2026-11-20T06:00:00.000Z', reason } },
  'entra.set-anchor': { operation: 'entra.set-anchor', says, params: { userId, before: 'jsmith', after: null } },
  'entra.delete-user': { operation: 'entra.delete-user', says, params: { userId, userName: 'jsmith@contoso.com' } },
  'entra.restore-user': { operation: 'entra.restore-user', says, params: { userId, userName: 'jsmith@contoso.com', newUserName: null, dropConflicts: false } },
  'entra.set-user-name': { operation: 'entra.set-user-name', says, params: { userId, before: 'jsmith@contoso.com', after: 'john.smith@contoso.com' } },
  'entra.set-mail': { operation: 'entra.set-mail', says, params: { userId, before: null, after: 'jsmith@contoso.com' } },
  'entra.set-usage-location': { operation: 'entra.set-usage-location', says, params: { userId, before: null, after: 'GB' } },
  'entra.change-licence': { operation: 'entra.change-licence', says, params: { userId, skuId: '05e9a617-0261-4cee-bb44-138d3ef5d965', skuName: 'SPE_E3', before: null, after: ['c1ec4a95-1f05-45b3-a911-aa3fa01094f5'] } },
  'entra.reprocess-licences': { operation: 'entra.reprocess-licences', says, params: { userId } },
  'entra.retry-provisioning': { operation: 'entra.retry-provisioning', says, params: { kind: 'user', objectId: userId } },
  'entra.set-source-of-authority': { operation: 'entra.set-source-of-authority', says, params: { kind: 'user', objectId: userId, before: true, after: false } },
  'entra.change-member': { operation: 'entra.change-member', says, params: { groupId: GROUP, groupName: 'Sales', userId, before: true, after: false } },
  'entra.set-manager': { operation: 'entra.set-manager', says, params: { userId, before: null, after: GROUP } },
  'entra.revoke-sessions': { operation: 'entra.revoke-sessions', says, params: { userId } },
  'people.do': { operation: 'people.do', says, params: { task: 'Verify the domain', about: 'fabrikam.com', link: null, watch: { for: 'domain-verified', domain: 'fabrikam.com' }, hours: 24 } },
};
