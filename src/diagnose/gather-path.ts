/** One question to a source and where it stands in the chain of questions that wait for each other. */
export interface GatherStep {
  readonly asked: string;
  readonly from: 'relay' | 'graph';
  /** 1 = asked at once; n = waited for an answer to a question of round n − 1. */
  readonly round: number;
  /** Milliseconds after the start, by the clock of the process. */
  readonly startedAfter: number;
  readonly endedAfter: number;
}

/** The way that one gathering went. */
export interface GatherPath {
  readonly steps: readonly GatherStep[];
  /** The longest chain of questions that wait for each other. */
  readonly rounds: number;
  readonly relayRoundTrips: number;
  /** Questions to Graph; each is one $batch where it fits. */
  readonly graphQuestions: number;
  /** When the facts of the tenant were read: they may be up to a minute old. ISO 8601 UTC; undefined when they did not come. */
  readonly tenantFactsAt: string | undefined;
}

/** Sums up the steps. */
export function pathOf(steps: readonly GatherStep[], tenantFactsAt: string | undefined): GatherPath {
  const count = (from: GatherStep['from']): number => steps.filter((step) => step.from === from).length;
  return { steps, rounds: Math.max(0, ...steps.map(({ round }) => round)), relayRoundTrips: count('relay'), graphQuestions: count('graph'), tenantFactsAt };
}
