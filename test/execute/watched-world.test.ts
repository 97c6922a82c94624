import assert from 'node:assert/strict';
import { createWatchedWorld } from '../../src/execute/watched-world.ts';
import type { Diagnosis } from '../../src/model/diagnosis.ts';
import type { CloudUser, EntraDocument } from '../../src/model/evidence.ts';
import type { OnPremFragment } from '../../src/model/relay-job.ts';
import type { Watch } from '../../src/model/watch.ts';
import { TenantError } from '../../src/ports/tenant.ts';
import { NotSeen } from '../../src/ports/watched-world.ts';
import { fastClock } from '../ports/fast-clock.ts';

const ID = 'eeeeeeee-0000-4000-8000-000000000001';
const JANE: CloudUser = { id: ID, displayName: 'Jane' };
const down = (): Promise<never> => Promise.reject(new TenantError('unreachable', 'Microsoft Graph could not be reached'));

interface There {
  readonly live?: CloudUser | 'down';
  readonly deleted?: CloudUser | 'down';
  readonly detail?: EntraDocument;
  readonly facts?: EntraDocument;
  readonly onPrem?: OnPremFragment;
  readonly diagnosis?: Partial<Diagnosis> | 'down';
}

const HEALTHY: Diagnosis = { format: 'syncwhy-diagnosis/1', subject: { asked: 'jane' }, verdict: 'synced', summary: 'Jane is synchronised.', findings: [], cannotTell: [], chain: [], unread: [], candidates: [] };
const finding = (cause: string, title: string): Diagnosis['findings'][number] => ({ cause, area: 'scope', layer: 2, evidenceClass: 'A', certainty: 'certain', title, says: title, evidence: [], fixAfter: [] });

const worldWith = ({ live, deleted, detail = {}, facts = {}, onPrem = { unread: [] }, diagnosis = {} }: There, clock = fastClock()) =>
  createWatchedWorld({
    tenant: {
      user: () => (live === 'down' ? down() : Promise.resolve(live ?? null)),
      deletedUser: () => (deleted === 'down' ? down() : Promise.resolve(deleted ?? null)),
      detail: () => Promise.resolve({ entra: detail, unread: [] }),
      tenantFacts: () => Promise.resolve({ entra: facts, unread: [], readAt: '2026-11-21T09:00:00.000Z' }),
    },
    relayLink: { read: () => Promise.resolve(onPrem) },
    clock,
    diagnose: () => (diagnosis === 'down' ? Promise.reject(new Error('no')) : Promise.resolve({ ...HEALTHY, ...diagnosis })),
  });

const GONE: Watch = { for: 'cause-gone', asked: 'jane', cause: 'ou-not-selected' };
const ROLES: Watch = { for: 'directory-roles', userId: ID, roles: ['r1', 'r2'] };
const NO_ROLES: Watch = { for: 'directory-roles', userId: ID, roles: [] };
const SUFFIX: Watch = { for: 'upn-suffix', suffix: 'contoso.com' };
const DOMAIN: Watch = { for: 'domain-verified', domain: 'contoso.com' };
const MAILBOX: Watch = { for: 'mailbox-provisioned', userId: ID };
const IDENTIFIER: Watch = { for: 'object-identifier-cleared', userId: ID };
const FEATURE: Watch = { for: 'sync-feature', feature: 'blockSoftMatchEnabled', value: false };
const holds = (...roles: readonly string[]): EntraDocument => ({ roleAssignments: roles.slice(0, 1).map((roleDefinitionId) => ({ principalId: ID, roleDefinitionId })), roleEligibilitySchedules: roles.slice(1).map((roleDefinitionId) => ({ principalId: ID, roleDefinitionId })) });
const plans = (capabilityStatus: string): CloudUser => ({ ...JANE, provisionedPlans: [{ service: 'exchange', capabilityStatus }] });

