import { isCloudManaged, isFederated } from '../deduce/cloud-account.ts';
import { knownOf } from '../deduce/reading.ts';
import type { CloudObject, CloudUser } from '../model/evidence.ts';
import type { Evidence } from '../model/exhibits.ts';
import type { SideBySide } from '../model/side-by-side.ts';
import type { Subject } from '../model/subject.ts';

const MASTER = { ad: 'Active Directory', entra: 'Entra ID', unknown: 'not known' } as const;

/** What kind of identity this is, said before anything else: it decides where a change must be made. */
export function identityOf(subject: Subject, cloud: CloudObject | undefined, evidence: Evidence): SideBySide['identity'] {
  const { ad, kind } = subject;
  const section = kind === 'group' ? 'entra.groups' : kind === 'contact' ? 'entra.contacts' : kind === 'device' ? 'entra.devices' : 'entra.users';
  if (cloud === undefined) {
    if (evidence[section].state === 'unknown') return { kind: 'not-known', masteredIn: MASTER.unknown, says: 'Entra could not be read, so it is not known whether there is an account in the cloud.' };
    return { kind: 'ad-only', masteredIn: MASTER.ad, says: 'It is in Active Directory only; no object in Entra is bound to it.' };
  }
  if (typeof cloud.deletedDateTime === 'string') return { kind: 'soft-deleted', masteredIn: MASTER.unknown, says: `The account in Entra was deleted on ${cloud.deletedDateTime.slice(0, 10)} and lies in the recycle bin for 30 days.` };
  if (isCloudManaged(evidence, cloud.id)) return { kind: 'cloud-managed', masteredIn: MASTER.entra, says: 'It was made cloud-managed on purpose: changes in Active Directory do not reach it.' };
  if (cloud.onPremisesSyncEnabled === true) return synced(cloud, evidence);
  const user: CloudUser = cloud;
  const anchored = typeof user.onPremisesImmutableId === 'string' && user.onPremisesImmutableId !== '';
  if (cloud.onPremisesSyncEnabled === false) return { kind: 'formerly-synced', masteredIn: MASTER.entra, says: 'It was synchronised once and is not any more; it is changed in Entra.' };
  const also = anchored ? ' It carries an immutable id all the same.' : '';
  return { kind: 'cloud-only', masteredIn: MASTER.entra, says: `It was made in Entra and was never synchronised.${ad === undefined ? '' : ' An object of that name is in Active Directory as well, not bound to it.'}${also}` };
}

function synced(cloud: CloudObject, evidence: Evidence): SideBySide['identity'] {
  const user: CloudUser = cloud;
  const federated = isFederated(evidence, user.userPrincipalName);
  if (federated === true) return { kind: 'federated', masteredIn: MASTER.ad, says: 'It is synchronised from Active Directory, and its domain signs in elsewhere (federated).' };
  const features = knownOf(evidence['entra.domains']) === undefined ? ' Whether its domain is federated was not read.' : '';
  return { kind: 'synced', masteredIn: MASTER.ad, says: `It is synchronised from Active Directory; what comes from there can only be changed there.${features}` };
}
