export interface Clock {
  now(): Date;
  /** Resolves after this many milliseconds, or earlier when the signal aborts. */
  sleep(milliseconds: number, signal?: AbortSignal): Promise<void>;
}
