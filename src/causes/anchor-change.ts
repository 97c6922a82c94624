import type { ExportingServer } from '../deduce/exporting-server.ts';
import type { AdTarget } from '../model/plan.ts';

/** A change of onPremisesImmutableId of a cloud-only user whose preconditions hold as far as they could be read. */
export interface AnchorChange {
  readonly userId: string;
  readonly userName: string;
  readonly before: string | null;
  readonly after: string | null;
  /** The sync server that exports; null when it is not known. */
  readonly server: ExportingServer | null;
  /** False: whether the account has a directory role is for a human to check, and nothing is offered. */
  readonly rolesRead: boolean;
  /** Whether eligible (PIM) roles were read too; where not, the approvers are told. */
  readonly eligibilityRead: boolean;
}

/** A change of mS-DS-ConsistencyGuid that binds an AD account to an existing cloud account. */
export interface HardMatch {
  readonly object: AdTarget;
  readonly before: string | null;
  readonly after: string;
  readonly userName: string;
  readonly server: ExportingServer | null;
  readonly rolesRead: boolean;
  /** Whether eligible (PIM) roles were read too; where not, the approvers are told. */
  readonly eligibilityRead: boolean;
  /** DN of the former AD account in the recycle bin, which must then never be restored; null when there is none. */
  readonly former: string | null;
}

/** The ways to bring an AD account and a cloud account together that are open in one case. */
export interface AnchorCures {
  readonly inAd: HardMatch | null;
  readonly inCloud: AnchorChange | null;
  readonly clear: AnchorChange | null;
}
