import assert from 'node:assert/strict';
import { BYPASS, waveOffer } from '../../src/campaign/wave-offer.ts';
import { campaignNew } from '../../src/commands/campaign-new.ts';
import { waveReady } from '../../src/commands/campaign-ready.ts';
import { campaignStart } from '../../src/commands/campaign-wave.ts';
import type { CommandWorld } from '../../src/commands/world.ts';
import { createWatchedWorld } from '../../src/execute/watched-world.ts';
import type { EntraDocument } from '../../src/model/evidence.ts';
import type { Plan } from '../../src/model/plan.ts';
import { pretendTalk } from '../commands/pretend-talk.ts';
import { samplePair } from '../contracts/sample-campaign.ts';
import { FROM, oldAnchor, REQUEST, TO, twoDomains, type TwoDomains } from './two-domains.ts';

const PERSONAL = { conversationId: 'a:1', threadId: '', kind: 'personal' } as const;
const cloudId = (n: number): string => `eeeeeeee-0000-4000-8000-${String(n).padStart(12, '0')}`;
const SERVER = { name: 'SYNC01', isScheduled: true } as Parameters<typeof waveOffer>[0]['server'];
const offer = (needsBypass: boolean) => waveOffer({ campaign: 'north', n: 1, pairs: [samplePair(1), samplePair(2)], server: SERVER, needsBypass });

/** What Entra tells besides the accounts themselves. */
interface Told {
  readonly features?: Readonly<Record<string, boolean>>;
  readonly detail?: Partial<EntraDocument>;
}

