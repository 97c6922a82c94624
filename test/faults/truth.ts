import assert from 'node:assert/strict';
import type { JournalEntry } from '../../src/model/journal.ts';
import type { Outcome } from './plan-world.ts';

const FINAL: readonly string[] = ['done', 'failed', 'partly-done', 'unknown', 'stale'];

/** What must hold whatever happened on the way: an end, nothing twice, and a journal that says what the directory's own record says. */
export function assertTrue({ plan, journal, changes, stands, auditIs }: Outcome, title: string): void {
  const shown = `${title}: ${plan.state}, changed ${changes.join(' and ')} times, ${plan.says}\n${JSON.stringify(journal, null, 1)}`;
  assert.ok(FINAL.includes(plan.state), shown);
  for (const [at, times] of changes.entries()) {
    assert.ok(times <= 1, shown);
    assert.equal(stands[at], times === 1, shown);
    const believed = beliefOf(journal, at + 1);
    if (believed !== null) assert.equal(believed, times === 1, shown);
  }
  if (plan.state === 'done') assert.deepEqual(changes, [1, 1], shown);
  if (plan.state === 'failed' || plan.state === 'stale') assert.deepEqual(changes, [0, 0], shown);
  if (plan.state === 'partly-done') assert.deepEqual(changes, [1, 0], shown);
  assert.equal(journal.at(-1)?.what, 'closed', shown);
  assert.equal(auditIs, 'whole', shown);
}

/** Whether the journal holds that this step took effect; null when it says that it does not know. */
function beliefOf(journal: readonly JournalEntry[], step: number): boolean | null {
  const last = journal.findLast((entry) => 'step' in entry && entry.step === step);
  if (last === undefined) return false;
  if (last.what === 'looked') return last.observation.stands === 'other' ? null : last.observation.stands === 'after';
  if (last.what !== 'ended' || last.result.is === 'unsure') return null;
  return last.result.is === 'applied';
}
