import { closeSync, fdatasyncSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { openSqliteStore } from '../src/adapters/sqlite/open-sqlite-store.ts';
import { systemClock } from '../src/adapters/system/system-clock.ts';
import type { JournalEntry } from '../src/model/journal.ts';
import { openRelayJournal } from '../src/relay/journal.ts';
import { auditOf, planId, samplePlan } from '../test/contracts/sample-plan.ts';
import type { Measured } from './main.ts';

const APPENDS = 400;
const ROUNDS = 5;
const GOAL = 1.3;

/** The journal of the relay (a file) and that of the bot (SQLite), each against writing as many octets and fdatasync, on the same disk and by turns. */
export async function benchJournal(): Promise<readonly Measured[]> {
  const folder = mkdtempSync(join(import.meta.dirname, '..', '.ci', 'bench-journal-'));
  try {
    const rounds: { bare: number; relay: number; store: number; withAudit: number }[] = [];
    for (let round = 0; round < ROUNDS; round += 1) rounds.push({ bare: bare(join(folder, `bare-${round}`)), relay: relay(join(folder, `relay-${round}`)), store: await store(join(folder, `store-${round}.db`), false), withAudit: await store(join(folder, `audited-${round}.db`), true) });
    const best = (of: keyof (typeof rounds)[number]): number => Math.min(...rounds.map((round) => round[of])) / APPENDS;
    const measured = (name: string, subject: number): Measured => ({ name, goal: GOAL, baseline: best('bare'), subject, note: `an append, the best of ${ROUNDS} rounds of ${APPENDS}` });
    return [measured('journal of the relay', best('relay')), measured('journal of the bot in SQLite', best('store')), measured('journal of the bot in SQLite, with its audit event', best('withAudit'))];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const started = (n: number) => ({ at: '2026-11-21T09:00:00.000Z', planId: planId(1 + Math.floor(n / 50)), step: n % 50, attempt: 1, fence: n + 1, jobHash: 'f'.repeat(64), object: `cccccccc-0000-4000-8000-${String(n).padStart(12, '0')}` });

function bare(file: string): number {
  const handle = openSync(file, 'a');
  const begun = performance.now();
  for (let n = 0; n < APPENDS; n += 1) {
    writeSync(handle, Buffer.from(`${JSON.stringify({ what: 'started', ...started(n) })}\n`));
    fdatasyncSync(handle);
  }
  const took = performance.now() - begun;
  closeSync(handle);
  return took;
}

function relay(file: string): number {
  const journal = openRelayJournal(file);
  const begun = performance.now();
  for (let n = 0; n < APPENDS; n += 1) journal.started(started(n));
  const took = performance.now() - begun;
  journal.close();
  return took;
}

async function store(file: string, isAudited: boolean): Promise<number> {
  const opened = await openSqliteStore({ file, clock: systemClock });
  const plan = samplePlan(1);
  await opened.addPlan(plan, auditOf('plan.created', plan));
  const begun = performance.now();
  for (let n = 0; n < APPENDS; n += 1) {
    const entry: JournalEntry = { at: '2026-11-21T09:00:00.000Z', what: 'began', step: n + 1, attempt: 1, fence: n + 1 };
    await opened.appendJournal(plan.content.planId, n, entry, isAudited ? auditOf('step.began', plan) : null);
  }
  const took = performance.now() - begun;
  await opened.close();
  return took;
}
