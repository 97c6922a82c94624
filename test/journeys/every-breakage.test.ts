import assert from 'node:assert/strict';
import { CATALOGUE } from '../../src/catalogue/index.ts';
import { BREAKAGES } from '../../lab/company/breakages/index.ts';
import { NOT_EXPRESSIBLE } from '../../lab/company/breakages/not-expressible.ts';
import type { Contoso } from '../../lab/company/contoso.ts';
import { startSmallCompany, type SmallCompany } from './small-company.ts';

/** An AD account that made a second cloud account beside the one that was meant. */
const SECOND_ACCOUNT = ['duplicate-held-by-cloud-only-user', 'match-never-retried-for-existing-object', 'quarantined-proxy', 'quarantined-upn'];

/** Causes that come with another one by their nature: the one that is stated brings along the one that explains it. */
const COMPANY: Readonly<Record<string, readonly string[]>> = {
  'anchor-attribute-differs-between-servers': ['phs-object-not-in-cloud-yet'],
  'duplicate-held-by-cloud-only-user': ['quarantined-proxy', 'quarantined-upn'],
  'duplicate-held-by-soft-deleted-user': ['quarantined-proxy', 'quarantined-upn', 'mailbox-not-provisioned-yet'],
  'duplicate-proxy-two-ad-objects': ['quarantined-proxy', 'quarantined-upn'],
  'match-never-retried-for-existing-object': SECOND_ACCOUNT,
  'object-type-mismatch': ['phs-object-not-in-cloud-yet'],
  'proxy-missing-smtp-prefix': ['proxy-no-primary'],
  'restore-conflict': ['soft-deleted-awaiting-return'],
  'sid-conflict-rid-reuse': ['phs-object-not-in-cloud-yet'],
  'soft-match-blocked-admin-role': SECOND_ACCOUNT,
  'soft-match-blocked-by-tenant': SECOND_ACCOUNT,
  'soft-match-on-upn-disabled': SECOND_ACCOUNT,
  'soft-match-points-at-two-objects': SECOND_ACCOUNT,
  'usage-location-missing': ['licence-missing'],
};

/** Cases in which a remedy of the catalogue would be wrong, and what people have to say first. */
const LEFT_TO_A_HUMAN: Readonly<Record<string, string>> = {
  'ambiguous-join-in-metaverse': 'whose number is the wrong one',
  'duplicate-anchor-in-ad': 'whether the copy may leave the scope for a while: the engine knows it already',
  'duplicate-held-by-cloud-only-user': 'the holder is another person',
  'duplicate-held-by-soft-deleted-user': 'the deleted account belonged to another person',
  'duplicate-sip-address': 'who is called under the address',
  'group-distribution-not-mail-enabled': 'at which address the group gets its mail',
  'licence-no-seats': 'who buys a licence or gives one up',
  'proxy-invalid-characters': 'which character was meant in the middle of the address',
  'soft-match-blocked-by-tenant': 'which of two licensed accounts is used',
  'soft-match-cloud-user-has-no-address': 'whether the second account is the one to keep: it only fits',
};

/** What is left to be seen after the repair, because only time or the repair itself brings it about. */
const STILL_SEEN: Readonly<Record<string, readonly string[]>> = {
  'delete-not-propagated': ['object-not-found-in-ad'],
  'licence-missing': ['mailbox-not-provisioned-yet'],
  'licence-other-error': ['mailbox-not-provisioned-yet'],
  'mailbox-lost-with-licence': ['mailbox-not-provisioned-yet'],
  'orphan-holds-identity': ['usage-location-missing', 'licence-missing'],
  'ou-not-in-scope': ['usage-location-missing', 'licence-missing'],
  'pending-full-sync': ['usage-location-missing', 'licence-missing'],
  'usage-location-missing': ['licence-missing'],
};

const adPersonOrNone = ({ ad }: Contoso, subject: string) =>
  ad.all().find((record) => ['sAMAccountName', 'userPrincipalName', 'displayName'].some((attribute) => record.values(attribute).some((name) => name.toString().toLowerCase() === subject.toLowerCase())));

describe('every breakage', function () {
  this.timeout(60_000);

  it('or a reason why the lab has none is there for each cause of the catalogue, and never both', () => {
    assert.deepEqual([...BREAKAGES.map(({ cause }) => cause), ...Object.keys(NOT_EXPRESSIBLE)].toSorted(), CATALOGUE.map(({ text }) => text.id).toSorted());
  });

  for (const breakage of BREAKAGES) {
    describe(`${breakage.cause}: ${breakage.says}`, () => {
      let small: SmallCompany;
      before(async () => {
        small = await startSmallCompany();
      });
      after(() => small.close());

      it('is not there while the company is healthy', async () => {
        const { diagnosis } = await small.ask(breakage.subject);
        // Some breakages bring their person along.
        if (adPersonOrNone(small.company, breakage.subject) === undefined) return assert.equal(diagnosis.verdict, 'not-found');
        assert.deepEqual(diagnosis.findings.map(({ cause }) => cause), []);
        return assert.equal(diagnosis.verdict, 'synced', diagnosis.summary);
      });

      it('is found first, and nothing unrelated at class A to C', async () => {
        breakage.break(small.company);
        const { diagnosis } = await small.ask(breakage.subject);
        const [first, ...others] = diagnosis.findings;
        assert.equal(first?.cause, breakage.cause, JSON.stringify(diagnosis.findings.map(({ cause, evidenceClass, layer }) => [cause, evidenceClass, layer])));
        assert.deepEqual(others.filter(({ evidenceClass }) => evidenceClass !== 'D').map(({ cause }) => cause).filter((cause) => !(COMPANY[breakage.cause] ?? []).includes(cause)), []);
      });

      it('is mended where a fix is on offer, after approval by others', async function () {
        const plan = await small.propose(breakage.subject, breakage.cause);
        if (plan === null) {
          const has = (CATALOGUE.find(({ text }) => text.id === breakage.cause)?.remedies ?? []).filter(({ byPeople }) => byPeople !== true);
          if (!(breakage.cause in LEFT_TO_A_HUMAN)) assert.deepEqual(has.map(({ id }) => id), [], 'the catalogue has a remedy, but it was not offered');
          return;
        }
        const ended = await small.approveAndRun(plan);
        assert.equal(ended.state, 'done', `${ended.state}: ${ended.says}`);
        assert.equal(small.company.sync.scheduler().SyncCycleEnabled, true, 'the scheduler was left off');
        small.company.sync.runCycle();
        small.company.sync.healQuarantines();
        const { diagnosis } = await small.ask(breakage.subject);
        assert.deepEqual(diagnosis.findings.map(({ cause }) => cause), STILL_SEEN[breakage.cause] ?? []);
        assert.equal(breakage.worldAfterFix?.(small.company) ?? true, true);
      });
    });
  }
});
