import assert from 'node:assert/strict';
import { chmodSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sinon from 'sinon';
import { BotLinkError, createBotLink } from '../../src/adapters/bot-link/bot-link.ts';
import { createRelayLink } from '../../src/adapters/relay-link/relay-link.ts';
import { createFileShelf } from '../../src/adapters/system/file-shelf.ts';
import { systemClock } from '../../src/adapters/system/system-clock.ts';
import { systemRandom } from '../../src/adapters/system/system-random.ts';
import type { KeyShelf } from '../../src/ports/key-shelf.ts';
import { NotReady } from '../../src/ports/not-ready.ts';
import { linkKeyOf, newPrivateKeyPem, type LinkKey } from '../../src/protocol/keys.ts';
import { changeKey, isChangeUnderWay, NEXT_KEY, RELAY_KEY } from '../../src/relay/change-key.ts';
import { relayKey } from '../../src/relay/identity.ts';
import { createRotatingLink } from '../../src/relay/rotating-link.ts';
import { relayStore, type RelayStore } from '../ports/relay-store.ts';
import { serveRoutes } from '../ports/serve-routes.ts';

const ABOUT = { host: 'SYNC01', version: '0.1.0', policyHash: 'abc', readOnly: false, seals: {} };
const DAY_MS = 24 * 60 * 60_000;
const QUIET = { info: () => undefined, warn: () => undefined, error: () => undefined };

class Died extends Error {}

describe('the key of a relay', () => {
  let folder = '';
  let shelf: KeyShelf;
  let store: RelayStore;
  let server: Awaited<ReturnType<typeof serveRoutes>>;
  let counter = 0;
  let ahead = 0;
  const clock = { ...systemClock, now: () => new Date(Date.now() + ahead) };

  beforeEach(async () => {
    ahead = 0;
    folder = mkdtempSync(join(tmpdir(), 'syncwhy-shelf-'));
    shelf = createFileShelf(join(folder, 'state'));
    store = relayStore();
    server = await serveRoutes(createRelayLink({ store, jobKey: linkKeyOf(newPrivateKeyPem()) ?? assert.fail(), clock, random: systemRandom, log: QUIET, group: 'default' }).routes);
    const at = clock.now().toISOString();
    store.rows.set('relay-1', { relayId: 'relay-1', group: 'default', publicKey: relayKey(shelf).publicJwk, enrolledAt: at, revokedAt: null, lastSeen: null, confirmedAt: at, confirmations: [], keySince: at, previousKey: null, rotationWanted: false, ...ABOUT });
  });
  afterEach(async () => {
    await server.close();
    rmSync(folder, { recursive: true, force: true });
  });

  const linkWith = ({ privateKey }: LinkKey) => createBotLink({ url: server.url, relayId: 'relay-1', privateKey, nextCounter: () => (counter += 1), clock });
  const serves = (): Promise<unknown> => linkWith(relayKey(shelf)).hello(ABOUT);
  const bots = (): string | undefined => store.rows.get('relay-1')?.publicKey;

  it('is made once and stays the same', () => {
    assert.equal(relayKey(shelf).fingerprint, relayKey(createFileShelf(join(folder, 'state'))).fingerprint);
    assert.equal(statSync(join(folder, 'state')).mode & 0o777, 0o700);
    assert.equal(statSync(join(folder, 'state', RELAY_KEY)).mode & 0o777, 0o600);
  });

  for (const [what, spoil] of [
    ['others can read it', () => chmodSync(join(folder, 'state', RELAY_KEY), 0o640)],
    ['others can replace it', () => chmodSync(join(folder, 'state'), 0o770)],
    ['it is damaged', () => writeFileSync(join(folder, 'state', RELAY_KEY), 'no key')],
  ] as const) {
    it(`is refused, with what to do, when ${what}`, () => {
      spoil();
      assert.throws(() => relayKey(shelf), (error) => error instanceof NotReady && /chmod|[Ee]nrol the relay again/.test(error.message));
    });
  }

  it('is replaced by a new one that the bot knows, and nothing of the change is left over', async () => {
    const old = relayKey(shelf);
    const next = await changeKey({ relayId: 'relay-1', shelf, linkWith }, old);
    assert.deepEqual([relayKey(shelf).publicJwk, bots(), shelf.read(NEXT_KEY)], [next.publicJwk, next.publicJwk, null]);
    assert.notEqual(next.publicJwk, old.publicJwk);
    await serves();
  });

  /** A shelf and a line to the bot that die before or after the nth thing that they are asked for. */
  function dying(dieAt: number): { readonly shelf: KeyShelf; readonly linkWith: typeof linkWith; done(): number } {
    let acts = 0;
    const act = <Result>(work: () => Result): Result => {
      if ((acts += 1) === dieAt) throw new Died();
      const result = work();
      if ((acts += 1) === dieAt) throw new Died();
      return result;
    };
    return {
      shelf: { form: (name) => shelf.form(name), read: (name) => shelf.read(name), write: (name, text) => act(() => shelf.write(name, text)), remove: (name) => act(() => shelf.remove(name)) },
      linkWith: (key) => ({ ...linkWith(key), rotate: async (request, signal) => {
        await act(() => Promise.resolve());
        await linkWith(key).rotate(request, signal);
        act(() => undefined);
      } }),
      done: () => acts,
    };
  }

  const MOMENTS = Array.from({ length: 16 }, (_, at) => at + 1);
  for (const daysLater of [0, 2]) {
    for (const moment of MOMENTS) {
      it(`survives a death at moment ${moment} of its change${daysLater === 0 ? '' : ', found two days later'}`, async () => {
        const broken = dying(moment);
        const ended = await changeKey({ relayId: 'relay-1', ...broken }, relayKey(shelf)).then(() => 'done', (error: unknown) => (error instanceof Died ? 'died' : 'bug'));
        assert.equal(ended, broken.done() === moment ? 'died' : 'done');
        ahead = daysLater * DAY_MS;
        const present = relayKey(shelf);
        if (daysLater === 0) await serves();
        if (isChangeUnderWay(shelf, present)) await changeKey({ relayId: 'relay-1', shelf, linkWith }, present);
        await serves();
        assert.deepEqual([relayKey(shelf).publicJwk, shelf.read(NEXT_KEY)], [bots(), null]);
      });
    }
  }

  it('has all its moments of death looked at', async () => {
    const whole = dying(99);
    await changeKey({ relayId: 'relay-1', ...whole }, relayKey(shelf));
    assert.ok(whole.done() <= MOMENTS.length && whole.done() >= 10, String(whole.done()));
  });

  it('stays as it is while the bot cannot be reached or has revoked the relay', async () => {
    const old = relayKey(shelf);
    store.rows.set('relay-1', { ...(store.rows.get('relay-1') ?? assert.fail()), revokedAt: '2026-01-01T00:00:00.000Z' });
    await assert.rejects(changeKey({ relayId: 'relay-1', shelf, linkWith }, old), (error) => error instanceof BotLinkError && error.fault === 'refused');
    assert.equal(relayKey(shelf).fingerprint, old.fingerprint);
  });

  describe('of a relay that runs', () => {
    const running = async (keySince: Date, work: (link: ReturnType<typeof createRotatingLink>, changed: sinon.SinonSpy) => Promise<void>): Promise<void> => {
      const stop = new AbortController();
      const changed = sinon.fake();
      const link = createRotatingLink({ relayId: 'relay-1', shelf, key: relayKey(shelf), keySince, linkWith, changed, clock, log: QUIET });
      const fresh = link.keepFresh(stop.signal);
      try {
        await work(link, changed);
      } finally {
        stop.abort();
        await fresh;
      }
    };
    const until = async (isSo: () => boolean): Promise<void> => {
      for (let tries = 0; !isSo() && tries < 200; tries += 1) await systemClock.sleep(10);
      assert.ok(isSo());
    };

    it('is replaced after thirty days, not before', async () => {
      const first = bots();
      await running(new Date(Date.now() - 29 * DAY_MS), async (link) => {
        await link.hello(ABOUT);
        assert.equal(bots(), first);
      });
      await running(new Date(Date.now() - 31 * DAY_MS), async (link, changed) => {
        await until(() => changed.callCount === 1);
        await link.hello(ABOUT);
      });
      assert.notEqual(bots(), first);
      assert.equal(relayKey(shelf).publicJwk, bots());
    });

    it('is replaced when the bot asks for it, once', async () => {
      await running(new Date(Date.now() - DAY_MS), async (link, changed) => {
        store.rows.set('relay-1', { ...(store.rows.get('relay-1') ?? assert.fail()), rotationWanted: true });
        await link.hello(ABOUT);
        await until(() => changed.callCount === 1);
        store.rows.set('relay-1', { ...(store.rows.get('relay-1') ?? assert.fail()), rotationWanted: true });
        await link.hello(ABOUT);
        await systemClock.sleep(50);
        assert.equal(changed.callCount, 1, 'a wish that is older than the change was heeded');
      });
    });

    it('is replaced at once when a change was begun before', async () => {
      const next = newPrivateKeyPem();
      shelf.write(NEXT_KEY, next);
      await running(new Date(), async (_link, changed) => until(() => changed.callCount === 1));
      assert.equal(relayKey(shelf).publicJwk, linkKeyOf(next)?.publicJwk);
    });
  });
});
