import assert from 'node:assert/strict';
import { rank, type Unranked } from '../../src/diagnose/rank.ts';
import type { EvidenceClass, Layer } from '../../src/model/verdict.ts';

const finding = (cause: string, layer: Layer, evidenceClass: EvidenceClass, more: { readonly statedAt?: string; readonly fixAfter?: readonly string[] } = {}): Unranked => ({
  finding: { cause, area: 'data', layer, evidenceClass, certainty: 'likely', title: cause, says: cause, evidence: [], fixAfter: more.fixAfter ?? [] },
  statedAt: more.statedAt === undefined ? undefined : new Date(more.statedAt),
});
const day = (n: number): Date => new Date(Date.UTC(2026, 10, n));
const order = (findings: readonly Unranked[], changed?: Date, moved?: Date): readonly string[] => rank(findings, { changed, moved }).map(({ cause }) => cause);

describe('ranking', () => {
  it('goes by layer, then by the class of the evidence', () => {
    assert.deepEqual(order([finding('licence', 6, 'A'), finding('guess', 2, 'D'), finding('scope', 2, 'B'), finding('anchor', 4, 'B'), finding('error', 4, 'A')]), ['scope', 'guess', 'error', 'anchor', 'licence']);
  });
  it('keeps the order of the catalogue where everything is equal', () => {
    assert.deepEqual(order([finding('one', 4, 'B'), finding('two', 4, 'B')]), ['one', 'two']);
  });
  it('puts an error of the object before a stopped server, for which the repair would only bring it back', () => {
    const both = [finding('stopped', 1, 'A'), finding('error', 4, 'A', { statedAt: '2026-11-10T00:00:00Z' })];
    assert.deepEqual(order(both, day(5), day(12)), ['error', 'stopped']);
  });
  it('puts the stopped server first when the object was changed after it stopped and the error is older than the change', () => {
    const both = [finding('error', 4, 'A', { statedAt: '2026-11-10T00:00:00Z' }), finding('stopped', 1, 'A')];
    assert.deepEqual(order(both, day(14), day(12)), ['stopped', 'error']);
    assert.deepEqual(order(both, day(11), day(12)), ['error', 'stopped']);
    assert.deepEqual(order(both), ['error', 'stopped']);
  });
  it('keeps the stopped server before rules and predictions', () => {
    assert.deepEqual(order([finding('anchor', 4, 'B'), finding('stopped', 1, 'A')], day(5), day(12)), ['stopped', 'anchor']);
  });
  it('puts a change not due yet before everything predicted or correlated', () => {
    assert.deepEqual(order([finding('standby', 1, 'D'), finding('scope', 2, 'C'), finding('proven', 2, 'B'), finding('change-not-due-yet', 3, 'B')]), ['proven', 'change-not-due-yet', 'standby', 'scope']);
  });
  it('lists what must be repaired first first', () => {
    assert.deepEqual(order([finding('anchor', 4, 'A', { fixAfter: ['address'] }), finding('address', 5, 'B')]), ['address', 'anchor']);
  });
  it('does not hang on causes that wait for each other', () => {
    assert.deepEqual(order([finding('one', 4, 'A', { fixAfter: ['two'] }), finding('two', 4, 'A', { fixAfter: ['one'] })]).length, 2);
  });
});
