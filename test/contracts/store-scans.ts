import assert from 'node:assert/strict';
import type { ScanFinding } from '../../src/model/scan.ts';
import type { Store } from '../../src/ports/store.ts';
import { MADE, minutes, personId } from './sample-plan.ts';
import { SCAN_PROGRESS, SCAN_REQUEST, sampleFindings, sampleSummary } from './sample-scan.ts';

const BY = { oid: personId(1), name: 'Ana \0 Ruiz' };
const ROOM = 200_000_000;

/** The part of the contract of `Store` about scans; `openTwo` gives two stores on one empty database. */
export function describeStoreScans(name: string, openTwo: () => Promise<readonly [Store, Store]>): void {
  describe(`scans in the store ${name}`, () => {
    let one: Store;
    let two: Store;
    beforeEach(async () => {
      [one, two] = await openTwo();
    });
    afterEach(() => Promise.all([one.close(), two.close()]));

    const begin = (store: Store, minute: number, keep = 20) => store.beginScan({ by: BY, request: { ...SCAN_REQUEST, whatIf: { into: ['OU=Å,DC=x'], outOf: [] } }, at: minutes(minute).toISOString(), lostBefore: minutes(minute - 2).toISOString(), keep });
    const end = (store: Store, n: number, minute: number) => store.endScan(n, { state: 'done', at: minutes(minute).toISOString(), progress: SCAN_PROGRESS, summary: sampleSummary([]) });
    const read = (store: Store, n: number): Promise<readonly ScanFinding[]> => Array.fromAsync(store.findingsOf(n));

    it('are kept exactly, with everything that they found in its order', async () => {
      const { is, scan } = await begin(one, 0);
      assert.deepEqual([is, scan.n, scan.state, scan.startedAt], ['began', 1, 'running', MADE]);
      const findings = sampleFindings(2500);
      for (let from = 0; from < findings.length; from += 700) await one.addFindings(scan.n, findings.slice(from, from + 700), ROOM);
      assert.equal(await two.noteScan(scan.n, SCAN_PROGRESS, minutes(1).toISOString()), 'go-on');
      assert.deepEqual((await two.scan(scan.n))?.progress, SCAN_PROGRESS);
      const summary = sampleSummary(findings, { unread: [{ what: 'entra.users', why: 'throttled', detail: 'too many' }] });
      await one.endScan(scan.n, { state: 'done', at: minutes(2).toISOString(), progress: { ...SCAN_PROGRESS, phase: 'done' }, summary });
      const kept = await two.scan(scan.n);
      assert.deepEqual(kept, { ...scan, by: { ...BY, name: kept?.by.name }, state: 'done', seenAt: minutes(2).toISOString(), endedAt: minutes(2).toISOString(), progress: { ...SCAN_PROGRESS, phase: 'done' }, summary, kept: 2500 });
      assert.deepEqual(await read(two, scan.n), findings);
      assert.deepEqual(await read(two, 99), []);
      assert.equal(await two.scan(99), null);
    });

    it('run one at a time, whoever comes first', async () => {
      const begun = await Promise.all(Array.from({ length: 8 }, (_, at) => begin(at % 2 === 0 ? one : two, 0)));
      assert.equal(begun.filter(({ is }) => is === 'began').length, 1);
      assert.deepEqual([...new Set(begun.map(({ scan }) => scan.n))], [1]);
      await end(one, 1, 1);
      assert.equal((await begin(two, 1)).scan.n, 2);
    });

    it('that died with their process are marked as failed and are in nobody\'s way', async () => {
      await begin(one, 0);
      await one.noteScan(1, SCAN_PROGRESS, minutes(3).toISOString());
      assert.equal((await begin(two, 5)).is, 'running');
      assert.deepEqual(await begin(two, 6).then(({ is, scan }) => [is, scan.n]), ['began', 2]);
      assert.deepEqual((await one.scans()).map(({ n, state }) => [n, state]), [[2, 'running'], [1, 'failed']]);
      assert.equal(await one.noteScan(1, SCAN_PROGRESS, minutes(6).toISOString()), 'end', 'should its process live after all');
      await end(one, 1, 7);
      assert.equal((await one.scan(1))?.state, 'failed');
    });

    it('end soon when somebody wants them to', async () => {
      await begin(one, 0);
      assert.equal(await two.wantScanEnd(1), true);
      assert.equal(await one.noteScan(1, SCAN_PROGRESS, minutes(1).toISOString()), 'end');
      assert.equal((await one.scan(1))?.stopWanted, true);
      await end(one, 1, 1);
      assert.equal(await two.wantScanEnd(1), false);
      assert.equal(await two.wantScanEnd(7), false);
    });

    it('are kept up to a number of them; the oldest go with what they found', async () => {
      for (let n = 1; n <= 5; n += 1) {
        await begin(one, n, 3);
        await one.addFindings(n, sampleFindings(3), ROOM);
        await end(one, n, n);
      }
      assert.deepEqual((await two.scans()).map(({ n }) => n), [5, 4, 3]);
      assert.deepEqual([(await read(two, 2)).length, (await read(two, 3)).length], [0, 3]);
    });

    it('give up findings where there is no room, the oldest first, and count them', async () => {
      const findings = sampleFindings(500);
      for (const n of [1, 2, 3]) {
        await begin(one, n);
        await one.addFindings(n, findings, ROOM);
        await end(one, n, n);
      }
      await begin(one, 4);
      await one.addFindings(4, findings, 40_000);
      const counts = (await two.scans()).map(({ n, kept, dropped }) => [n, kept, dropped]);
      assert.deepEqual(counts.at(-1), [1, 0, 500]);
      assert.deepEqual(counts[0], [4, 500, 0]);
      await one.addFindings(4, findings, 100);
      assert.deepEqual(await two.scan(4).then((scan) => [scan?.kept, scan?.dropped]), [500, 500], 'what has no room at all is counted');
      assert.equal((await read(two, 4)).length, 500);
      assert.deepEqual(await read(two, 1), []);
    });

    it('share one secret for good, whoever brings one first', async () => {
      const secrets = await Promise.all([one.scanSecret('a'), two.scanSecret('b')]);
      assert.equal(new Set(secrets).size, 1);
      assert.equal(await two.scanSecret('c'), secrets[0]);
    });
  });
}
