import assert from 'node:assert/strict';
import type { Confirmed, SealedCause } from '../../src/catalogue/seal.ts';
import { exhibitsOf } from '../../src/diagnose/exhibits-of.ts';
import { findSubject } from '../../src/diagnose/find-subject.ts';
import { judge, type Judged } from '../../src/diagnose/judge.ts';
import type { Finding } from '../../src/model/diagnosis.ts';
import { company, documentOf, type Company } from '../causes/company.ts';

const NOW = new Date('2026-11-21T09:10:00Z');
const REMEDY: Confirmed['remedy'] = { id: 'mend', title: 'Mend it', risk: 'low', undo: 'full', by: 'bot', says: 'Mend it.', steps: [] };
const BY_HAND: Confirmed['remedy'] = { ...REMEDY, by: 'human' };

interface Made {
  readonly fixAfter?: readonly string[];
  readonly maskedBy?: readonly string[];
  readonly mark?: 'historic' | 'unconfirmed';
  readonly notTogetherWith?: readonly string[];
  readonly found?: Partial<Confirmed>;
  readonly answers?: Exclude<ReturnType<SealedCause['judge']>, Confirmed>;
}

const confirmed = (more: Partial<Confirmed> = {}): Confirmed => ({ is: 'confirmed', layer: 4, evidenceClass: 'B', certainty: 'certain', evidence: [{ from: 'directory', what: 'mail', value: 'x' }], says: 'It is so.', statedAt: undefined, remedy: REMEDY, ...more });

const cause = (id: string, { fixAfter = [], maskedBy, mark, notTogetherWith = [], found, answers }: Made = {}): SealedCause => ({
  text: {
    id, area: 'data', layer: 4, title: `Title of ${id}`, why: '', checkYourself: [], learnMore: '', fixAfter, byHand: '', maskedBy, mark, kinds: ['user'], needs: [], mayUse: [],
  },
  remedies: [{ id: 'other', title: 'Other', undo: 'full', notTogetherWith: ['innocent'] }, { id: 'mend', title: 'Mend it', undo: 'full', notTogetherWith }],
  judge: () => answers ?? confirmed(found),
});
const blind = (id: string): SealedCause => cause(id, { answers: { is: 'cannot-tell', missing: ['entra.users'] } });
const innocent = (id: string): SealedCause => cause(id, { answers: { is: 'ruled-out', because: 'it is fine' } });

function judged(catalogue: readonly SealedCause[], change: (given: Company) => void = () => {}): Judged {
  const given = company();
  change(given);
  const document = documentOf(given);
  const evidence = exhibitsOf(document);
  const found = findSubject(document, evidence);
  if (found.is !== 'found') throw new Error('jsmith is not found');
  return judge(catalogue, { evidence, subject: found.subject, now: NOW });
}
const ids = (judgement: Judged): readonly string[] => judgement.findings.map(({ finding }) => finding.cause);
const first = (judgement: Judged): Finding | undefined => judgement.findings[0]?.finding;
const offered = (catalogue: readonly SealedCause[], change?: (given: Company) => void): string | undefined => first(judged(catalogue, change))?.remedy?.id;

describe('judging', () => {
  it('takes over what a cause says, in the order of the catalogue', () => {
    const { findings, cannotTell } = judged([cause('one', { found: { statedAt: '2026-11-20T10:00:00Z', layer: 3, evidenceClass: 'A' } }), innocent('fine'), cause('two')]);
    assert.deepEqual(findings, [
      { statedAt: new Date('2026-11-20T10:00:00Z'), finding: { cause: 'one', area: 'data', layer: 3, evidenceClass: 'A', certainty: 'certain', title: 'Title of one', says: 'It is so.', evidence: [{ from: 'directory', what: 'mail', value: 'x' }], fixAfter: [], remedy: REMEDY } },
      { statedAt: undefined, finding: { cause: 'two', area: 'data', layer: 4, evidenceClass: 'B', certainty: 'certain', title: 'Title of two', says: 'It is so.', evidence: [{ from: 'directory', what: 'mail', value: 'x' }], fixAfter: [], remedy: REMEDY } },
    ]);
    assert.deepEqual(cannotTell, []);
  });
  it('shows each cause the evidence, the subject and the moment', () => {
    const seen: unknown[] = [];
    const curious: SealedCause = { ...cause('curious'), judge: (evidence, subject, now) => { seen.push(evidence['directory.entries'].state, subject.asked, now); return confirmed(); } };
    judged([curious]);
    assert.deepEqual(seen, ['known', 'jsmith', NOW]);
  });
  it('lists what could not be judged with what it lacks', () => {
    assert.deepEqual(judged([blind('one'), cause('two'), innocent('three')]).cannotTell, [{ cause: 'one', missing: ['entra.users'] }]);
  });
  it('names the mark of a cause in its title', () => {
    const titles = judged([cause('old', { mark: 'historic' }), cause('unsure', { mark: 'unconfirmed' }), cause('plain')]).findings.map(({ finding }) => finding.title);
    assert.deepEqual(titles, ['Title of old (known from older systems)', 'Title of unsure (effect not confirmed by Microsoft)', 'Title of plain']);
  });
  it('names only what is shown among what must be repaired first', () => {
    assert.deepEqual(first(judged([cause('late', { fixAfter: ['found', 'absent', 'masked', 'unseen'] }), cause('found'), cause('masked', { maskedBy: ['found'] }), blind('unseen')]))?.fixAfter, ['found']);
  });
});

