import assert from 'node:assert/strict';
import { rank, type Unranked } from '../../src/diagnose/rank.ts';
import type { Area, Finding } from '../../src/model/diagnosis.ts';
import type { EvidenceClass, EvidenceItem, Layer } from '../../src/model/verdict.ts';

interface More {
  readonly statedAt?: Date;
  readonly fixAfter?: readonly string[];
  readonly area?: Area;
  readonly evidence?: readonly EvidenceItem[];
  readonly remedy?: Finding['remedy'];
}

const finding = (cause: string, layer: Layer, evidenceClass: EvidenceClass, { statedAt, fixAfter = [], area = 'data', evidence = [], remedy }: More = {}): Unranked => ({
  finding: { cause, area, layer, evidenceClass, certainty: 'likely', title: cause, says: `${cause} says.`, evidence, fixAfter, remedy },
  statedAt,
});
const day = (n: number): Date => new Date(Date.UTC(2026, 10, n));
const order = (findings: readonly Unranked[], changed?: Date, moved?: Date): readonly string[] => rank(findings, { changed, moved }).map(({ cause }) => cause);

describe('ranking', () => {
  it('goes by layer, then by the class of the evidence', () => {
    assert.deepEqual(order([finding('licence', 6, 'A'), finding('guess', 2, 'D'), finding('scope', 2, 'B'), finding('anchor', 4, 'B'), finding('error', 4, 'A')]), ['scope', 'guess', 'error', 'anchor', 'licence']);
    assert.deepEqual(order([finding('d', 4, 'D'), finding('c', 4, 'C'), finding('b', 4, 'B'), finding('a', 4, 'A')]), ['a', 'b', 'c', 'd']);
  });
  it('keeps the order of the catalogue where everything is equal', () => {
    assert.deepEqual(order([finding('one', 4, 'B'), finding('two', 4, 'B')]), ['one', 'two']);
  });
  it('says nothing where nothing was found', () => {
    assert.deepEqual(order([]), []);
  });
});

describe('an error that the engine states', () => {
  const refused: EvidenceItem = { from: 'sync-server', what: 'ExportError', value: 'AttributeValueMustBeUnique' };
  const remedy: Finding['remedy'] = { id: 'any', title: 'Any', risk: 'low', undo: 'full', by: 'bot', says: 'Do it.', steps: [] };
  const first = (one: Unranked, changed?: Date): Finding | undefined => rank([one], { changed, moved: undefined })[0];

  it('older than the last change of the object is a mere correlation without a remedy', () => {
    assert.deepEqual(first(finding('error', 4, 'A', { statedAt: day(10), evidence: [refused], remedy }), day(11)), {
      cause: 'error', area: 'data', layer: 4, evidenceClass: 'D', certainty: 'possible', title: 'error', evidence: [refused], fixAfter: [],
      says: 'error says. The object was changed after the engine said so; the next cycle will tell whether it still holds.',
    });
  });
  it('is known by one item of several', () => {
    assert.equal(first(finding('error', 4, 'A', { statedAt: day(10), evidence: [{ from: 'directory', what: 'mail', value: 'x' }, refused] }), day(11))?.evidenceClass, 'D');
  });
  const standing: readonly (readonly [string, Unranked, Date | undefined])[] = [
    ['at the very moment of the change', finding('error', 4, 'A', { statedAt: day(11), evidence: [refused] }), day(11)],
    ['after the change', finding('error', 4, 'A', { statedAt: day(12), evidence: [refused] }), day(11)],
    ['of an object whose last change is not known', finding('error', 4, 'A', { statedAt: day(10), evidence: [refused] }), undefined],
    ['at a time that is not known', finding('error', 4, 'A', { evidence: [refused] }), day(11)],
    ['in the words of Entra, which keeps it until it is lifted', finding('error', 4, 'A', { statedAt: day(10), evidence: [{ ...refused, from: 'entra' }] }), day(11)],
    ['as a value of the connector space that is no error', finding('error', 4, 'A', { statedAt: day(10), evidence: [{ ...refused, what: 'ConnectedMVObjectId' }] }), day(11)],
    ['without a word of evidence', finding('error', 4, 'A', { statedAt: day(10) }), day(11)],
  ];
  for (const [when, one, changed] of standing) it(`stands when it was stated ${when}`, () => assert.deepEqual(first(one, changed), one.finding));
  it('makes no rule and no prediction stale', () => {
    for (const evidenceClass of ['B', 'C'] as const) assert.equal(first(finding('rule', 4, evidenceClass, { statedAt: day(10), evidence: [refused] }), day(11))?.evidenceClass, evidenceClass);
  });
  it('falls behind the rules of its layer once it is stale', () => {
    assert.deepEqual(order([finding('error', 4, 'A', { statedAt: day(10), evidence: [refused] }), finding('rule', 4, 'B')], day(11)), ['rule', 'error']);
  });
});

