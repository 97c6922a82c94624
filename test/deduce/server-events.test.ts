import assert from 'node:assert/strict';
import { eventsLike, spokenEvent } from '../../src/deduce/server-events.ts';
import type { ServerEvent } from '../../src/model/evidence.ts';

const WANTED = { source: 'ADSync', ids: [6301], says: /table-valued/i } as const;
const fitting: ServerEvent = { source: 'ADSync', id: 6301, time: '2026-11-21T09:00:00Z', message: 'A table-valued parameter is wrong.' };
const logs = (...value: readonly ServerEvent[]) => [{ server: 'SYNC01', staging: true, value }];

describe('events of a sync server', () => {
  it('fit by source, number and words', () => assert.deepEqual(eventsLike(logs(fitting), WANTED), [{ server: 'SYNC01', standby: true, time: new Date('2026-11-21T09:00:00Z'), event: fitting }]));
  it('fit under the old name of their source', () => assert.equal(eventsLike(logs({ ...fitting, source: 'FIMSynchronizationService' }), WANTED).length, 1));

  for (const [what, other] of [
    ['another source', { source: 'Directory Synchronization' }],
    ['another number', { id: 6302 }],
    ['other words', { message: 'An unexpected error.' }],
    ['no source', { source: null }],
    ['no message', { message: undefined }],
  ] as const) {
    it(`do not fit with ${what}`, () => assert.deepEqual(eventsLike(logs({ ...fitting, ...other }), WANTED), []));
  }

  it('are newest first, and where a time is asked for only those since, never one without a time', () => {
    const [older, newer, timeless] = [{ ...fitting, time: '2026-11-20T09:00:00Z' }, { ...fitting, time: '2026-11-21T10:00:00Z' }, { ...fitting, time: null }];
    assert.deepEqual(eventsLike(logs(timeless, older, newer), WANTED).map(({ event }) => event), [newer, older, timeless]);
    assert.deepEqual(eventsLike(logs(timeless, older, newer), { ...WANTED, since: new Date('2026-11-21T00:00:00Z') }).map(({ event }) => event), [newer]);
  });

  it('are told with source, number and the beginning of their words', () => {
    const [seen] = eventsLike(logs({ ...fitting, message: `table-valued\n\n${'x'.repeat(500)}` }), WANTED);
    assert.ok(seen !== undefined);
    assert.match(spokenEvent(seen), /^ADSync 6301: table-valued x{187}…$/);
  });
});
