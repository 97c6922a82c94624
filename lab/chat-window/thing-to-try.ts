/** A line in the panel "Things to try": one press fills the compose box. */
export interface ThingToTry {
  readonly title: string;
  /** What to expect, in one sentence. */
  readonly hint?: string | undefined;
  /** Goes into the compose box; without it the entry is a step to do by hand. */
  readonly text?: string | undefined;
  /** Key of the person to become first. */
  readonly who?: string | undefined;
  readonly place?: 'channel' | 'personal' | undefined;
}
