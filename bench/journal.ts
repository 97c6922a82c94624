import { closeSync, fdatasyncSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { openSqliteStore } from '../src/adapters/sqlite/open-sqlite-store.ts';
import { systemClock } from '../src/adapters/system/system-clock.ts';
import type { JournalEntry } from '../src/model/journal.ts';
import { openRelayJournal } from '../src/relay/journal.ts';
import { auditOf, planId, samplePlan } from '../test/contracts/sample-plan.ts';
import type { Measured } from './main.ts';

/** Enough that SQLite carries its log over into the file within a round, with and without the audit event; that is in the figures. */
const APPENDS = 1_200;
const ROUNDS = 5;
const GOAL = 1.3;

interface Journal {
  readonly append: (n: number) => void | Promise<void>;
  readonly close: () => void | Promise<void>;
}

const MEASURED = {
  relay: 'journal of the relay',
  store: 'journal of the bot in SQLite',
  audited: 'journal of the bot in SQLite, with its audit event',
} as const;
type Name = 'bare' | keyof typeof MEASURED;
type Round = Readonly<Record<Name, number>>;

/**
 * The journal of the relay (a file) and that of the bot (SQLite), each against appending a line of the relay's length to a file and fdatasync, on the same disk.
 * All write one entry each in turn, in an order that turns too, so that what else the machine does falls on all alike; counted is the whole time of all entries, of the round in the middle.
 */
export async function benchJournal(): Promise<readonly Measured[]> {
  const folder = mkdtempSync(join(import.meta.dirname, '..', '.ci', 'bench-journal-'));
  try {
    const rounds: Round[] = [];
    for (let round = 0; round < ROUNDS; round += 1) rounds.push(await measuredRound(join(folder, String(round))));
    return (['relay', 'store', 'audited'] as const).map((name) => {
      const { bare: baseline = 0, [name]: subject = 0 } = rounds.toSorted((one, other) => one[name] / one.bare - other[name] / other.bare)[Math.floor(ROUNDS / 2)] ?? {};
      return { name: MEASURED[name], goal: GOAL, baseline, subject, note: `an append, the middle one of ${ROUNDS} rounds of ${APPENDS}` };
    });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function measuredRound(file: string): Promise<Round> {
  const journals: readonly (readonly [Name, Journal])[] = [['bare', bare(`${file}-bare`)], ['relay', relay(`${file}-relay`)], ['store', await store(`${file}-store.db`, false)], ['audited', await store(`${file}-audited.db`, true)]];
  const took: Record<Name, number> = { bare: 0, relay: 0, store: 0, audited: 0 };
  for (let n = 0; n < APPENDS; n += 1) {
    for (const [name, journal] of [...journals.slice(n % journals.length), ...journals.slice(0, n % journals.length)]) {
      const begun = performance.now();
      await journal.append(n);
      took[name] += performance.now() - begun;
    }
  }
  for (const [, journal] of journals) await journal.close();
  return { bare: took.bare / APPENDS, relay: took.relay / APPENDS, store: took.store / APPENDS, audited: took.audited / APPENDS };
}

const started = (n: number) => ({ at: '2026-11-21T09:00:00.000Z', planId: planId(1 + Math.floor(n / 50)), step: n % 50, attempt: 1, fence: n + 1, jobHash: 'f'.repeat(64), object: `cccccccc-0000-4000-8000-${String(n).padStart(12, '0')}` });

function bare(file: string): Journal {
  const handle = openSync(file, 'a');
  return {
    append(n) {
      writeSync(handle, Buffer.from(`${JSON.stringify({ what: 'started', ...started(n) })}\n`));
      fdatasyncSync(handle);
    },
    close: () => closeSync(handle),
  };
}

function relay(file: string): Journal {
  const journal = openRelayJournal(file);
  return { append: (n) => journal.started(started(n)), close: () => journal.close() };
}

async function store(file: string, isAudited: boolean): Promise<Journal> {
  const opened = await openSqliteStore({ file, clock: systemClock });
  const plan = samplePlan(1);
  await opened.addPlan(plan, auditOf('plan.created', plan));
  const event = isAudited ? auditOf('step.began', plan) : null;
  return {
    append(n) {
      const entry: JournalEntry = { at: '2026-11-21T09:00:00.000Z', what: 'began', step: n + 1, attempt: 1, fence: n + 1 };
      return opened.appendJournal(plan.content.planId, n, entry, event);
    },
    close: () => opened.close(),
  };
}
