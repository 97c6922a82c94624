import assert from 'node:assert/strict';
import { CATALOGUE } from '../../src/catalogue/index.ts';
import { BREAKAGES } from '../../lab/company/breakages/index.ts';
import { MENDABLE } from '../../lab/company/breakages/mendable/index.ts';
import { startSmallCompany, type SmallCompany } from './small-company.ts';
import { stateOf } from './state-of-company.ts';

const AREAS: readonly string[] = ['matching', 'duplicates', 'deletion', 'migration', 'data', 'scope', 'engine', 'sign-in', 'passwords', 'mailbox', 'authority', 'groups-and-devices'];
const areaOf = (id: string): string => CATALOGUE.find(({ text }) => text.id === id)?.text.area ?? '';

/** Everything else that these areas offer hands something over, or is no change of its own. */
const IN_FULL: readonly string[] = [
  'anchor-changed-same-person', 'database-full', 'duplicate-mailnickname', 'duplicate-proxy-two-ad-objects',
  'large-object-certificates', 'licence-missing', 'mailbox-lost-with-licence', 'proxy-missing-smtp-prefix', 'proxy-no-primary', 'proxy-primary-differs-from-mail', 'proxy-reserved-suffix',
  'targetaddress-invalid', 'upn-invalid-characters', 'upn-suffix-not-verified', 'upn-too-long', 'write-refused-synced-object',
  'mendable/proxy-invalid-characters', 'mendable/upn-suffix-not-verified', 'mendable/usage-location-missing',
];

describe('a repair', function () {
  this.timeout(60_000);
  let small: SmallCompany;
  beforeEach(async () => {
    small = await startSmallCompany();
  });
  afterEach(() => small.close());

  /** Ids of the remedies whose plan was taken back here. */
  const takenBack = new Set<string>();

  const cases = [...BREAKAGES.map((each) => ({ ...each, key: each.cause })), ...MENDABLE.map((each) => ({ ...each, key: `mendable/${each.cause}` }))];
  for (const breakage of cases.filter(({ cause }) => AREAS.includes(areaOf(cause)))) {
    it(`${IN_FULL.includes(breakage.key) ? 'leaves nothing behind after its undo' : 'promises no undo in full'}: ${breakage.key}`, async () => {
      breakage.break(small.company);
      small.company.sync.healQuarantines();
      const before = stateOf(small.company);
      const { diagnosis } = await small.ask(breakage.subject);
      const plan = await small.propose(breakage.subject, breakage.cause);
      if (!IN_FULL.includes(breakage.key)) return assert.notEqual(plan?.undoClass, 'full');
      assert.equal(plan?.undoClass, 'full');
      assert.equal((await small.approveAndRun(plan)).state, 'done');
      small.company.sync.healQuarantines();
      assert.notDeepEqual(stateOf(small.company), before);
      const undo = await small.undo(plan);
      assert.ok(undo !== null);
      const undone = await small.approveAndRun(undo);
      assert.equal(undone.state, 'done', undone.says);
      small.company.sync.runCycle();
      small.company.sync.healQuarantines();
      assert.deepEqual(stateOf(small.company), before);
      return void takenBack.add(diagnosis.findings.find(({ cause }) => cause === breakage.cause)?.remedy?.id ?? '');
    });
  }

  it('that claims to be taken back in full is among them', function () {
    if (takenBack.size < IN_FULL.length / 2) return this.skip();
    const claiming = CATALOGUE.flatMap(({ remedies }) => remedies).filter(({ undo, byPeople }) => undo === 'full' && byPeople !== true).map(({ id }) => id);
    return assert.deepEqual([...new Set(claiming)].filter((id) => !takenBack.has(id)), []);
  });
});
