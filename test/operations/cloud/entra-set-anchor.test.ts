import assert from 'node:assert/strict';
import sinon from 'sinon';
import type { CloudUser } from '../../../src/model/evidence.ts';
import { systemClock } from '../../../src/adapters/system/system-clock.ts';
import { entraSetAnchor } from '../../../src/operations/cloud/entra-set-anchor.ts';
import { NotApplied } from '../../../src/operations/operation.ts';
import { TenantError, type TenantFault } from '../../../src/ports/tenant.ts';
import { startGraphLab, type GraphLab } from '../../adapters/graph/graph-lab.ts';
import { NO_WRITES } from './no-writes.ts';
import { fastClock } from '../../ports/fast-clock.ts';

const OLD = 'RDMiEWZViHeZqrvM3e7/AA==';
const NEW = 'TpwcjSo/bkucfSobPE1ebw==';
const ID = 'c0c0c0c0-0001-4f6e-8d5c-4b3a29180701';
const params = { userId: ID, before: OLD, after: NEW };

function world(user: Partial<CloudUser> | null) {
  const tenant = {
    user: sinon.stub<[string], Promise<CloudUser | null>>().resolves(user === null ? null : { id: ID, ...user }),
    rolesHeld: sinon.stub<[string], Promise<readonly string[]>>().resolves([]),
    setAnchor: sinon.stub<[string, string | null], Promise<void>>().resolves(),
    afterCheck: (check: () => Promise<void>) => ({ ...NO_WRITES, setAnchor: async (userId: string, anchor: string | null) => (await check(), tenant.setAnchor(userId, anchor)) }),
  };
  return { tenant, clock: fastClock() };
}

