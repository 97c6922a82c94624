import { suffixOf } from '../../deduce/addresses.ts';
import { sameText } from '../../deduce/attributes.ts';
import { isFederated } from '../../deduce/cloud-account.ts';
import { presenceOf } from '../../deduce/cloud-presence.ts';
import { provisioningErrors } from '../../deduce/provisioning-errors.ts';
import { knownOf } from '../../deduce/reading.ts';
import { anchorsOf } from '../../deduce/source-anchor.ts';
import { inEntraSpace } from '../../deduce/sync-server.ts';
import { UPN_SOURCES, upnInputsOf } from '../../deduce/upn-inputs.ts';
import type { CsObject } from '../../model/evidence.ts';
import type { AdObject, Evidence } from '../../model/exhibits.ts';
import { cannotTell, ruledOut } from '../../model/verdict.ts';
import { defineCause } from '../cause.ts';
import { inAd, inEntra, onServer } from '../evidence-items.ts';

export const upnChangeNotFlowing = defineCause({
  id: 'upn-change-not-flowing',
  area: 'data',
  layer: 5,
  title: 'UPN changed in AD but not in the cloud',
  why: 'In a tenant without the feature synchronizeUpnForManagedUsersEnabled Entra ignores a new sign-in name of a licensed account whose domain is managed. The export counts as a success and nobody logs an error.',
  checkYourself: ['Compare userPrincipalName in AD with the sign-in name in Entra.', 'In Synchronization Service look at the object in the connector space of Entra: it already shows the new name, without an error.', 'Read the tenant features with GET /directory/onPremisesSynchronization and look at synchronizeUpnForManagedUsersEnabled.'],
  learnMore: 'https://learn.microsoft.com/entra/identity/hybrid/connect/how-to-connect-syncservice-features',
  fixAfter: [],
  byHand: 'A Hybrid Identity Administrator switches synchronizeUpnForManagedUsersEnabled on. This cannot be undone and lets waiting changes of other accounts through as well: list the accounts whose names differ first.',
  byHandRisk: { risk: 'high', undo: 'none' },
  whyByHand: 'The feature concerns the whole tenant and can never be switched off again.',
  kinds: ['user'],
  about: 'ad-object',
  needs: ['directory.entries'],
  mayUse: [...UPN_SOURCES, 'syncServers.csObjects'],

  judge(_, { subject, also }) {
    const { attribute, wanted: raw, cloudName, verifiedDomains, followsChanges, licensed } = upnInputsOf(subject, also);
    const presence = presenceOf(subject, also);
    const wanted = raw?.trim();
    if (wanted === undefined || presence.is === 'absent') return ruledOut('there is no name in AD or no account in Entra to compare');
    if (presence.is === 'not-read' || presence.user === undefined) return cannotTell('entra.users');
    if (cloudName === undefined || sameText(cloudName, wanted)) return ruledOut('Entra has the name of AD');
    if (followsChanges === true) return ruledOut('the tenant takes over changed names');
    if (presence.cloudManaged) return ruledOut('it is managed in Entra, so the name in AD does not count');
    const conflicts = provisioningErrors(presence.user, 'UserPrincipalName');
    if (conflicts !== undefined && conflicts.length > 0) return ruledOut('Entra states that the name is taken, which is another cause');
    if (verifiedDomains?.includes(suffixOf(wanted)) === false) return ruledOut('the new suffix is not a verified domain, which is another cause');
    if (isFederated(also, wanted) === true || isFederated(also, cloudName) === true) return ruledOut('the domain is federated, where changes are taken over');
    if (licensed === false) return ruledOut('an account without a licence follows changes of its name');
    const exported = nameInEntraSpace(subject.ad, also);
    if (exported.is === 'refused' || (exported.is === 'read' && !sameText(exported.name, wanted))) return ruledOut('the new name was not exported yet, or the export is refused');
    const missing = [...(followsChanges === undefined ? (['entra.syncFeatures'] as const) : []), ...(verifiedDomains === undefined || isFederated(also, wanted) === undefined ? (['entra.domains'] as const) : []), ...(licensed === undefined || conflicts === undefined ? (['entra.users'] as const) : []), ...(exported.is === 'unread' ? (['syncServers.csObjects'] as const) : [])];
    if (missing.length > 0 || exported.is === 'unread') return cannotTell(...missing);
    const evidence = [inAd(subject.ad, attribute, wanted), inEntra('userPrincipalName', cloudName, presence.user.id), inEntra('features.synchronizeUpnForManagedUsersEnabled', 'false'), onServer(exported.server, 'userPrincipalName', exported.name)];
    return { is: 'confirmed', facts: { wanted, cloudName }, evidenceClass: 'B', evidence };
  },

  explain: ({ wanted, cloudName }) => `AD says ${wanted} and it was exported, but the account is still called ${cloudName}: the tenant ignores changed sign-in names of licensed accounts.`,
});

type Exported = { readonly is: 'refused' } | { readonly is: 'unread' } | { readonly is: 'read'; readonly name: string; readonly server: string };

/** The name the engine holds for Entra. */
function nameInEntraSpace(ad: AdObject, evidence: Pick<Evidence, 'syncServers.csObjects' | 'syncServers.globalSettings'>): Exported {
  for (const { server, value } of knownOf(evidence['syncServers.csObjects']) ?? []) {
    const object: CsObject | undefined = inEntraSpace(value, anchorsOf(ad, evidence['syncServers.globalSettings']))[0];
    if (object?.HasExportError === true) return { is: 'refused' };
    const name = object?.Attributes?.find((attribute) => sameText(attribute.Name, 'userPrincipalName'))?.Values?.[0];
    if (typeof name === 'string') return { is: 'read', name, server };
  }
  return { is: 'unread' };
}
