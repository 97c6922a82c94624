import { describeCause } from '../describe-cause.ts';
import { sealed } from '../sealed.ts';
import { conflictOf, exportError, OLD_ANCHOR, type Company } from '../company.ts';

const OTHER_ANCHOR = 'QF5HMK7n80qvdYsUPIHa9A==';
const edited = ({ ad }: Company): void => { ad.attributes['mS-DS-ConsistencyGuid'] = [OLD_ANCHOR]; };
const settings = (given: Company, attribute: string): void => { given.server['globalSettings'] = { Parameters: [{ Name: 'Microsoft.SynchronizationOption.AnchorAttribute', Value: attribute }] }; };
const objects = ({ server }: Company): Record<string, unknown>[] => server['csObjects'] as Record<string, unknown>[];

describeCause(sealed('anchor-changed-same-person'), {
  confirms: [
    { when: 'the ConsistencyGuid is not the anchor of the cloud account with its SID', given: edited, remedy: 'give-anchor-back', shows: ['mS-DS-ConsistencyGuid=QF5HMK7n80qvdYsUPIHa9Q==', 'onPremisesImmutableId=TpwcjSo/bkucfSobPE1ebw==', 'onPremisesSecurityIdentifier=S-1-5-21-1111-2222-3333-1104'] },
    { when: 'the value was cleared after it had been another one', given: ({ user }) => { user['onPremisesImmutableId'] = OLD_ANCHOR; }, remedy: 'give-anchor-back' },
    { when: 'the mapping of the cloud account is to this very AD object', given: (given) => { edited(given); given.entra['objectIdentifiers'] = { [String(given.user['id'])]: '8d1c9c4e-3f2a-4b6e-9c7d-2a1b3c4d5e6f' }; }, remedy: 'give-anchor-back' },
    { when: 'the cloud account has a role through a group, and then a human acts', given: (given) => { edited(given); given.entra['groups'] = [{ id: 'g', isAssignableToRole: true }]; given.entra['groupMembers'] = { g: [given.user['id']] }; }, remedy: null },
    { when: 'the metaverse holds two anchors', given: (given) => { delete given.entra['users']; const [person] = given.server['mvObjects'] as { Attributes: { Name: string; Values: string[] }[] }[]; Object.assign(person?.Attributes.find(({ Name }) => Name === 'sourceAnchor') ?? {}, { Values: [OLD_ANCHOR] }); }, remedy: null, shows: ['mS-DS-ConsistencyGuid=empty', 'cloudSourceAnchor=TpwcjSo/bkucfSobPE1ebw==', 'sourceAnchor=QF5HMK7n80qvdYsUPIHa9Q=='] },
    { when: 'a rule says that the sourceAnchor has changed', given: (given) => { edited(given); Object.assign(objects(given)[0] ?? {}, { HasSyncError: true, SynchronizationError: { ErrorType: 'sync-rule-error-function-triggered', ErrorText: 'SourceAnchor attribute has changed.', LatestOccurrence: '2026-11-21T09:01:10Z' } }); }, evidenceClass: 'A', shows: ['mS-DS-ConsistencyGuid=QF5HMK7n80qvdYsUPIHa9Q==', 'onPremisesImmutableId=TpwcjSo/bkucfSobPE1ebw==', 'onPremisesSecurityIdentifier=S-1-5-21-1111-2222-3333-1104', 'SynchronizationError=sync-rule-error-function-triggered SourceAnchor attribute has changed.'] },
    { when: 'the newest synchronisation run says that the sourceAnchor has changed', given: (given) => { edited(given); (given.server['runHistory'] as unknown[]).push({ ConnectorName: 'corp.contoso.com', RunProfileName: 'Delta Synchronization', Result: 'completed-sync-errors', StartDate: '2026-11-21T09:05:00Z', RunStepResults: [{ SyncErrors: { SyncErrorsList: [{ ObjectDn: given.ad.dn, ErrorType: 'sync-rule-error-function-triggered', ExtensionErrorInfo: 'The sourceAnchor attribute has changed.', DateOccurred: '2026-11-21T09:05:01Z' }] } }] }); }, evidenceClass: 'A' },
    { when: 'an older run said so, which later ones did not repeat', given: (given) => { edited(given); (given.server['runHistory'] as unknown[]).push({ ConnectorName: 'corp.contoso.com', RunProfileName: 'Delta Synchronization', Result: 'completed-sync-errors', StartDate: '2026-11-20T09:05:00Z', RunStepResults: [{ SyncErrors: { SyncErrorsList: [{ ObjectDn: given.ad.dn, ErrorType: 'sync-rule-error-function-triggered', ExtensionErrorInfo: 'The sourceAnchor attribute has changed.', DateOccurred: '2026-11-20T09:05:01Z' }] } }] }); }, evidenceClass: 'B' },
    { when: 'the export error names the SID', given: (given) => { edited(given); Object.assign(objects(given)[1] ?? {}, { DistinguishedName: 'CN={514635484D4B376E38307176645973555049486139513D3D}', Attributes: [] }); exportError(given, { ErrorExtraDetails: conflictOf('OnPremiseSecurityIdentifier', 'S-1-5-21-1111-2222-3333-1104', String(given.user['id'])) }); }, evidenceClass: 'A', shows: ['mS-DS-ConsistencyGuid=QF5HMK7n80qvdYsUPIHa9Q==', 'onPremisesImmutableId=TpwcjSo/bkucfSobPE1ebw==', 'onPremisesSecurityIdentifier=S-1-5-21-1111-2222-3333-1104', 'ExportError=AttributeValueMustBeUnique (OnPremiseSecurityIdentifier)'] },
    { when: 'the anchor attribute is not known', given: (given) => { edited(given); given.user['onPremisesImmutableId'] = OTHER_ANCHOR; delete given.server['globalSettings']; }, evidenceClass: 'C', remedy: null },
  ],
  rulesOut: [
    { when: 'all is well', given: () => {} },
    { when: 'the ConsistencyGuid differs from objectGUID but is that of the cloud, as after a migration', given: (given) => { edited(given); given.user['onPremisesImmutableId'] = OLD_ANCHOR; } },
    { when: 'the anchor is made of objectGUID, so ConsistencyGuid does not count', given: (given) => { edited(given); settings(given, 'objectGUID'); } },
    { when: 'the anchor attribute is not known, and the cloud holds a text that no GUID makes', given: (given) => { edited(given); given.user['onPremisesImmutableId'] = 'E10023'; delete given.server['globalSettings']; } },
    { when: 'the tenant makes its anchor of text', given: (given) => { edited(given); settings(given, 'employeeID'); } },
    { when: 'the SIDs differ: another account', given: (given) => { edited(given); given.user['onPremisesSecurityIdentifier'] = 'S-1-5-21-1111-2222-3333-1000'; } },
    { when: 'another living AD account has the anchor', given: (given) => { edited(given); given.other.attributes['mS-DS-ConsistencyGuid'] = ['TpwcjSo/bkucfSobPE1ebw==']; } },
    { when: 'the account was made cloud-managed on purpose', given: (given) => { edited(given); given.entra['syncBehavior'] = { [String(given.user['id'])]: { isCloudManaged: true } }; } },
  ],
  cannotTell: [
    { when: 'the export error names the SID, and Entra was not read', given: (given) => { edited(given); Object.assign(objects(given)[1] ?? {}, { DistinguishedName: 'CN={514635484D4B376E38307176645973555049486139513D3D}', Attributes: [] }); exportError(given, { ErrorExtraDetails: conflictOf('OnPremiseSecurityIdentifier', 'S-1-5-21-1111-2222-3333-1104', String(given.user['id'])) }); delete given.entra['users']; }, missing: ['entra.users'] },
    { when: 'the objectGUID is no GUID, so that its anchor is not known', given: ({ ad }) => { ad.attributes['objectGUID'] = ['AAAA']; }, missing: ['directory.entries'] },
    { when: 'the anchor attribute is not known, and the cloud has the objectGUID but not the ConsistencyGuid', given: (given) => { edited(given); delete given.server['globalSettings']; }, missing: ['syncServers.globalSettings'] },
  ],
});