describe('a stopped server beside an error of the object', () => {
  const stopped = finding('stopped', 1, 'A');
  const error = finding('error', 4, 'A', { statedAt: day(10) });

  it('comes second, for its repair would only bring the error back', () => {
    assert.deepEqual(order([stopped, error], day(5), day(12)), ['error', 'stopped']);
  });
  it('comes first when the object was changed after it stopped and the error is older than the change', () => {
    assert.deepEqual(order([error, stopped], day(14), day(12)), ['stopped', 'error']);
  });
  const second: readonly (readonly [string, Date | undefined, Date | undefined])[] = [
    ['the object was changed before it stopped', day(11), day(12)],
    ['the object was changed at the moment it stopped', day(12), day(12)],
    ['the error is as old as the change', day(10), day(9)],
    ['the error came after the change', day(9), day(8)],
    ['no time is known', undefined, undefined],
    ['it is not known when the object was changed', undefined, day(12)],
    ['it is not known when anything moved', day(14), undefined],
  ];
  for (const [when, changed, moved] of second) it(`comes second when ${when}`, () => assert.deepEqual(order([stopped, error], changed, moved), ['error', 'stopped']));

  it('stays before rules, before predictions and before what Entra says without a time', () => {
    for (const other of [finding('anchor', 4, 'B'), finding('anchor', 4, 'B', { statedAt: day(10) }), finding('anchor', 4, 'A'), finding('anchor', 4, 'C')]) {
      assert.deepEqual(order([other, stopped], day(5), day(12)), ['stopped', 'anchor']);
    }
  });
  it('keeps its place among other faults of the server', () => {
    assert.deepEqual(order([stopped, finding('credentials', 1, 'A', { statedAt: day(10) })], day(5), day(12)), ['stopped', 'credentials']);
  });
  it('must be more than a suspicion to draw the error forward', () => {
    assert.deepEqual(order([finding('standby', 1, 'D'), finding('scope', 2, 'B'), error], day(5), day(12)), ['standby', 'scope', 'error']);
  });
  it('must be there to draw the error forward', () => {
    assert.deepEqual(order([finding('scope', 2, 'B'), error], day(5), day(12)), ['scope', 'error']);
  });
});

describe('something about the server that merely happens to be so', () => {
  it('stands behind everything that concerns the object', () => {
    assert.deepEqual(order([finding('old-report', 3, 'D', { area: 'engine' }), finding('licence', 6, 'D')]), ['licence', 'old-report']);
  });
  const kept: readonly (readonly [string, Unranked])[] = [
    ['it is proven', finding('rule-error', 3, 'B', { area: 'engine' })],
    ['it is of another area', finding('filter', 3, 'D', { area: 'scope' })],
    ['it may have stopped the server', finding('standby', 1, 'D', { area: 'engine' })],
  ];
  for (const [when, one] of kept) it(`keeps its layer when ${when}`, () => assert.deepEqual(order([finding('licence', 6, 'B'), one]), [one.finding.cause, 'licence']));
});

describe('a change that is not due yet', () => {
  const due = finding('change-not-due-yet', 3, 'B');

  it('stands before everything predicted or correlated', () => {
    assert.deepEqual(order([finding('standby', 1, 'D'), finding('scope', 2, 'C'), finding('proven', 2, 'B'), due]), ['proven', 'change-not-due-yet', 'standby', 'scope']);
  });
  it('stays behind what the engine or a rule says', () => {
    assert.deepEqual(order([finding('said', 2, 'A'), finding('rule', 2, 'B'), due]), ['said', 'rule', 'change-not-due-yet']);
  });
  it('moves nothing that stands behind it', () => {
    assert.deepEqual(order([finding('scope', 2, 'C'), due, finding('error', 4, 'B'), finding('guess', 5, 'D')]), ['change-not-due-yet', 'scope', 'error', 'guess']);
  });
  it('changes nothing when it is the first', () => {
    assert.deepEqual(order([due, finding('guess', 5, 'D'), finding('error', 4, 'B')]), ['change-not-due-yet', 'error', 'guess']);
  });
});

describe('the order of repair', () => {
  it('lists what must be repaired first first', () => {
    assert.deepEqual(order([finding('anchor', 4, 'A', { fixAfter: ['address'] }), finding('address', 5, 'B')]), ['address', 'anchor']);
  });
  it('goes through a chain, and moves nothing else', () => {
    assert.deepEqual(
      order([finding('one', 2, 'B', { fixAfter: ['two'] }), finding('beside', 3, 'B'), finding('two', 4, 'B', { fixAfter: ['three'] }), finding('three', 5, 'B'), finding('last', 6, 'B')]),
      ['three', 'two', 'one', 'beside', 'last'],
    );
  });
  it('lists a cause once that two others wait for', () => {
    assert.deepEqual(order([finding('one', 2, 'B', { fixAfter: ['root'] }), finding('two', 3, 'B', { fixAfter: ['root'] }), finding('root', 5, 'B')]), ['root', 'one', 'two']);
  });
  it('does not wait for a cause that was not found', () => {
    assert.deepEqual(order([finding('one', 2, 'B', { fixAfter: ['absent'] }), finding('two', 3, 'B')]), ['one', 'two']);
  });
  it('does not hang on causes that wait for each other', () => {
    assert.deepEqual(order([finding('one', 4, 'A', { fixAfter: ['two'] }), finding('two', 4, 'A', { fixAfter: ['one'] })]), ['two', 'one']);
  });
});
