import { anchorOfGuid } from '../../src/model/anchor.ts';
import { isObjectGuid, type ObjectGuid } from '../../src/model/ids.ts';
import type { AdTarget, PlainAttribute } from '../../src/model/operation-params.ts';
import type { StepDraft } from '../../src/model/plan.ts';
import { predict, type Foreseen } from '../../src/predict/predict.ts';
import { evidenceWith, type Change } from '../diagnose/changed-company.ts';

const guid = (text: string): ObjectGuid => { if (isObjectGuid(text)) return text; throw new Error(text); };

export const JSMITH: AdTarget = { guid: guid('8d1c9c4e-3f2a-4b6e-9c7d-2a1b3c4d5e6f'), dn: 'CN=John Smith,OU=Staff,DC=corp,DC=contoso,DC=com' };
export const MJONES: AdTarget = { guid: guid('11223344-5566-7788-99aa-bbccddeeff00'), dn: 'CN=Mary Jones,OU=Staff,DC=corp,DC=contoso,DC=com' };
export const ANCHOR = anchorOfGuid(JSMITH.guid);
export const OTHER_ANCHOR = 'QF5HMK7n80qvdYsUPIHa9Q==';
export const ACCOUNT = '11111111-aaaa-4aaa-8aaa-000000000001';
export const STRANGER = '33333333-aaaa-4aaa-8aaa-000000000003';
export const ADDRESSES = ['SMTP:jsmith@contoso.com', 'smtp:john.smith@contoso.com'];

export const CYCLE: StepDraft = { operation: 'sync.start-delta', params: { server: 'SYNC01', reason: 'test' }, says: 'Start a delta cycle' };
export const FULL_CYCLE: StepDraft = { operation: 'sync.start-full', params: { server: 'SYNC01', reason: 'test' }, says: 'Start a full cycle' };
export const values = (attribute: PlainAttribute, after: readonly string[], object = JSMITH): StepDraft => ({ operation: 'ad.change-values', params: { object, attribute, before: [], after }, says: `Set ${attribute}` });
export const addresses = (add: readonly string[], remove: readonly string[] = [], { object = JSMITH, before = ADDRESSES }: { readonly object?: AdTarget; readonly before?: readonly string[] } = {}): StepDraft => ({ operation: 'ad.change-addresses', params: { object, before, remove, add }, says: 'Change the addresses' });
export const adAnchor = (after: string | null, object = JSMITH): StepDraft => ({ operation: 'ad.set-anchor', params: { object, before: null, after }, says: 'Set the anchor' });
export const cloudAnchor = (userId: string, after: string | null): StepDraft => ({ operation: 'entra.set-anchor', params: { userId, before: null, after }, says: 'Set the immutable id' });
export const moved = (to: string, object = JSMITH): StepDraft => ({ operation: 'ad.move', params: { object, from: object.dn.slice(object.dn.indexOf(',') + 1), to }, says: 'Move it' });

export const cloudOnly = (change: Record<string, unknown>): Change => ({ users: [{ id: STRANGER, displayName: 'John Smith', userType: 'Member', userPrincipalName: 'john@contoso.onmicrosoft.com', proxyAddresses: [], onPremisesImmutableId: null, onPremisesSyncEnabled: null, assignedLicenses: [], serviceProvisioningErrors: [], onPremisesProvisioningErrors: [], ...change }] });
/** He is in AD and imported, and was never exported. */
export const NEW: Change = { cloud: "gone", imported: false, ad: { whenChanged: ["20261121090500.0Z"] }, entra: { exchangeRecipients: [] }, server: { passwordSync: { configuration: [{ SourceConnector: "corp.contoso.com", TargetConnector: "contoso.onmicrosoft.com - AAD", Enabled: true }], partitionState: [], objectLog: [] } } };


export function foreseen(given: readonly Change[], steps: readonly StepDraft[]): Foreseen {
  const evidence = evidenceWith(given);
  return predict({ evidence, subject: evidence.subject ?? 'jsmith', steps, now: new Date(evidence.takenAt) });
}

/** `cause becomes` of every cause, in order. */
export const fates = ({ prediction }: Foreseen): readonly string[] => prediction.causes.map(({ cause, becomes }) => `${cause} ${becomes}`);
