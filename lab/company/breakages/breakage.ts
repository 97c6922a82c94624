import type { Contoso } from '../contoso.ts';

/**
 * One way in which the healthy company comes to grief. It changes the company - an AD entry, a cloud object, a setting of the
 * sync server - and lets cycles run, so that the consequences appear by themselves; it never writes evidence.
 */
export interface Breakage {
  /** Id of the cause that this brings about. */
  readonly cause: string;
  /** Whom to ask about: sAMAccountName, or UPN of somebody who has no AD account. */
  readonly subject: string;
  /** What happened at Contoso, one sentence. */
  readonly says: string;
  break(company: Contoso): void;
  /** Whether the company is as it should be once the remedy has run and a cycle has followed. */
  readonly worldAfterFix?: ((company: Contoso) => boolean) | undefined;
}
