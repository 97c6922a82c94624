import assert from 'node:assert/strict';
import { BREAKAGES } from '../../lab/company/breakages/index.ts';
import { CATALOGUE } from '../../src/catalogue/index.ts';
import { SCAN_CHECKS, type ScanFinding } from '../../src/model/scan.ts';
import { isJudged, NOT_FROM_LISTS } from '../../src/scan/judged-causes.ts';
import { startSmallCompany, type SmallCompany } from '../journeys/small-company.ts';
import { scanned, worldOf } from './scanned-company.ts';

/** Where the lists tell that something is wrong, but only the question about the object tells why; the check that the scan makes of it. */
const BY_QUESTION: Readonly<Record<string, string>> = {
  'anchor-attribute-differs-between-servers': 'anchor-differs',
  'delete-not-propagated': 'orphan-in-entra',
  'filter-custom-rule': 'not-in-entra',
  'group-filter-not-direct-member': 'not-in-entra',
  'hard-match-blocked-by-tenant': 'address-lost',
  'hard-match-blocked-object-identifier': 'address-lost',
  'hard-match-blocked-privileged-target': 'address-lost',
  'new-domain-new-anchor': 'anchor-differs',
  'orphan-holds-identity': 'anchor-differs',
  'stale-immutable-id-on-cloud-user': 'anchor-differs',
};
/** Roles are asked for one by one; the scan finds the second account that came of it. */
const BY_CONSEQUENCE: Readonly<Record<string, string>> = { 'soft-match-blocked-admin-role': 'match-never-retried-for-existing-object' };
/** `why` itself calls this one a mere coincidence. */
const NOT_SAID = ['soft-match-cloud-user-has-no-address'];

const judged = BREAKAGES.filter(({ cause }) => !NOT_SAID.includes(cause) && CATALOGUE.some((each) => each.text.id === cause && isJudged(each)));

describe('a scan says the same as why', function () {
  this.timeout(120_000);

  it('of every cause but those that are named with what they take', () => {
    const ids = CATALOGUE.map(({ text }) => text.id);
    assert.deepEqual(Object.keys(NOT_FROM_LISTS).filter((id) => !ids.includes(id)), []);
    assert.ok(judged.length > 60, String(judged.length));
  });

  for (const { cause, subject, break: breakIt } of judged) {
    it(`when the company has ${cause}`, async () => {
      const small = await startSmallCompany();
      try {
        breakIt(small.company);
        const { diagnosis } = await small.ask(subject);
        const { findings } = await scanned(worldOf(small));
        const own = findings.filter(({ object }) => isAbout(object, diagnosis.subject, subject)).map(({ id }) => id);
        assert.ok(own.includes(BY_QUESTION[cause] ?? BY_CONSEQUENCE[cause] ?? cause), `the scan says ${own.join(', ')}`);
        const why = diagnosis.findings.map((each) => each.cause);
        assert.deepEqual(own.filter((id) => !why.includes(id) && !SCAN_CHECKS.some((check) => check === id)), [], 'the scan blames what why does not');
        if (cause in BY_QUESTION) assert.ok((await asked(small)).includes(cause), 'the question about the object does not tell');
      } finally {
        await small.close();
      }
    });
  }
});

async function asked(small: SmallCompany): Promise<readonly string[]> {
  const { findings } = await scanned({ ...worldOf(small), ask: async (about) => (await small.ask(about)).diagnosis }, { askAbout: 5 });
  return findings.map(({ id }) => id);
}

const isAbout = (object: ScanFinding['object'], asked: { readonly dn?: string | undefined; readonly entraId?: string | undefined }, name: string): boolean =>
  (asked.dn !== undefined && object.dn === asked.dn) || (asked.entraId !== undefined && object.entraId === asked.entraId) || object.userPrincipalName === name;
