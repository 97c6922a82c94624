import assert from 'node:assert/strict';
import { CATALOGUE } from '../../src/catalogue/index.ts';
import { diagnose } from '../../src/diagnose/diagnose.ts';
import { company, documentOf, OLD_ANCHOR, type Company } from '../causes/company.ts';

/** John's cloud account still carries the anchor of an earlier directory; the assignments of roles were read. */
function stale(change: (given: Company) => void): string {
  const given = company();
  given.user['onPremisesImmutableId'] = OLD_ANCHOR;
  given.user['onPremisesSyncEnabled'] = null;
  given.entra['roleAssignments'] = [];
  change(given);
  const { findings } = diagnose(documentOf(given), CATALOGUE);
  const remedy = findings.find(({ cause }) => cause === 'stale-immutable-id-on-cloud-user')?.remedy;
  assert.equal(remedy?.by, 'bot', JSON.stringify(findings.map(({ cause }) => cause)));
  return remedy.steps.find(({ operation }) => operation === 'ad.set-anchor')?.says ?? '';
}

describe('a step that binds an account', () => {
  it('tells the approvers when eligible admin roles were not read', () => {
    assert.match(stale(({ entra }) => { delete entra['roleEligibilitySchedules']; }), /check them in PIM/);
  });
  it('says nothing of it when they were read', () => {
    assert.doesNotMatch(stale(({ entra }) => { entra['roleEligibilitySchedules'] = []; }), /PIM/);
  });
});
