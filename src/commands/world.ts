import type { Approvals } from '../approve/press.ts';
import type { Sealing } from '../approve/sealing.ts';
import type { HandWatches } from '../execute/hand-watches.ts';
import type { ApprovalPolicy } from '../model/approval.ts';
import type { Diagnosis } from '../model/diagnosis.ts';
import type { EvidenceDocument } from '../model/evidence.ts';
import type { PlanId } from '../model/ids.ts';
import type { PairsRead } from '../model/listed-pair.ts';
import type { Subject } from '../model/subject.ts';
import type { Audience, Place } from '../ports/channel.ts';
import type { Clock } from '../ports/clock.ts';
import type { People } from '../ports/people.ts';
import type { Random } from '../ports/random.ts';
import type { RelayLink, RelayLists } from '../ports/relay-link.ts';
import type { Store } from '../ports/store.ts';
import type { Tenant } from '../ports/tenant.ts';
import type { PlanBoard } from './plan-board.ts';
import type { ReportForm } from './report-links.ts';
import type { ScanDesk } from './scan-desk.ts';

/** The answer to a question with what it rests on. */
export interface Asked {
  readonly diagnosis: Diagnosis;
  /** The object in question; null when none or several were found. */
  readonly subject: Subject | null;
  readonly document: EvidenceDocument;
}

/** What the commands are handed. */
export interface CommandWorld {
  /** Gathers and diagnoses; never rejects for a source that cannot be read. */
  ask(about: string): Promise<Asked>;
  /** The same answer with every name and address of the company replaced; nothing in it can be asked about again. */
  askRedacted(about: string): Promise<Asked>;
  /** Who reads along in a conversation. */
  audienceOf(place: Place): Promise<Audience>;
  /** The title of a cause by its id. */
  titleOf(cause: string): string | undefined;
  /** A list of pairs as CSV, strictly by its rules. */
  readPairs(csv: string): PairsRead;
  readonly approvals: Approvals;
  /** Sign-ins for one plan; null where the bot is not set up for them. */
  readonly sealing: Sealing | null;
  readonly board: PlanBoard;
  /** Starts the run of an approved plan in the background; the card of the plan follows it. */
  execute(planId: PlanId): void;
  /** What people do by hand, without a plan. */
  readonly watches: Pick<HandWatches, 'begin' | 'open' | 'end'>;
  readonly store: Store;
  policy(): ApprovalPolicy;
  readonly people: People;
  readonly relayLink: RelayLink;
  /** Absent where no long lists can be had. */
  readonly lists?: RelayLists | undefined;
  /** What holds for the whole tenant. */
  readonly tenant: Pick<Tenant, 'tenantFacts' | 'provisioningErrors' | 'syncSignIns' | 'look' | 'detail'>;
  /** Absent where nothing can be scanned. */
  readonly scans?: ScanDesk | undefined;
  /** An address that opens the report of a scan for this person, for a short while; absent where the bot has no address that people can open. */
  readonly reportLink?: ((n: number, form: ReportForm, oid: string) => string) | undefined;
  readonly clock: Clock;
  readonly random: Random;
  readonly about: AboutThisBot;
}

/** What `status` says of the installation itself. */
export interface AboutThisBot {
  readonly version: string;
  /** End points that are not Microsoft's own; empty in a known cloud. */
  readonly customEndpoints: readonly { readonly what: string; readonly address: string }[];
  policyWarnings(): readonly string[];
}