const ROWS: readonly (readonly [watch: Watch, when: string, there: There, seen: boolean | 'nobody can say'])[] = [
  [GONE, 'the cause is not found', {}, true],
  [GONE, 'the cause is found', { diagnosis: { findings: [finding('ou-not-selected', 'Its container is not selected')] } }, false],
  [GONE, 'another cause is found', { diagnosis: { findings: [finding('no-licence', 'No licence')] } }, true],
  [GONE, 'the cause could not be judged', { diagnosis: { cannotTell: [{ cause: 'ou-not-selected', missing: ['syncServers'] }] } }, 'nobody can say'],
  [GONE, 'the answer is incomplete', { diagnosis: { verdict: 'incomplete' } }, 'nobody can say'],
  [GONE, 'the object is not found any more', { diagnosis: { verdict: 'not-found' } }, 'nobody can say'],
  [GONE, 'nobody could ask', { diagnosis: 'down' }, 'nobody can say'],
  [{ for: 'user-purged', userId: ID }, 'it is live', { live: JANE }, false],
  [{ for: 'user-purged', userId: ID }, 'it is in the bin', { deleted: JANE }, false],
  [{ for: 'user-purged', userId: ID }, 'it is in neither for the first time', {}, false],
  [{ for: 'user-purged', userId: ID }, 'the bin cannot be read', { deleted: 'down' }, 'nobody can say'],
  [{ for: 'user-in-recycle-bin', userId: ID }, 'it is in the bin', { deleted: JANE }, true],
  [{ for: 'user-in-recycle-bin', userId: ID }, 'it is purged', {}, false],
  [{ for: 'user-live', userId: ID }, 'it is live', { live: JANE }, true],
  [{ for: 'user-live', userId: ID }, 'it is in the bin', { deleted: JANE }, false],
  [{ for: 'user-live', userId: ID }, 'Graph is away', { live: 'down' }, 'nobody can say'],
  [MAILBOX, 'Exchange has it', { live: plans('Enabled') }, true],
  [MAILBOX, 'Exchange has deleted it', { live: plans('Deleted') }, false],
  [MAILBOX, 'the account is gone', {}, false],
  [MAILBOX, 'Entra says nothing about services', { live: JANE }, 'nobody can say'],
  [SUFFIX, 'the forest has it in other letters', { onPrem: { forests: [{ name: 'corp', upnSuffixes: ['Contoso.com'] }], unread: [] } }, true],
  [SUFFIX, 'the forest has others', { onPrem: { forests: [{ name: 'corp', upnSuffixes: ['other.com'] }], unread: [] } }, false],
  [SUFFIX, 'the suffixes were not read', { onPrem: { forests: [{ name: 'corp' }], unread: [] } }, 'nobody can say'],
  [SUFFIX, 'no relay is there', { onPrem: { unread: [{ what: 'directory', why: 'relay-offline' }] } }, 'nobody can say'],
  [SUFFIX, 'another forest could not be read', { onPrem: { forests: [{ name: 'corp', upnSuffixes: [] }], unread: [{ what: 'directory.partner', why: 'timed-out' }] } }, 'nobody can say'],
  [DOMAIN, 'it is verified', { facts: { domains: [{ id: 'contoso.com', isVerified: true }] } }, true],
  [DOMAIN, 'it was added only', { facts: { domains: [{ id: 'contoso.com', isVerified: false }] } }, false],
  [DOMAIN, 'it is not there', { facts: { domains: [] } }, false],
  [DOMAIN, 'the domains were not read', {}, 'nobody can say'],
  [NO_ROLES, 'it holds none', { detail: { ...holds(), groupMembers: {} } }, true],
  [NO_ROLES, 'it holds none of its own, and its groups were not read', { detail: holds() }, 'nobody can say'],
  [NO_ROLES, 'it holds one', { detail: { ...holds('r1'), groupMembers: {} } }, false],
  [NO_ROLES, 'one is eligible', { detail: { ...holds('r1', 'r2'), groupMembers: {} } }, false],
  [NO_ROLES, 'a group may carry roles', { detail: { ...holds(), groupMembers: { g: [ID] }, groups: [{ id: 'g', displayName: 'Admins', isAssignableToRole: true }] } }, false],
  [NO_ROLES, 'eligibility was not read', { detail: { roleAssignments: [] } }, 'nobody can say'],
  [ROLES, 'it holds both, one of them eligible', { detail: holds('r1', 'r2') }, true],
  [ROLES, 'one is missing', { detail: holds('r1') }, false],
  [ROLES, 'it holds another one too', { detail: holds('r1', 'r2', 'r3') }, false],
  [IDENTIFIER, 'it is empty', { detail: { objectIdentifiers: { [ID]: null } } }, true],
  [IDENTIFIER, 'it has a value', { detail: { objectIdentifiers: { [ID]: 'x' } } }, false],
  [IDENTIFIER, 'it was not read', { detail: {} }, 'nobody can say'],
  [FEATURE, 'it is so', { facts: { syncFeatures: { features: { blockSoftMatchEnabled: false } } } }, true],
  [FEATURE, 'it is not so', { facts: { syncFeatures: { features: { blockSoftMatchEnabled: true } } } }, false],
  [FEATURE, 'nobody has read it', {}, 'nobody can say'],
];

