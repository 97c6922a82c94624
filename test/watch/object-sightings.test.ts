import assert from 'node:assert/strict';
import type { ListedError } from '../../src/model/error-list.ts';
import { objectSightings } from '../../src/watch/object-sightings.ts';
import { rememberCloser } from '../../src/watch/remember-closer.ts';

const error = (given: Partial<ListedError> & Pick<ListedError, 'type'>): ListedError => ({ source: 'SYNC01', standby: false, kind: 'export', text: '', object: { dn: 'CN=A,DC=x' }, firstSeen: '2026-11-20T08:00:00Z', lastSeen: '2026-11-21T08:00:00Z', ...given });

const ROWS: readonly (readonly [what: string, error: ListedError, seen: readonly unknown[]])[] = [
  ['a word with one cause', error({ type: 'ObjectTypeMismatch' }), ['object-type-mismatch', 'matching', 'medium', '2026-11-20T08:00:00.000Z']],
  ['a value set aside, though the object arrives', error({ type: 'PropertyConflict: UserPrincipalName', kind: 'quarantine' }), ['quarantined-upn', 'duplicates', 'low', '2026-11-20T08:00:00.000Z']],
  ['a word that nobody knows', error({ type: 'WhollyNewError' }), [null, 'engine', 'medium', '2026-11-20T08:00:00.000Z']],
  ['a word with several causes', error({ type: 'LargeObject' }), [null, 'engine', 'medium', '2026-11-20T08:00:00.000Z']],
  ['what AD refused', error({ type: 'WhollyNewError', kind: 'write-back' }), [null, 'engine', 'low', '2026-11-20T08:00:00.000Z']],
  ['an error without its first time', error({ type: 'ObjectTypeMismatch', firstSeen: undefined }), ['object-type-mismatch', 'matching', 'medium', '2026-11-21T08:00:00.000Z']],
  ['an error without any time', error({ type: 'ObjectTypeMismatch', firstSeen: 'never', lastSeen: undefined }), ['object-type-mismatch', 'matching', 'medium', null]],
];

describe('Errors of objects as sightings', () => {
  for (const [what, given, seen] of ROWS) {
    it(`tell ${what}`, () => {
      const [sighting] = objectSightings([given]);
      assert.deepEqual([sighting?.cause, sighting?.area, sighting?.severity, sighting?.since], seen);
      assert.deepEqual([sighting?.source, sighting?.kind, sighting?.object], [given.source, given.kind, given.object]);
    });
  }
});

describe('A closer look', () => {
  const errors = Array.from({ length: 90 }, (_, at) => error({ type: 'Refused', object: { dn: `CN=${at},DC=x` } }));
  const looks: number[] = [];
  const look = rememberCloser((some) => {
    looks.push(some.length);
    return Promise.resolve(some.map((each) => ({ ...each, text: `seen ${looks.length}`, object: { ...each.object, name: 'Somebody' } })));
  }, 40);
  beforeEach(() => looks.splice(0));

  it('is had at each error once, some at a time, and remembered while the error stands', async () => {
    const first = await look(errors);
    assert.deepEqual(looks, [40, 40, 10]);
    const again = await look(errors.map((each) => ({ ...each, lastSeen: '2026-11-22T08:00:00Z' })));
    assert.deepEqual(looks, [40, 40, 10]);
    assert.deepEqual(again.map(({ text }) => text), first.map(({ text }) => text));
    assert.equal(again[0]?.lastSeen, '2026-11-22T08:00:00Z');
    assert.equal(again[0]?.object.name, 'Somebody');
  });

  it('is had anew at one that had gone', async () => {
    await look(errors.slice(1));
    await look(errors);
    assert.deepEqual(looks, [1]);
  });

  it('is had at no more than some hundred in one poll; the others go by the word of the run, and stay with it', async () => {
    const many = Array.from({ length: 1000 }, (_, at) => error({ type: 'Refused', object: { dn: `CN=many ${at},DC=x` } }));
    const told = await look(many);
    assert.equal(looks.reduce((sum, each) => sum + each, 0), 400);
    assert.equal(told.length, 1000);
    looks.splice(0);
    assert.deepEqual((await look(many)).map(({ text }) => text), told.map(({ text }) => text));
    assert.deepEqual(looks, []);
  });
});