describe('the guards of a wave', () => {
  let two: TwoDomains;
  beforeEach(async () => {
    two = await twoDomains({ people: 4 });
    await campaignNew.run(two.world, REQUEST, pretendTalk(PERSONAL).talk, { name: 'north', from: FROM, to: TO, size: 3, pause: 0 });
  });
  afterEach(() => two.close());

  const telling = ({ features, detail = {} }: Told): CommandWorld => ({
    ...two.world,
    tenant: {
      ...two.world.tenant,
      tenantFacts: () => Promise.resolve({ entra: features === undefined ? {} : { syncFeatures: { id: 't', features } }, unread: [], readAt: two.clock.at.toISOString() }),
      detail: () => Promise.resolve({ entra: { roleAssignments: [], roleEligibilitySchedules: [], groups: [], groupMembers: [], objectIdentifiers: {}, ...detail }, unread: [] }),
    },
  }) as unknown as CommandWorld;
  const start = async (told: Told): Promise<{ readonly plan: Plan | undefined; readonly says: string }> => {
    const { talk, told: heard, posted } = pretendTalk(PERSONAL);
    await campaignStart.run(telling(told), REQUEST, talk, { name: 'north', reason: 'the merger', ticket: '' });
    return { plan: (await two.store.plansIn(['pending']))[0], says: [...heard, ...posted].join('\n') };
  };
  const MAPPED = { objectIdentifiers: { [cloudId(2)]: 'the old object', [cloudId(1)]: null } };
  const names = (plan: Plan | undefined): readonly (string | null | undefined)[] => (plan?.content.targets ?? []).flatMap(({ cloudId: id, displayName }) => (id === undefined ? [] : [displayName]));

  it('wait for the bypass first, outside of every lane, and see by the setting itself that a person has opened it', () => {
    const [first, second, ...others] = offer(true).steps;
    assert.ok(first?.operation === 'people.do');
    assert.deepEqual([first.lane, first.always, first.params.watch, first.params.hours], [undefined, undefined, { for: 'sync-feature', feature: BYPASS, value: true }, 8]);
    assert.match(first.says, /Hybrid Identity Administrator.*syncwhy connect features.*Close it again/);
    assert.equal(second?.operation, 'sync.set-scheduler');
    assert.deepEqual([second, ...others], offer(false).steps);
  });

  const SIGHTINGS: readonly (readonly [what: string, features: Readonly<Record<string, boolean>>, seen: boolean | null])[] = [['is on', { [BYPASS]: true }, true], ['is off', { [BYPASS]: false }, false], ['was not read', {}, null]];
  for (const [what, features, seen] of SIGHTINGS) {
    it(`take the bypass for ${seen === null ? 'not looked at' : seen ? 'open' : 'closed'} when the setting ${what}`, async () => {
      const [first] = offer(true).steps;
      assert.ok(first?.operation === 'people.do');
      const world = createWatchedWorld({ tenant: telling({ features }).tenant as Parameters<typeof createWatchedWorld>[0]['tenant'], relayLink: { read: () => assert.fail('no relay is asked') }, diagnose: () => assert.fail('nothing is diagnosed'), clock: { now: () => new Date(0) } });
      const look = world.look(first.params.watch);
      await (seen === null ? assert.rejects(look, /could not be read/) : look.then((sighting) => assert.equal(sighting.seen, seen)));
    });
  }

  const NEEDS: readonly (readonly [what: string, told: Told, needs: boolean])[] = [
    ['no account is mapped', {}, false],
    ['no account is mapped and the bypass is closed', { features: { [BYPASS]: false } }, false],
    ['one is mapped and nobody has read the setting', { detail: MAPPED }, true],
    ['one is mapped and the bypass is closed', { detail: MAPPED, features: { [BYPASS]: false } }, true],
    ['one is mapped and the bypass is open', { detail: MAPPED, features: { [BYPASS]: true } }, false],
    ['only an account of a later wave is mapped', { detail: { objectIdentifiers: { [cloudId(4)]: 'the old object' } } }, false],
  ];
  for (const [what, told, needs] of NEEDS) {
    it(`${needs ? 'ask' : 'do not ask'} for the bypass when ${what}`, async () => {
      const { plan, says } = await start(told);
      assert.ok(plan !== undefined, says);
      assert.equal(plan.content.steps.some(({ operation }) => operation === 'people.do'), needs);
    });
  }

  it('have nothing to tell the approvers when everything was read', async () => {
    assert.deepEqual((await start({ features: { [BYPASS]: false } })).plan?.notSeen, []);
  });

  it('tell the approvers when the settings of the tenant were not read', async () => {
    assert.deepEqual((await start({})).plan?.notSeen, ['entra.syncFeatures']);
  });

  it('refuse a wave while nobody can tell whether its cloud accounts are mapped', async () => {
    const { plan, says } = await start({ detail: { objectIdentifiers: undefined } });
    assert.equal(plan, undefined);
    assert.match(says, /could not be read/);
  });

  it('write nothing as long as nobody opens the bypass, and give up after its hours', async () => {
    const { plan } = await start({ detail: MAPPED });
    assert.ok(plan !== undefined);
    const before = two.clock.at.getTime();
    const ended = await two.approveAndRun(plan);
    assert.notEqual(ended.state, 'done');
    assert.ok(two.watched.looks > 1 && two.clock.at.getTime() - before >= 8 * 60 * 60_000, `${two.watched.looks} looks`);
    assert.deepEqual([1, 2, 3].map((n) => [two.anchorOf(n), two.isOldInScope(n), two.isNewInScope(n)]), Array.from({ length: 3 }, () => [null, true, false]));
    assert.ok(!two.ran.some((each) => each.startsWith('ad.')), two.ran.join());
  });

  it('go on by themselves once the bypass is seen open', async () => {
    const { plan } = await start({ detail: MAPPED });
    assert.ok(plan !== undefined);
    const look = two.watched.look.bind(two.watched);
    two.watched.look = (watch) => {
      assert.equal(two.ran.length, 0, 'nothing is run before');
      two.watched.isDone = two.watched.looks >= 3;
      return look(watch);
    };
    const ended = await two.approveAndRun(plan);
    assert.equal(ended.state, 'done', ended.says);
    assert.ok(two.watched.looks > 3);
    assert.deepEqual([1, 2, 3].map((n) => two.anchorOf(n)), [1, 2, 3].map(oldAnchor));
  });

  const role = (principalId: string) => [{ principalId, roleDefinitionId: 'r' }];
  const HOLDERS: readonly (readonly [what: string, detail: Partial<EntraDocument>])[] = [
    ['holds a directory role', { roleAssignments: role(cloudId(2)) }],
    ['is eligible for one', { roleEligibilitySchedules: role(cloudId(2)) }],
    ['holds one through a group', { roleAssignments: role('g1'), groups: [{ id: 'g1', displayName: 'Admins', isAssignableToRole: true }], groupMembers: { g1: [cloudId(2)] } }],
  ];
  for (const [what, detail] of HOLDERS) {
    it(`leave out an account that ${what}, say so, and keep the others`, async () => {
      const { plan, says } = await start({ detail });
      assert.deepEqual(names(plan), ['Person 1', 'Person 3']);
      assert.ok(plan?.content.steps.every((step) => !('object' in step.params) || !JSON.stringify(step.params.object).includes('Person 2')));
      assert.match(says, /1 of 3 are not in this wave[\s\S]*Person 2: its cloud account holds a directory role, and such an account cannot be bound/);
      const left = (await two.store.campaignByName('north'))?.pairs.filter(({ standing }) => standing === 'left');
      assert.deepEqual(left?.map(({ old, because }) => [old.cloudId, because.at(-1)]), [[cloudId(2), 'its cloud account holds a directory role, and such an account cannot be bound']]);
    });
  }

  it('make no wave at all of holders of roles, so that the next one can begin', async () => {
    const { plan, says } = await start({ detail: { roleAssignments: [1, 2, 3].flatMap((n) => role(cloudId(n))) } });
    assert.equal(plan, undefined);
    assert.match(says, /None of the accounts of this wave can be bound/);
    assert.deepEqual((await two.store.campaignByName('north'))?.waves, []);
    assert.deepEqual(names((await start({})).plan), ['Person 4']);
  });

  it('leave out everybody where nobody could read who is in a group that brings a role', async () => {
    const { plan, says } = await start({ detail: { roleAssignments: role('g1'), groups: [{ id: 'g1', displayName: 'Admins', isAssignableToRole: true }], groupMembers: undefined } });
    assert.equal(plan, undefined);
    assert.match(says, /Person 1: whether its cloud account holds a directory role could not be read/);
  });

  it('make no wave when roles could not be read, or when the tenant forbids hard match', async () => {
    assert.match((await start({ detail: { roleAssignments: undefined } })).says, /could not be read/);
    assert.match((await start({ features: { blockCloudObjectTakeoverThroughHardMatchEnabled: true } })).says, /The tenant forbids hard match/);
    assert.deepEqual(await two.store.plansIn(['pending']), []);
    assert.deepEqual((await two.store.campaignByName('north'))?.waves, []);
  });

  it('bar an account whose cloud side has changed since it was paired', async () => {
    const pairs = (await two.store.campaignByName('north'))?.pairs.slice(0, 2) ?? [];
    const ready = await waveReady(telling({}), { pairs: pairs.map((pair, at) => (at === 0 ? { ...pair, old: { ...pair.old, anchor: oldAnchor(9) } } : { ...pair, old: { ...pair.old, cloudId: 'gone' } })), later: [] });
    assert.ok(ready.is === 'ready');
    assert.deepEqual([...ready.barred.values()], ['its cloud account has another anchor by now', 'its cloud account is gone']);
  });
});
