import type { CloudObject, CloudUser } from '../model/evidence.ts';
import type { Evidence } from '../model/exhibits.ts';
import type { Subject } from '../model/subject.ts';
import { isCloudManaged } from './cloud-account.ts';
import { cloudObjectOf } from './cloud-object.ts';
import { knownOf } from './reading.ts';

export type PresenceSources = Pick<Evidence, 'entra.users' | 'entra.groups' | 'entra.contacts' | 'entra.syncBehavior' | 'syncServers.globalSettings'>;

/** Whether the cloud object of a subject is there; `absent` only when its kind was read. `section`: where objects of its kind are read. */
export type Presence =
  | { readonly is: 'there'; readonly object: CloudObject; readonly user: CloudUser | undefined; readonly cloudManaged: boolean; readonly section: Section }
  | { readonly is: 'absent' }
  | { readonly is: 'not-read'; readonly section: Section };

type Section = 'entra.users' | 'entra.groups' | 'entra.contacts';

export function presenceOf(subject: Subject, evidence: PresenceSources): Presence {
  const section = subject.kind === 'group' ? 'entra.groups' : subject.kind === 'contact' ? 'entra.contacts' : 'entra.users';
  const object = cloudObjectOf(subject, evidence);
  if (object !== undefined) {
    const user = subject.kind === 'user' ? knownOf(evidence['entra.users'])?.find((each) => each.id === object.id) : undefined;
    return { is: 'there', object, user, cloudManaged: isCloudManaged(evidence, object.id), section };
  }
  return evidence[section].state === 'known' ? { is: 'absent' } : { is: 'not-read', section };
}

/** A value that is wrong keeps a user that is not in Entra from matching (4); else it only makes the object in Entra wrong (5). */
export const layerOfFault = (subject: Subject, presence: Presence): 4 | 5 => (subject.kind === 'user' && presence.is === 'absent' ? 4 : 5);
