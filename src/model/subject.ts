import type { CloudContact, CloudDevice, CloudGroup, CloudUser } from './evidence.ts';
import type { AdObject } from './exhibits.ts';

export type SubjectKind = 'user' | 'group' | 'contact' | 'device';

/** Who the question is about. At least one of `ad` and `cloud` is set. */
export interface Subject {
  readonly asked: string;
  readonly kind: SubjectKind;
  /** The object in Active Directory; undefined when it lives in the cloud only. */
  readonly ad: AdObject | undefined;
  /** The live cloud object this subject was found as, or that is bound to `ad` by anchor; undefined when none (or Entra was not read). */
  readonly cloud: CloudUser | CloudGroup | CloudContact | CloudDevice | undefined;
}

export interface Candidate {
  readonly kind: SubjectKind;
  readonly displayName?: string | undefined;
  readonly sAMAccountName?: string | undefined;
  readonly userPrincipalName?: string | undefined;
  readonly dn?: string | undefined;
  readonly entraId?: string | undefined;
}
