import { Conflict } from '../ports/store.ts';

/** Why nothing more is started. */
export interface Stop {
  readonly says: string;
  readonly rule: string;
}

/** What a run has in flight: the steps that this process is about to start, is carrying out or is looking up. */
export interface InFlight {
  readonly steps: ReadonlySet<number>;
  /** Why nothing of it may be started any more; null where nothing is against it. */
  readonly stop: Stop | null;
  /** The first one counts; null when it was dealt with. */
  stopFor(stop: Stop | null): void;
  add(step: number, work: Promise<void>): void;
  /** Throws what has gone wrong with any of them. */
  assertSound(): void;
  /** Resolves when one of them has ended, however it went. */
  one(): Promise<void>;
  /** Resolves when all of them have ended, however it went. */
  all(): Promise<void>;
  /** What is to be told of everything that has gone wrong, this among it. */
  toTell(fault: unknown): unknown;
}

/** Nobody lets go of a run while a step of it is in flight: what it has begun it sees through, and writes down if the journal is still its own. */
export function createInFlight(): InFlight {
  const works = new Map<number, Promise<void>>();
  const faults: unknown[] = [];
  let stop: Stop | null = null;
  return {
    get steps() {
      return new Set(works.keys());
    },
    get stop() {
      return stop;
    },
    stopFor(given) {
      stop = given === null ? null : (stop ?? given);
    },
    add(step, work) {
      works.set(step, work.catch((fault: unknown) => void faults.push(fault)).finally(() => void works.delete(step)));
    },
    assertSound() {
      if (faults.length > 0) throw faults[0];
    },
    one: () => Promise.race(works.values()),
    all: async () => void (await Promise.all(works.values())),
    // That another executor has the run by now is the least of it, and often only what follows from another fault.
    toTell: (fault) => [...faults, fault].find((each) => !(each instanceof Conflict)) ?? fault,
  };
}
