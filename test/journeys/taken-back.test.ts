import assert from 'node:assert/strict';
import { CATALOGUE } from '../../src/catalogue/index.ts';
import { BREAKAGES } from '../../lab/company/breakages/index.ts';
import type { Contoso } from '../../lab/company/contoso.ts';
import { startSmallCompany, type SmallCompany } from './small-company.ts';

const AREAS: readonly string[] = ['matching', 'duplicates', 'deletion', 'migration', 'data', 'scope', 'engine', 'sign-in', 'passwords', 'mailbox', 'authority', 'groups-and-devices'];
const areaOf = (id: string): string => CATALOGUE.find(({ text }) => text.id === id)?.text.area ?? '';

/** Everything else that these areas offer hands something over, or is no change of its own. */
const IN_FULL: readonly string[] = [
  'anchor-changed-same-person', 'database-full', 'duplicate-proxy-two-ad-objects',
  'large-object-certificates', 'licence-missing', 'mailbox-lost-with-licence', 'proxy-missing-smtp-prefix', 'proxy-no-primary', 'proxy-primary-differs-from-mail', 'proxy-reserved-suffix',
  'targetaddress-invalid', 'upn-invalid-characters', 'upn-suffix-not-verified', 'upn-too-long', 'write-refused-synced-object',
];

/** What no change leaves alone. */
const MOVES = /^(whenChanged|uSNChanged|dSCorePropagationData|replPropertyMetaData|onPremisesLastSyncDateTime|lastUpdatedDateTime|assignedDateTime|occurredDateTime|provisionedPlans)$/i;

/** The sets of values in AD, Entra property for property, and how the scheduler is set. */
function stateOf({ ad, tenant, sync }: Contoso): unknown {
  const directory = ad.all().map((record): readonly [string, unknown] => [record.dn, Object.fromEntries(record.attributes().filter(({ name }) => !MOVES.test(name)).map(({ name, values }) => [name, values.map((value) => (typeof value === 'string' ? value : value.toString('base64'))).toSorted()]))]);
  const objects = [tenant.users, tenant.deletedUsers, tenant.groups, tenant.contacts].flatMap((each) => [...each.values()]);
  const cloud = objects.map((object): unknown => JSON.parse(JSON.stringify(object, (name: string, value: unknown) => (MOVES.test(name) ? undefined : name === 'proxyAddresses' && Array.isArray(value) ? value.toSorted() : value))));
  const { SyncCycleEnabled, MaintenanceEnabled, PurgeRunHistoryInterval } = sync.scheduler();
  const members = [...tenant.members].map(([id, inside]) => [id, [...inside].toSorted()]);
  return { directory: Object.fromEntries(directory), cloud, members, scheduler: { SyncCycleEnabled, MaintenanceEnabled, PurgeRunHistoryInterval } };
}

describe('a repair', function () {
  this.timeout(60_000);
  let small: SmallCompany;
  beforeEach(async () => {
    small = await startSmallCompany();
  });
  afterEach(() => small.close());

  for (const breakage of BREAKAGES.filter(({ cause }) => AREAS.includes(areaOf(cause)))) {
    it(`${IN_FULL.includes(breakage.cause) ? 'leaves nothing behind after its undo' : 'promises no undo in full'}: ${breakage.cause}`, async () => {
      breakage.break(small.company);
      small.company.sync.healQuarantines();
      const before = stateOf(small.company);
      const plan = await small.propose(breakage.subject, breakage.cause);
      if (!IN_FULL.includes(breakage.cause)) return assert.notEqual(plan?.undoClass, 'full');
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
      return assert.deepEqual(stateOf(small.company), before);
    });
  }
});
