import assert from 'node:assert/strict';
import { appendFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { NotReady } from '../../src/ports/not-ready.ts';
import { openRelayJournal } from '../../src/relay/journal.ts';
import { planIdOf } from '../ports/relay-jobs.ts';

const PLAN = planIdOf('44444444-4444-4444-8444-444444444444');
const OTHER = planIdOf('55555555-5555-4555-8555-555555555555');
const START = { planId: PLAN, step: 1, attempt: 1, fence: 5, jobHash: 'h', object: 'ad:one', at: '2026-11-21T09:00:00.000Z' };

describe('the journal of the relay', () => {
  let folder = '';
  let file = '';
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'syncwhy-journal-'));
    file = join(folder, 'journal.jsonl');
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const reopened = <Value>(use: (journal: ReturnType<typeof openRelayJournal>) => Value): Value => {
    const journal = openRelayJournal(file);
    try {
      return use(journal);
    } finally {
      journal.close();
    }
  };

  it('has a start on the disk when it returns', () => {
    reopened((journal) => {
      journal.started(START);
      assert.match(readFileSync(file, 'utf8'), /^\{"what":"started".*\}\n$/);
    });
  });

  it('refuses the same attempt for ever, also after a restart', () => {
    reopened((journal) => {
      journal.started(START);
      journal.ended(START, new Date(), 'applied');
      assert.throws(() => journal.started({ ...START, fence: 6 }), /never started twice/);
    });
    reopened((journal) => {
      assert.match(journal.refusal(START, 99) ?? '', /never started twice/);
      assert.equal(journal.refusal({ ...START, attempt: 2 }, 6), null);
      assert.equal(journal.refusal({ ...START, step: 2 }, 6), null);
      assert.equal(journal.refusal({ ...START, planId: OTHER }, 1), null);
    });
  });

  it('refuses a lower fence of the same plan', () => {
    reopened((journal) => journal.started(START));
    reopened((journal) => {
      assert.match(journal.refusal({ ...START, step: 2 }, 4) ?? '', /newer run/);
      assert.equal(journal.refusal({ ...START, step: 2 }, 5), null);
    });
  });

  it('cuts off a torn last line and goes on', () => {
    reopened((journal) => journal.started(START));
    appendFileSync(file, '{"what":"started","planId":"555');
    reopened((journal) => {
      assert.equal(journal.knows(OTHER), false);
      journal.started({ ...START, planId: OTHER });
    });
    assert.deepEqual(readFileSync(file, 'utf8').split('\n').map((line) => line.length > 0), [true, true, false]);
    reopened((journal) => assert.ok(journal.knows(PLAN) && journal.knows(OTHER)));
  });

  it('does not open when a line in the middle is damaged', () => {
    reopened((journal) => journal.started(START));
    writeFileSync(file, `garbage\n${readFileSync(file, 'utf8')}`);
    assert.throws(() => openRelayJournal(file), (error) => error instanceof NotReady && error.message.includes('Line 1'));
  });

  it('counts the objects of the last hour', () => {
    reopened((journal) => {
      journal.started({ ...START, at: '2026-11-21T07:59:59.000Z' });
      journal.started({ ...START, step: 2, object: 'ad:two', at: '2026-11-21T08:30:00.000Z' });
      journal.started({ ...START, step: 3, object: 'ad:two', at: '2026-11-21T08:40:00.000Z' });
      assert.deepEqual([...journal.objectsSince(new Date('2026-11-21T08:00:00.000Z'))], ['ad:two']);
    });
  });

  it('knows when a step was last started', () => {
    reopened((journal) => {
      assert.equal(journal.startOf(PLAN, 1), null);
      journal.started(START);
      journal.started({ ...START, attempt: 2, at: '2026-11-21T09:05:00.000Z' });
      assert.equal(journal.startOf(PLAN, 1)?.toISOString(), '2026-11-21T09:05:00.000Z');
    });
  });
});
