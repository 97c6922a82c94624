/**
 * One row of a domain controller's Security log about one object; each attribute that one event names is a row of its own.
 * Source: learn.microsoft.com/windows/security/threat-protection/auditing/event-4738 (and -5136, -4742).
 */
export interface SecurityEvent {
  /** ISO 8601 UTC. */
  readonly time: string;
  /** 4738 user changed, 4742 computer changed, 5136 attribute changed, 5139 moved, 4725 disabled, … */
  readonly eventId: number;
  /** Who did it, `CORP\mreed`; SYSTEM and the accounts of the synchronisation stand here as well. */
  readonly actor: string;
  /** LDAP name of the attribute that was written; absent where the event names none. */
  readonly attribute?: string | undefined;
  /** What was written or taken away, as the event words it. */
  readonly value?: string | undefined;
  /** 5136 only: whether the value was added or taken away. */
  readonly change?: 'added' | 'removed' | undefined;
  readonly domainController: string;
}

/** What a domain controller writes down: `account-management` gives 4738 and the like, `directory-changes` gives 5136, which names attribute and value. */
export type SecurityAudit = 'account-management' | 'directory-changes';

/** Why a Security log says nothing about who. `not-audited`: it could be read, but records no such events at all. */
export const SECURITY_LOG_SILENCE = ['access-denied', 'not-audited', 'unreachable', 'timed-out', 'failed'] as const;
export type SecurityLogSilence = (typeof SECURITY_LOG_SILENCE)[number];

/** The answer of one domain controller: its rows of the last 30 days, newest first. */
export type SecurityLogAnswer =
  | {
      readonly domainController: string;
      readonly is: 'read';
      readonly events: readonly SecurityEvent[];
      /** Kinds of events of which the log holds any, about whatever object. */
      readonly audited: readonly SecurityAudit[];
      /** ISO 8601 UTC of the oldest entry: what happened before is overwritten. */
      readonly reachesBackTo?: string | undefined;
      /** True when there are more events than are read. */
      readonly isCutOff: boolean;
    }
  | { readonly domainController: string; readonly is: SecurityLogSilence; readonly says: string };
