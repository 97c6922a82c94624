import assert from 'node:assert/strict';
import { placeOf } from '../../src/deduce/container-facts.ts';
import type { AdObject } from '../../src/model/exhibits.ts';
import { comparison } from '../../src/remedies/move-into-scope.ts';

const TOP = 'DC=corp,DC=example';
const OUTER = `OU=Outer,${TOP}`;
const INNER = `OU=Inner,${OUTER}`;
const link = (name: string, options: number): string => `[LDAP://cn={${name}},cn=policies,cn=system,${TOP};${options}]`;
const container = (dn: string, attributes: Record<string, string[]> = {}): AdObject => ({ forest: 'corp.example', dn, attributes });
const NONE_BLOCKED = { state: 'known', value: [] } as const;
const UNREAD = { state: 'unknown', why: 'failed', detail: 'not read' } as const;
const policiesAt = (...containers: readonly AdObject[]): readonly string[] | null => placeOf(INNER, containers, NONE_BLOCKED).policies?.map((dn) => /\{(.+?)\}/.exec(dn)?.[1] ?? dn) ?? null;

describe('what an object gets from its place', () => {
  const rows: readonly (readonly [when: string, containers: readonly AdObject[], policies: readonly string[] | null])[] = [
    ['policies of every container on the way up act, the nearest first', [container(INNER, { gPLink: [link('A', 0)] }), container(OUTER, { gPLink: [link('B', 0) + link('C', 0)] }), container(TOP, { gPLink: [link('D', 0)] })], ['A', 'B', 'C', 'D']],
    ['a link that is switched off does not act', [container(INNER, { gPLink: [link('A', 1) + link('B', 3)] }), container(OUTER), container(TOP)], []],
    ['blocked inheritance keeps out what is linked further up', [container(INNER, { gPOptions: ['1'], gPLink: [link('A', 0)] }), container(OUTER, { gPLink: [link('B', 0)] }), container(TOP)], ['A']],
    ['an enforced link comes through all the same', [container(INNER, { gPOptions: ['1'] }), container(OUTER, { gPLink: [link('B', 2)] }), container(TOP, { gPLink: [link('D', 0)] })], ['B']],
    ['a container that was not read leaves it open', [container(INNER), container(TOP)], null],
  ];
  for (const [when, containers, policies] of rows) it(when, () => assert.deepEqual(policiesAt(...containers), policies));

  it('names the containers where delegated rights end, or that nobody knows', () => {
    assert.deepEqual(placeOf(INNER, [], { state: 'known', value: [OUTER.toUpperCase(), 'OU=Else,DC=x'] }).cutOff, [OUTER]);
    assert.equal(placeOf(INNER, [], UNREAD).cutOff, null);
  });

  it('is put side by side for the approvers', () => {
    const [from, to] = [placeOf(INNER, [container(INNER, { gPLink: [link('A', 0)] }), container(OUTER), container(TOP)], NONE_BLOCKED), placeOf(OUTER, [container(OUTER), container(TOP)], { state: 'known', value: [OUTER] })];
    assert.equal(comparison(from, to), `Group policies: {A} before, none linked after. Delegated rights: inherited all the way before, not inherited below ${OUTER} after; compare the access lists of both.`);
    assert.match(comparison(from, placeOf(OUTER, [], UNREAD)), /not read after\. Where delegated rights end was not read/);
  });
});
