import assert from 'node:assert/strict';
import { placeOf } from '../../src/deduce/container-facts.ts';
import type { ContainerAccess } from '../../src/model/evidence.ts';
import type { AdObject } from '../../src/model/exhibits.ts';
import { comparison } from '../../src/remedies/move-into-scope.ts';

const TOP = 'DC=corp,DC=example';
const OUTER = `OU=Outer,${TOP}`;
const INNER = `OU=Inner,${OUTER}`;
const link = (name: string, options: number): string => `[LDAP://cn={${name}},cn=policies,cn=system,${TOP};${options}]`;
const container = (dn: string, attributes: Record<string, string[]> = {}): AdObject => ({ forest: 'corp.example', dn, attributes });
const list = (dn: string, change: Partial<ContainerAccess> = {}): ContainerAccess => ({ dn, inherits: true, grants: [], ...change });
const policiesAt = (...containers: readonly AdObject[]): readonly string[] | null => placeOf(INNER, containers, []).policies?.map((dn) => /\{(.+?)\}/.exec(dn)?.[1] ?? dn) ?? null;

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
    assert.deepEqual(placeOf(INNER, [], [list(INNER), list(OUTER.toUpperCase(), { inherits: false }), list('OU=Else,DC=x', { inherits: false })]).cutOff, [OUTER.toUpperCase()]);
    assert.deepEqual(placeOf(INNER, [], [list(INNER), list(OUTER)]).cutOff, []);
    assert.equal(placeOf(INNER, [], [list(INNER)]).cutOff, null, 'the outer one was not read');
  });

  it('names who may do what in the container itself, or that it was not read', () => {
    const grants = [{ trustee: 'helpdesk', may: ['reset passwords'] }];
    assert.deepEqual(placeOf(INNER, [], [list(INNER, { grants }), list(OUTER)]).grants, grants);
    assert.deepEqual(placeOf(INNER, [], [list(INNER), list(OUTER, { grants })]).grants, []);
    assert.equal(placeOf(INNER, [], [list(OUTER, { grants })]).grants, null);
  });

  it('is put side by side for the approvers', () => {
    const helpdesk = { trustee: 'helpdesk', may: ['reset passwords', 'write member'] };
    const others = Array.from({ length: 9 }, (_, n) => ({ trustee: `g${n}`, may: ['delete'] }));
    const from = placeOf(INNER, [container(INNER, { gPLink: [link('A', 0)] }), container(OUTER), container(TOP)], [list(INNER, { grants: [helpdesk] }), list(OUTER)]);
    const to = placeOf(OUTER, [container(OUTER), container(TOP)], [list(OUTER, { inherits: false })]);
    assert.equal(comparison(from, to), `Group policies: {A} before, none linked after. Rights given by the access list of ${INNER}: helpdesk may reset passwords and write member, and rights from further up reach it. By that of ${OUTER}: none besides those of administrators, and rights from further up end at ${OUTER}.`);
    assert.match(comparison(from, placeOf(OUTER, [], [])), /not read after\. .* By that of OU=Outer,DC=corp,DC=example: they could not be read, and whether rights from further up reach it could not be read\.$/);
    assert.match(comparison(from, placeOf(OUTER, [], [list(OUTER, { grants: others })])), /g7 may delete; and 1 more, and rights/);
  });
});
