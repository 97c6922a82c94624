import type { AuditEventName } from '../model/audit-events.ts';

/** One thing that the audit trail tells; it rides in the transaction of the change that it is about. */
export interface AuditEvent {
  readonly event: AuditEventName;
  readonly at: string;
  readonly actor: string | null;
  readonly planId: string | null;
  readonly rule: string | null;
  readonly facts: Readonly<Record<string, unknown>>;
}