describe('the watched world', () => {
  for (const [watch, when, there, seen] of ROWS) {
    it(`${seen === true ? 'sees' : seen === false ? 'does not see' : 'cannot say'} ${watch.for} when ${when}`, async () => {
      const looking = worldWith(there).look(watch);
      if (seen === 'nobody can say') return assert.rejects(looking, (error) => error instanceof NotSeen || error instanceof TenantError);
      const sighting = await looking;
      assert.equal(sighting.seen, seen, sighting.says);
      assert.match(sighting.says, /[.!?]$|^Still to be seen: /);
    });
  }
});

describe('the watch for a purge', () => {
  const PURGED: Watch = { for: 'user-purged', userId: ID };
  const MINUTE = 60_000;

  /** What each look finds, after so many minutes; the last answer of the watch. */
  async function after(looks: readonly (readonly [minutesLater: number, there: 'nowhere' | 'live' | 'in the bin' | 'down'])[]): Promise<boolean | 'nobody can say'> {
    const there: { live?: CloudUser | 'down'; deleted?: CloudUser | 'down' } = {};
    const clock = fastClock();
    const world = createWatchedWorld({
      tenant: {
        user: () => (there.live === 'down' ? down() : Promise.resolve(there.live ?? null)), deletedUser: () => (there.deleted === 'down' ? down() : Promise.resolve(there.deleted ?? null)),
        detail: () => assert.fail(), tenantFacts: () => assert.fail(),
      },
      relayLink: { read: () => assert.fail() }, diagnose: () => assert.fail(), clock,
    });
    let seen: boolean | 'nobody can say' = false;
    for (const [minutesLater, is] of looks) {
      clock.forward(minutesLater * MINUTE);
      delete there.live;
      delete there.deleted;
      if (is === 'live') there.live = JANE;
      if (is === 'in the bin') there.deleted = JANE;
      if (is === 'down') there.deleted = 'down';
      seen = await world.look(PURGED).then((sighting) => sighting.seen, () => 'nobody can say' as const);
    }
    return seen;
  }

  for (const [what, looks, seen] of [
    ['a moment in which Entra shows it nowhere', [[0, 'nowhere']], false],
    ['two such moments within five minutes', [[0, 'nowhere'], [4, 'nowhere']], false],
    ['an absence of five minutes', [[0, 'nowhere'], [3, 'nowhere'], [2, 'nowhere']], true],
    ['an absence that ended in between', [[0, 'nowhere'], [3, 'in the bin'], [3, 'nowhere']], false],
    ['an absence that ended with a restore', [[0, 'nowhere'], [3, 'live'], [3, 'nowhere'], [4, 'nowhere']], false],
    ['an absence that begins anew and lasts', [[0, 'nowhere'], [3, 'in the bin'], [3, 'nowhere'], [5, 'nowhere']], true],
    ['two moments that lie hours apart', [[0, 'nowhere'], [180, 'nowhere']], false],
    ['an absence during which nobody could look once', [[0, 'nowhere'], [3, 'down'], [3, 'nowhere']], true],
    ['a look that failed', [[0, 'nowhere'], [6, 'down']], 'nobody can say'],
  ] as const) {
    it(`takes ${what} ${seen === true ? 'for a purge' : 'for none'}`, async () => assert.equal(await after(looks), seen));
  }

  it('says that it looks again', async () => {
    assert.match((await worldWith({}).look(PURGED)).says, /neither live nor in the recycle bin of Entra\. I look again, for that must be so for 5 minutes\.$/);
  });
});