describe('setting the anchor of a cloud account', () => {
  const looks: readonly { readonly when: string; readonly user: Partial<CloudUser> | null; readonly stands: string; readonly found: object }[] = [
    { when: 'the old anchor', user: { onPremisesImmutableId: OLD }, stands: 'before', found: { onPremisesImmutableId: [OLD] } },
    { when: 'the old anchor, once synchronized', user: { onPremisesImmutableId: OLD, onPremisesSyncEnabled: false }, stands: 'before', found: { onPremisesImmutableId: [OLD] } },
    { when: 'the old anchor, but synchronized', user: { onPremisesImmutableId: OLD, onPremisesSyncEnabled: true }, stands: 'other', found: { onPremisesImmutableId: [OLD] } },
    { when: 'the new anchor', user: { onPremisesImmutableId: NEW }, stands: 'after', found: { onPremisesImmutableId: [NEW] } },
    { when: 'the new anchor, matched meanwhile', user: { onPremisesImmutableId: NEW, onPremisesSyncEnabled: true }, stands: 'after', found: { onPremisesImmutableId: [NEW] } },
    { when: 'the old anchor in other case', user: { onPremisesImmutableId: OLD.toLowerCase() }, stands: 'other', found: { onPremisesImmutableId: [OLD.toLowerCase()] } },
    { when: 'no anchor', user: { onPremisesImmutableId: null }, stands: 'other', found: { onPremisesImmutableId: [] } },
    { when: 'no account', user: null, stands: 'other', found: {} },
  ];
  for (const { when, user, stands, found } of looks) {
    it(`finds ${when} to be "${stands}"`, async () => {
      const seen = await entraSetAnchor.look(world(user), params, null);
      assert.deepEqual([seen.stands, seen.found], [stands, found]);
    });
  }

  it('tells what it changes, an empty list standing for no anchor', () => {
    assert.deepEqual([entraSetAnchor.before(params), entraSetAnchor.after({ ...params, after: null })], [{ onPremisesImmutableId: [OLD] }, { onPremisesImmutableId: [] }]);
  });

  it('writes once, after it has looked again', async () => {
    const { tenant, clock } = world({ onPremisesImmutableId: OLD });
    await entraSetAnchor.apply({ tenant, clock }, params);
    sinon.assert.callOrder(tenant.user, tenant.setAnchor);
    sinon.assert.calledOnceWithExactly(tenant.setAnchor, ID, NEW);
  });

  it('writes nothing when the account has moved on', async () => {
    for (const user of [{ onPremisesImmutableId: 'other' }, { onPremisesImmutableId: OLD, onPremisesSyncEnabled: true }, { onPremisesImmutableId: NEW }, null]) {
      const { tenant, clock } = world(user);
      await assert.rejects(entraSetAnchor.apply({ tenant, clock }, params), NotApplied);
      sinon.assert.notCalled(tenant.setAnchor);
    }
  });

  it('gives no anchor to an account that holds a directory role', async () => {
    const { tenant, clock } = world({ onPremisesImmutableId: OLD });
    tenant.rolesHeld.resolves(['User Administrator']);
    await assert.rejects(entraSetAnchor.apply({ tenant, clock }, params), (error) => error instanceof NotApplied && /holds User Administrator/.test(error.message));
    sinon.assert.notCalled(tenant.setAnchor);
  });

  it('gives no anchor while nobody can tell which roles are held', async () => {
    const { tenant, clock } = world({ onPremisesImmutableId: OLD });
    tenant.rolesHeld.rejects(new TenantError('access-denied', 'no right'));
    await assert.rejects(entraSetAnchor.apply({ tenant, clock }, params), (error) => error instanceof NotApplied && /could not be read/.test(error.message));
    sinon.assert.notCalled(tenant.setAnchor);
  });

  it('clears an anchor whatever is held, and does not ask after a write', async () => {
    const { tenant, clock } = world({ onPremisesImmutableId: OLD });
    tenant.rolesHeld.resolves(['User Administrator']);
    await entraSetAnchor.apply({ tenant, clock }, { ...params, after: null });
    assert.equal((await entraSetAnchor.look({ tenant, clock }, params, clock.now())).stands, 'before');
    sinon.assert.notCalled(tenant.rolesHeld);
  });

  it('writes nothing when it cannot look', async () => {
    const { tenant, clock } = world({});
    tenant.user.rejects(new TenantError('timed-out', 'too slow'));
    await assert.rejects(entraSetAnchor.apply({ tenant, clock }, params), (error) => error instanceof NotApplied && /could not be read.*too slow/.test(error.message));
    sinon.assert.notCalled(tenant.setAnchor);
  });

  const endings: readonly (readonly [TenantFault, 'certain' | 'unsure'])[] = [
    ['refused', 'certain'], ['access-denied', 'certain'], ['not-found', 'certain'], ['throttled', 'certain'], ['timed-out', 'unsure'], ['unreachable', 'unsure'], ['failed', 'unsure'],
  ];
  for (const [fault, ending] of endings) {
    it(`holds "${fault}" for ${ending === 'certain' ? 'proof that nothing changed' : 'no proof of anything'}`, async () => {
      const { tenant, clock } = world({ onPremisesImmutableId: OLD });
      tenant.setAnchor.rejects(new TenantError(fault, 'so it is'));
      await assert.rejects(entraSetAnchor.apply({ tenant, clock }, params), (error) => (error instanceof NotApplied) === (ending === 'certain'));
    });
  }

  describe('in the pretend tenant', () => {
    let lab: GraphLab;
    before(async () => {
      lab = await startGraphLab();
    });
    after(() => lab.close());
    afterEach(() => lab.graph.faults.clear());

    it('changes the anchor, and finds it changed', async () => {
      const { id } = lab.state.newUser({ userPrincipalName: 'one@contoso.com', onPremisesImmutableId: OLD });
      await entraSetAnchor.apply(lab, { ...params, userId: id });
      assert.equal((await entraSetAnchor.look(lab, { ...params, userId: id }, new Date())).stands, 'after');
    });

    it('clears it', async () => {
      const user = lab.state.newUser({ userPrincipalName: 'two@contoso.com', onPremisesImmutableId: 'not an anchor' });
      await entraSetAnchor.apply(lab, { userId: user.id, before: 'not an anchor', after: null });
      assert.equal(user.onPremisesImmutableId, null);
    });

    it('says in plain words why the anchor of another account cannot be taken', async () => {
      lab.state.newUser({ userPrincipalName: 'holder@contoso.com', onPremisesImmutableId: 'AAAAAAAAAAAAAAAAAAAAAQ==' });
      const { id } = lab.state.newUser({ userPrincipalName: 'three@contoso.com' });
      await assert.rejects(entraSetAnchor.apply(lab, { userId: id, before: null, after: 'AAAAAAAAAAAAAAAAAAAAAQ==' }), (error) => error instanceof NotApplied && /has this anchor already/.test(error.message));
    });

    it('stays unsure when the connection breaks after the write', async () => {
      const user = lab.state.newUser({ userPrincipalName: 'four@contoso.com', onPremisesImmutableId: 'BBBBBBBBBBBBBBBBBBBBBQ==' });
      lab.graph.faults.add({ kind: 'drop-after', match: /^PATCH/, times: 1 });
      const step = { userId: user.id, before: 'BBBBBBBBBBBBBBBBBBBBBQ==', after: null };
      await assert.rejects(entraSetAnchor.apply(lab, step), (error) => error instanceof TenantError && error.fault === 'unreachable');
      assert.equal((await entraSetAnchor.look(lab, step, new Date())).stands, 'after');
    });

    it('is patient while reads lag, and tells the old value only when the patience is over', async () => {
      const { id } = lab.state.newUser({ userPrincipalName: 'five@contoso.com', onPremisesImmutableId: 'CCCCCCCCCCCCCCCCCCCCCQ==' });
      const step = { userId: id, before: 'CCCCCCCCCCCCCCCCCCCCCQ==', after: null };
      lab.graph.faults.staleFor(250);
      await entraSetAnchor.apply(lab, step);
      assert.equal((await entraSetAnchor.look(lab, step, null)).stands, 'before');
      assert.equal((await entraSetAnchor.look({ tenant: lab.tenant, clock: systemClock }, step, new Date())).stands, 'after');
      assert.equal((await entraSetAnchor.look(lab, { ...step, after: 'never' }, new Date(Date.now() - 300_000))).stands, 'other');
    });
  });
});
