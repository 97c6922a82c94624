import assert from 'node:assert/strict';
import type { DigestTimes, QuietHours } from '../../src/model/subscription.ts';
import { digestDue } from '../../src/notify/digest-due.ts';
import { instantOf, isTimeZone, localTime } from '../../src/notify/local-time.ts';
import { quietUntil } from '../../src/notify/quiet-until.ts';

const BERLIN = 'Europe/Berlin';

describe('The clocks of a time zone', () => {
  for (const [at, timeZone, shown] of [
    ['2026-11-22T23:30:00Z', BERLIN, [2026, 11, 23, 1, 30]],
    ['2026-07-01T21:15:00Z', BERLIN, [2026, 7, 1, 3, 23 * 60 + 15]],
    ['2026-11-22T00:00:00Z', 'America/New_York', [2026, 11, 21, 6, 19 * 60]],
    ['2026-11-22T00:00:00Z', 'Asia/Kathmandu', [2026, 11, 22, 7, 5 * 60 + 45]],
    ['2026-12-31T23:59:59Z', 'UTC', [2026, 12, 31, 4, 23 * 60 + 59]],
  ] as const) {
    it(`show ${at} in ${timeZone} as ${shown.join(' ')}`, () => {
      const { year, month, date, day, minutes } = localTime(new Date(at), timeZone);
      assert.deepEqual([year, month, date, day, minutes], shown);
    });
  }
  for (const [local, says, instant] of [
    [{ year: 2026, month: 11, date: 22, minutes: 480 }, 'an ordinary morning', '2026-11-22T07:00:00.000Z'],
    [{ year: 2026, month: 11, date: 31, minutes: 0 }, 'a date beyond the end of its month', '2026-11-30T23:00:00.000Z'],
    [{ year: 2026, month: 3, date: 29, minutes: 150 }, 'half past two on the night that leaves it out', '2026-03-29T01:30:00.000Z'],
    [{ year: 2026, month: 10, date: 25, minutes: 150 }, 'half past two on the night that has it twice', '2026-10-25T00:30:00.000Z'],
  ] as const) {
    it(`give back the moment of ${says}`, () => assert.equal(instantOf(local, BERLIN).toISOString(), instant));
  }
  it('are known by names of regions only', () => {
    assert.deepEqual(['Europe/Berlin', 'UTC', 'america/new_york', 'Mars/Olympus', '+01:00', '', '../etc'].map(isTimeZone), [true, true, true, false, false, false, false]);
  });
});

describe('Quiet hours', () => {
  const nights: QuietHours = { from: '22:00', to: '06:00', days: [1, 2, 3, 4, 5, 6, 7], timeZone: BERLIN };
  for (const [says, quiet, at, until] of [
    ['hold back late in the evening until the next morning', nights, '2026-11-22T22:00:00Z', '2026-11-23T05:00:00.000Z'],
    ['hold back early in the morning until that morning', nights, '2026-11-22T04:59:59Z', '2026-11-22T05:00:00.000Z'],
    ['begin at their minute', nights, '2026-11-22T21:00:00Z', '2026-11-23T05:00:00.000Z'],
    ['are over at their minute', nights, '2026-11-22T05:00:00Z', null],
    ['hold nothing back at noon', nights, '2026-11-22T11:00:00Z', null],
    ['of working days hold back on the night from Friday to Saturday', { ...nights, days: [1, 2, 3, 4, 5] }, '2026-11-21T01:00:00Z', '2026-11-21T05:00:00.000Z'],
    ['of working days hold nothing back on the night from Saturday to Sunday', { ...nights, days: [1, 2, 3, 4, 5] }, '2026-11-22T01:00:00Z', null],
    ['within one day end on that day', { ...nights, from: '12:00', to: '13:00' }, '2026-11-22T11:30:00Z', '2026-11-22T12:00:00.000Z'],
    ['over the night on which clocks go back last nine hours', nights, '2026-10-24T20:00:00Z', '2026-10-25T05:00:00.000Z'],
    ['over the night on which clocks go forward last seven', nights, '2026-03-28T21:00:00Z', '2026-03-29T04:00:00.000Z'],
    ['that nobody asked for hold nothing back', null, '2026-11-22T01:00:00Z', null],
  ] as const) {
    it(says, () => assert.equal(quietUntil(quiet, new Date(at))?.toISOString() ?? null, until));
  }
});

describe('A digest', () => {
  const daily: DigestTimes = { every: 'day', at: '08:00', day: 1, timeZone: BERLIN, instead: false };
  const weekly: DigestTimes = { ...daily, every: 'week', day: 3 };
  const since = '2026-11-01T00:00:00.000Z';
  for (const [says, digest, lastDigest, now, from] of [
    ['is due at its minute', daily, '2026-11-21T07:00:00.000Z', '2026-11-22T07:00:00.000Z', '2026-11-21T07:00:00.000Z'],
    ['is not due a minute before', daily, '2026-11-21T07:00:00.000Z', '2026-11-22T06:59:00.000Z', null],
    ['is not due twice', daily, '2026-11-22T07:00:00.000Z', '2026-11-22T07:05:00.000Z', null],
    ['is one after a pause of five days', daily, '2026-11-17T07:00:00.000Z', '2026-11-22T12:00:00.000Z', '2026-11-17T07:00:00.000Z'],
    ['begins with the subscription where there was none', daily, null, '2026-11-22T07:00:00.000Z', since],
    ['of the week is due on its day', weekly, '2026-11-18T07:00:00.000Z', '2026-11-25T07:00:00.000Z', '2026-11-18T07:00:00.000Z'],
    ['of the week is not due on another', weekly, '2026-11-18T07:00:00.000Z', '2026-11-24T23:00:00.000Z', null],
    ['of the week is not due earlier on its day', weekly, '2026-11-18T07:00:00.000Z', '2026-11-25T06:00:00.000Z', null],
    ['keeps its hour when the clocks have changed', daily, '2026-10-24T06:00:00.000Z', '2026-10-25T06:30:00.000Z', null],
    ['that nobody asked for is never due', null, null, '2026-11-22T07:00:00.000Z', null],
  ] as const) {
    it(says, () => assert.equal(digestDue({ digest, lastDigest, since }, new Date(now))?.from ?? null, from));
  }
});
