import type { DirectoryError } from '../../ports/directory.ts';

/** A domain controller that failed is left alone for so long, twice as long each time that it fails again, up to a limit. */
const FIRST_MS = 30_000;
const LONGEST_MS = 300_000;

interface Out {
  readonly why: DirectoryError;
  readonly until: number;
  readonly times: number;
}

/** Which domain controllers are left out for now, by address. */
export interface LeftOut {
  add(url: string, why: DirectoryError): void;
  remove(url: string): void;
  at(url: string): Out | null;
}

export function createLeftOut(now: () => number): LeftOut {
  const out = new Map<string, Out>();
  return {
    add(url, why) {
      const times = (out.get(url)?.times ?? 0) + 1;
      out.set(url, { why, times, until: now() + Math.min(FIRST_MS * 2 ** (times - 1), LONGEST_MS) });
    },
    remove: (url) => void out.delete(url),
    at(url) {
      const found = out.get(url);
      return found === undefined || found.until <= now() ? null : found;
    },
  };
}

/** True when the domain controller itself is in trouble, so that another may answer. A refused account would be refused, and locked, everywhere. */
export function isDown({ fault, code }: DirectoryError): boolean {
  return fault === 'unreachable' || (fault === 'timed-out' && code === undefined);
}
