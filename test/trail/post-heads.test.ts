import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sinon from 'sinon';
import { openSqliteStore } from '../../src/adapters/sqlite/open-sqlite-store.ts';
import type { PostedHead } from '../../src/model/audit-head.ts';
import { NotPosted, type HeadSink } from '../../src/ports/head-sink.ts';
import { NotSigned, type JobSigner } from '../../src/ports/job-signer.ts';
import type { Store } from '../../src/ports/store.ts';
import { signerOfHead } from '../../src/protocol/audit-head.ts';
import { createHeadPoster } from '../../src/trail/post-heads.ts';
import { checkTrail } from '../../src/trail/check-trail.ts';
import { everyLink } from '../../src/trail/export-trail.ts';
import { signer } from './pretend-trail.ts';

const key = signer();

describe('the daily head of the audit trail', () => {
  let folder = '';
  let store: Store;
  let now = 0;
  let posted: PostedHead[] = [];
  let refuses = false;
  const sleep = async (): Promise<void> => undefined;
  const sink: HeadSink = {
    where: 'a safe place',
    post: async (head) => {
      if (refuses) throw new NotPosted('it answered 503');
      posted.push(head);
    },
  };
  const log = { info: sinon.fake(), warn: sinon.fake(), error: sinon.fake() };
  const bot = (sinks: readonly HeadSink[] = [sink], by: JobSigner = key) => createHeadPoster({ store, sinks, signer: by, clock: { now: () => new Date(now), sleep }, log });
  const hours = (count: number): void => void (now += count * 3_600_000);
  const events = async (): Promise<readonly string[]> => (await store.auditTrail(0, 100)).map((link) => link.event.event);

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'syncwhy-heads-'));
    now = Date.parse('2026-11-21T14:06:00Z');
    posted = [];
    refuses = false;
    store = await openSqliteStore({ file: join(folder, 'store.db'), clock: { now: () => new Date(now), sleep } });
    for (let n = 0; n < 5; n += 1) await store.audit({ event: 'plan.created', at: '2026-11-21T14:06:00.000Z', actor: null, planId: null, rule: null, facts: { n } });
  });
  afterEach(async () => {
    await store.close();
    rmSync(folder, { recursive: true, force: true });
  });

  it('is posted at the start, signed, and told in the trail', async () => {
    await bot().postDue();
    const [head] = posted;
    assert.deepEqual([head?.seq, head?.at, head?.hash], [5, '2026-11-21T14:06:00.000Z', (await store.auditTrail(4, 1))[0]?.hash]);
    assert.equal(signerOfHead(head ?? assert.fail()), key.fingerprint);
    assert.equal((await events()).at(-1), 'head.posted');
  });

  it('is posted once a day, also by a bot that starts again', async () => {
    for (let hour = 0; hour < 48; hour += 1, hours(1)) await bot().postDue();
    assert.deepEqual(posted.map(({ at }) => at.slice(0, 10)), ['2026-11-21', '2026-11-22', '2026-11-23']);
  });

  it('is posted by one of several bots', async () => {
    const bots = Array.from({ length: 6 }, () => bot());
    for (let hour = 0; hour < 30; hour += 1, hours(1)) await Promise.all(bots.map((each) => each.postDue()));
    assert.deepEqual(posted.map(({ at }) => at.slice(0, 10)), ['2026-11-21', '2026-11-22']);
  });

  it('is tried again every hour, with a warning until it came through', async () => {
    const one = bot();
    refuses = true;
    await one.postDue();
    await one.postDue();
    assert.deepEqual(one.warnings(), ['The head of the audit trail of 2026-11-21 did not reach a safe place: it answered 503. It is tried again every hour.']);
    assert.deepEqual((await events()).slice(5), ['head.failed']);
    refuses = false;
    await one.postDue();
    assert.equal(posted.length, 0, 'the hour is not over');
    hours(1);
    await one.postDue();
    assert.deepEqual([posted.length, one.warnings()], [1, []]);
  });

  it('loses its warning when another bot has posted it', async () => {
    const [one, other] = [bot(), bot()];
    refuses = true;
    await one.postDue();
    refuses = false;
    hours(1);
    await other.postDue();
    await one.postDue();
    assert.deepEqual([posted.length, one.warnings()], [1, []]);
  });

  it('goes to each place by itself', async () => {
    const broken: HeadSink = { where: 'a broken place', post: async () => Promise.reject(new NotPosted('it could not be reached')) };
    const one = bot([broken, sink]);
    await one.postDue();
    assert.equal(posted.length, 1);
    assert.match(one.warnings().join(), /did not reach a broken place/);
  });

  it('is not posted without a signature', async () => {
    const one = bot([sink], { ...key, sign: async () => Promise.reject(new NotSigned('the vault did not answer in time')) });
    await one.postDue();
    assert.equal(posted.length, 0);
    assert.match(one.warnings().join(), /the vault did not answer in time/);
  });

  it('does not exist for an empty trail', async () => {
    const empty = await openSqliteStore({ file: join(folder, 'empty.db'), clock: { now: () => new Date(now), sleep } });
    await createHeadPoster({ store: empty, sinks: [sink], signer: key, clock: { now: () => new Date(now), sleep }, log }).postDue();
    assert.deepEqual([posted.length, (await empty.auditTrail(0, 9)).length], [0, 0]);
    await empty.close();
  });

  it('survives a store that is away', async () => {
    const away = { ...store, answerTo: async () => Promise.reject(new Error('away')) };
    await createHeadPoster({ store: away, sinks: [sink], signer: key, clock: { now: () => new Date(now), sleep }, log }).postDue();
    assert.equal(posted.length, 0);
  });

  it('waits for the next full hour, and ends with the signal', async () => {
    const stop = new AbortController();
    const waits: number[] = [];
    const clock = {
      now: () => new Date(now),
      sleep: async (milliseconds: number) => {
        waits.push(milliseconds);
        now += milliseconds;
        if (waits.length === 3) stop.abort();
      },
    };
    await createHeadPoster({ store, sinks: [sink], signer: key, clock, log }).postUntil(stop.signal);
    assert.deepEqual(waits, [54 * 60_000 + 30_000, 3_600_000, 3_600_000]);
  });

  it('fits the trail later on', async () => {
    for (let day = 0; day < 4; day += 1, hours(24)) await bot().postDue();
    const checked = await checkTrail(everyLink(store), { heads: posted, mayBeSelection: false });
    assert.deepEqual([checked.broken, checked.fitting, checked.proved?.seq], [null, 4, 8]);
  });
});
