/** What a plan will lead to, worked out from the evidence and the steps alone. */
export interface Prediction {
  readonly causes: readonly PredictedCause[];
  /** What the next cycle will do, in sentences, in order. */
  readonly nextCycle: readonly string[];
  /** Values of the cloud account that AD will overwrite once they are matched, sign-in name and password first; empty where nothing is matched. */
  readonly overwrites: readonly Overwrite[];
}

export interface PredictedCause {
  readonly cause: string;
  readonly title: string;
  readonly becomes: 'gone' | 'stays' | 'new' | 'cannot-tell';
  /** Why, where that is not plain: what must be read, or what the engine will judge again. */
  readonly because: string;
}

export interface Overwrite {
  readonly attribute: string;
  readonly cloud: readonly string[];
  readonly ad: readonly string[];
}