describe('a cause that another one says more exactly', () => {
  it('is left out when that one is found', () => {
    assert.deepEqual(ids(judged([cause('vague', { maskedBy: ['absent', 'exact'] }), cause('exact')])), ['exact']);
  });
  it('stays when that one is a mere correlation, was not found, or could not be judged', () => {
    assert.deepEqual(ids(judged([cause('vague', { maskedBy: ['exact'] }), cause('exact', { found: { evidenceClass: 'D' } })])), ['vague', 'exact']);
    assert.deepEqual(ids(judged([cause('vague', { maskedBy: ['exact'] }), innocent('exact'), cause('beside')])), ['vague', 'beside']);
    assert.deepEqual(ids(judged([cause('vague', { maskedBy: ['exact'] }), blind('exact')])), ['vague']);
  });
});

describe('a remedy', () => {
  it('is offered when nothing speaks against it', () => {
    assert.equal(offered([cause('one', { notTogetherWith: ['harmful'] }), innocent('harmful'), cause('beside')]), 'mend');
  });
  it('is not offered on a mere correlation, not even by hand', () => {
    for (const remedy of [REMEDY, BY_HAND]) assert.ok(!('remedy' in (first(judged([cause('one', { found: { evidenceClass: 'D', remedy } })])) ?? {})));
  });
  it('is offered on a prediction', () => {
    assert.equal(offered([cause('one', { found: { evidenceClass: 'C' } })]), 'mend');
  });
  it('is not offered beside a cause with which it would do harm, found, masked or not to be judged', () => {
    assert.equal(offered([cause('one', { notTogetherWith: ['absent', 'harmful'] }), cause('harmful')]), undefined);
    assert.equal(offered([cause('one', { notTogetherWith: ['harmful'] }), cause('harmful', { maskedBy: ['one'] })]), undefined);
    assert.equal(offered([cause('one', { notTogetherWith: ['harmful'] }), blind('harmful')]), undefined);
  });
  it('is judged by its own dangers, not by those of another remedy of the cause', () => {
    assert.equal(offered([cause('one'), cause('innocent')]), 'mend');
  });
  it('of the hand may be told all the same', () => {
    assert.equal(offered([cause('one', { notTogetherWith: ['harmful'], found: { remedy: BY_HAND } }), cause('harmful')]), 'mend');
  });
  it('that the cause does not list is offered', () => {
    assert.equal(offered([cause('one', { found: { remedy: { ...REMEDY, id: 'unlisted' } } })]), 'unlisted');
  });
});

describe('any repair at all', () => {
  const harms: readonly (readonly [string, (given: Company) => void])[] = [
    ['only a standby server was asked', ({ scheduler }) => { scheduler['StagingModeEnabled'] = true; }],
    ['the account was made cloud-managed', ({ entra, user }) => { entra['syncBehavior'] = { [String(user['id'])]: { isCloudManaged: true } }; }],
    ['its deletion waits in the export under its id', ({ server, user }) => { server['pendingExports'] = [{ Operation: 'Delete', CloudAnchor: `User_${String(user['id']).toUpperCase()}` }]; }],
    ['its deletion waits in the export under its name in the connector space', ({ server }) => { server['pendingExports'] = [{ Operation: 'delete', DistinguishedName: 'cn={547077636A536F2F626B756366536F625045316562773D3D}', CloudAnchor: null }]; }],
    ['its deletion waits and it is not in Entra any more', ({ server, users }) => { users.splice(0); server['pendingExports'] = [{ Operation: 'Delete', DistinguishedName: 'CN={547077636A536F2F626B756366536F625045316562773D3D}' }]; }],
    ['the deletion of a cloud account waits that has no object in AD', ({ server, entries, bundle, user }) => { entries.shift(); bundle['subject'] = 'jsmith@contoso.com'; server['pendingExports'] = [{ Operation: 'Delete', CloudAnchor: `User_${String(user['id'])}` }]; }],
  ];
  for (const [when, change] of harms) {
    it(`is not started when ${when}, and can be told for the hand`, () => {
      assert.equal(offered([cause('one')], change), undefined);
      assert.equal(offered([cause('one', { found: { remedy: BY_HAND } })], change), 'mend');
    });
  }
  const harmless: readonly (readonly [string, (given: Company) => void])[] = [
    ['all is well', () => {}],
    ['one of two servers exports', ({ servers, server, scheduler }) => { servers.push({ ...structuredClone(server), name: 'SYNC02', scheduler: { ...scheduler, StagingModeEnabled: true } }); }],
    ['no scheduler was read', ({ server }) => { delete server['scheduler']; }],
    ['another account is cloud-managed', ({ entra }) => { entra['syncBehavior'] = { other: { isCloudManaged: true } }; }],
    ['it was given back to AD', ({ entra, user }) => { entra['syncBehavior'] = { [String(user['id'])]: { isCloudManaged: false } }; }],
    ['a change of it waits in the export', ({ server, user }) => { server['pendingExports'] = [{ Operation: 'Update', CloudAnchor: `User_${String(user['id'])}` }, { Operation: null }]; }],
    ['the deletion of another one waits in the export', ({ server }) => { server['pendingExports'] = [{ Operation: 'Delete', DistinguishedName: 'CN={00}', CloudAnchor: 'User_99999999-aaaa-4aaa-8aaa-000000000009' }, { Operation: 'Delete' }]; }],
    ['the deletion of another one waits and it is not in Entra', ({ server, users }) => { users.splice(0); server['pendingExports'] = [{ Operation: 'Delete', CloudAnchor: 'User_99999999-aaaa-4aaa-8aaa-000000000009' }]; }],
    ['what waits in the export was not read', ({ server }) => { delete server['pendingExports']; }],
  ];
  for (const [when, change] of harmless) it(`may be started when ${when}`, () => assert.equal(offered([cause('one')], change), 'mend'));
});
