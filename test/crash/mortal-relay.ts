import type { RelayLink } from '../../src/ports/relay-link.ts';
import { openRelayJournal, type RelayJournal } from '../../src/relay/journal.ts';
import { runJob, type JobWorld } from '../../src/relay/run-job.ts';

class Dead extends Error {}

export interface MortalRelay {
  /** Stands where the link to the relay is. */
  readonly take: (world: JobWorld, journalFile: string) => RelayLink['step'];
  /** The relay dies before or after its n-th write from now on; 0: never. */
  dieAt(write: number, when: 'before' | 'after'): void;
  /** Writes to its journal since then. */
  writes(): number;
  hasDied(): boolean;
  close(): void;
}

/** A relay whose process dies at a write of its journal; it is missed once, then another one is there with what the disk holds. */
export function mortalRelay(): MortalRelay {
  let deadly: { readonly write: number; readonly when: 'before' | 'after' } = { write: 0, when: 'after' };
  let [writes, isDead, hasDied] = [0, false, false];
  // The first journal belongs to whoever opened it.
  let own: RelayJournal | null = null;
  const die = (): never => {
    [isDead, hasDied] = [true, true];
    throw new Dead();
  };
  const mortal = (journal: RelayJournal): RelayJournal => {
    const write = <Args extends readonly unknown[]>(real: (...args: Args) => void) => (...args: Args): void => {
      if (isDead) throw new Dead();
      writes += 1;
      const dies = writes === deadly.write;
      if (dies && deadly.when === 'before') die();
      real(...args);
      if (dies) die();
    };
    return { ...journal, started: write(journal.started), ended: write(journal.ended), sealed: write(journal.sealed) };
  };
  return {
    dieAt: (write, when) => {
      deadly = { write, when };
      [writes, hasDied] = [0, false];
    },
    writes: () => writes,
    hasDied: () => hasDied,
    close: () => own?.close(),
    take: (world, journalFile) => {
      let { journal } = world;
      return async (job) => {
        if (isDead) {
          own?.close();
          own = openRelayJournal(journalFile);
          journal = own;
          isDead = false;
          return { kind: 'no-relay', says: 'no relay is there' };
        }
        const answer = await runJob({ ...world, journal: mortal(journal) }, job);
        return isDead ? { kind: 'no-answer', says: 'no answer in time' } : answer;
      };
    },
  };
}
