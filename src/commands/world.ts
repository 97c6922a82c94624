import type { Approvals } from '../approve/press.ts';
import type { ApprovalPolicy } from '../model/approval.ts';
import type { Diagnosis } from '../model/diagnosis.ts';
import type { Clock } from '../ports/clock.ts';
import type { Log } from '../ports/log.ts';
import type { People } from '../ports/people.ts';
import type { Random } from '../ports/random.ts';
import type { RelayLink } from '../ports/relay-link.ts';
import type { Store } from '../ports/store.ts';
import type { PlanBoard } from './plan-board.ts';

/** What the commands are handed. */
export interface CommandWorld {
  /** Gathers and diagnoses; never rejects for a source that cannot be read. */
  diagnose(asked: string): Promise<Diagnosis>;
  readonly approvals: Approvals;
  readonly board: PlanBoard;
  readonly store: Store;
  readonly policy: ApprovalPolicy;
  readonly people: People;
  readonly relayLink: RelayLink;
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Log;
  readonly about: AboutThisBot;
}

/** What `status` says of the installation itself. */
export interface AboutThisBot {
  readonly name: string;
  readonly version: string;
  /** End points that are not Microsoft's own; empty in a known cloud. */
  readonly customEndpoints: readonly string[];
  readonly policyWarnings: readonly string[];
  /** Footer of every card of an installation that is not a real one; empty otherwise. */
  readonly footer: string;
}
