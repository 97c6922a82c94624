import assert from 'node:assert/strict';
import { CATALOGUE } from '../../src/catalogue/index.ts';
import { groupErrors } from '../../src/watch/group-errors.ts';
import type { ListedError } from '../../src/model/error-list.ts';

const titleOf = (cause: string): string | undefined => CATALOGUE.find(({ text }) => text.id === cause)?.text.title;
const error = (given: Partial<ListedError> & Pick<ListedError, 'type'>): ListedError => ({ source: 'SYNC01', standby: false, kind: 'export', text: '', object: { dn: 'CN=A,DC=x' }, firstSeen: '2026-11-20T08:00:00Z', lastSeen: '2026-11-21T08:00:00Z', ...given });

describe('Errors grouped by cause', () => {
  for (const [what, given, title, likely] of [
    ['a word with one cause', error({ type: 'ObjectTypeMismatch' }), titleOf('object-type-mismatch'), []],
    ['a word with several causes', error({ type: 'LargeObject' }), 'LargeObject', ['large-object-certificates', 'large-object-photo', 'proxy-too-many']],
    ['what the engine says besides, which tells more than the word', error({ type: 'AttributeValueMustBeUnique', text: 'Unable to update [OnPremiseSecurityIdentifier]' }), 'AttributeValueMustBeUnique with OnPremiseSecurityIdentifier', ['anchor-changed-same-person', 'sid-conflict-rid-reuse']],
    ['a number that AD answered', error({ type: 'permission-issue', kind: 'write-back', text: 'Insufficient access rights to perform the operation. 8344' }), 'permission-issue, code 8344', ['writeback-permission-denied', 'anchor-writeback-denied']],
    ['a sign-in name set aside', error({ type: 'PropertyConflict: UserPrincipalName', kind: 'quarantine' }), titleOf('quarantined-upn'), []],
    ['an address set aside', error({ type: 'PropertyConflict: ProxyAddress', kind: 'quarantine' }), titleOf('quarantined-proxy'), []],
    ['a service that says why', error({ type: 'refused by Exchange', kind: 'service', text: 'The ArchiveGuid is not valid' }), titleOf('archive-guid-mismatch'), []],
    ['a service that says nothing known', error({ type: 'refused by Exchange', kind: 'service', text: 'gone fishing' }), titleOf('service-provisioning-error'), []],
    ['a word that nobody knows', error({ type: 'WhollyNewError' }), 'WhollyNewError', []],
    ['a value set aside of a property that nobody knows', error({ type: 'PropertyConflict: Shoe', kind: 'quarantine' }), 'PropertyConflict: Shoe', []],
  ] as const) it(`know ${what}`, () => {
    const [group] = groupErrors([given], titleOf);
    assert.deepEqual([group?.title, group?.likely], [title, likely.map(titleOf)]);
    assert.equal(group?.cause === null, titleOf(group?.cause ?? '') === undefined);
    assert.ok((group?.says ?? '').length > 10);
  });

  it('count an object once, however many sources and values name it', () => {
    const groups = groupErrors([error({ type: 'ObjectTypeMismatch' }), error({ type: 'ObjectTypeMismatch', source: 'SYNC02', object: { dn: 'cn=a,dc=x' }, firstSeen: '2026-11-01T00:00:00Z' }), error({ type: 'ObjectTypeMismatch', object: { anchor: 'b' } })], titleOf);
    assert.deepEqual(groups.map(({ objects, sources, firstSeen, lastSeen }) => [objects.length, sources, firstSeen, lastSeen]), [[2, ['SYNC01', 'SYNC02'], '2026-11-01T00:00:00.000Z', '2026-11-21T08:00:00.000Z']]);
  });
  it('put the most objects first, and of as many what keeps back most', () => {
    const groups = groupErrors([error({ type: 'refused by Exchange', kind: 'service' }), error({ type: 'Unknown' }), error({ type: 'x', kind: 'write-back', object: { dn: '1' } }), error({ type: 'x', kind: 'write-back', object: { dn: '2' } })], titleOf);
    assert.deepEqual(groups.map(({ kind }) => kind), ['write-back', 'export', 'service']);
  });
  it('leave out a time that is none', () => {
    const [group] = groupErrors([error({ type: 'Unknown', firstSeen: 'yesterday', lastSeen: undefined })], titleOf);
    assert.deepEqual([group?.firstSeen, group?.lastSeen], [null, null]);
  });
});
