import type { Tone } from './look.ts';
import type { ChainLineData } from './why-chain.ts';
import type { FindingData } from './why-finding.ts';

/** Exactly the names that cards/why.json binds. */
export interface WhyData {
  readonly tone: Tone;
  readonly headline: string;
  readonly summary: string;
  readonly name: string;
  readonly detail: string;
  readonly where: string;
  readonly findings: readonly FindingData[];
  readonly findingsMore: string;
  readonly rest: readonly FindingData[];
  readonly restMore: string;
  readonly restTitle: string;
  readonly notSeen: boolean;
  readonly unread: readonly { readonly what: string; readonly says: string }[];
  readonly unreadMore: string;
  readonly cannotTell: string;
  readonly hasChain: boolean;
  readonly chain: readonly ChainLineData[];
  readonly readAt: string;
  readonly sources: string;
  readonly offers: readonly { readonly title: string; readonly verb: string; readonly ref: string; readonly reasonId: string; readonly ticketId: string; readonly fix: string; readonly checklist: readonly { readonly id: string; readonly title: string }[] }[];
  readonly actions: readonly { readonly title: string; readonly verb: string; readonly ref: string; readonly tooltip: string }[];
}
