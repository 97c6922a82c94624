import { BotLinkError, type BotLink, type KeyedLink } from '../adapters/bot-link/bot-link.ts';
import type { Clock } from '../ports/clock.ts';
import type { KeyShelf } from '../ports/key-shelf.ts';
import type { Log } from '../ports/log.ts';
import { NotReady } from '../ports/not-ready.ts';
import type { LinkKey } from '../protocol/keys.ts';
import { changeKey, isChangeUnderWay } from './change-key.ts';

interface RotatingWorld {
  readonly relayId: string;
  readonly shelf: KeyShelf;
  readonly key: LinkKey;
  /** When the key was made. */
  readonly keySince: Date;
  readonly linkWith: (key: LinkKey) => KeyedLink;
  /** Writes down when the new key was made. */
  readonly changed: (at: Date) => void;
  readonly clock: Clock;
  readonly log: Log;
}

const KEY_LASTS_MS = 30 * 24 * 60 * 60_000;
const LOOK_EVERY_MS = 60 * 60_000;
const TRY_AGAIN_MS = 60_000;
/** A lease that the bot has held since before the change may still ask for it. */
const OLD_WISH_MS = 60_000;

/** The way to the bot with a key that is replaced every thirty days, when the bot asks for it, and when a change was begun before. `keepFresh` runs until the signal aborts. */
export function createRotatingLink(world: RotatingWorld): BotLink & { keepFresh(signal: AbortSignal): Promise<void> } {
  const state: State = { key: world.key, since: world.keySince.getTime(), changedAt: Number.NEGATIVE_INFINITY, link: world.linkWith(world.key), wanted: Promise.withResolvers(), isWanted: false };
  const heed = <Answer extends { readonly rotate?: true | undefined }>(answer: Answer): Answer => {
    if (answer.rotate === true && world.clock.now().getTime() - state.changedAt > OLD_WISH_MS) {
      state.isWanted = true;
      state.wanted.resolve();
    }
    return answer;
  };
  return {
    enrol: (request) => state.link.enrol(request),
    hello: async (request, signal) => heed(await state.link.hello(request, signal)),
    lease: async (request, signal) => heed(await state.link.lease(request, signal)),
    part: (head, part, signal) => state.link.part(head, part, signal),
    result: (request, signal) => state.link.result(request, signal),
    keepFresh: (signal) => keepFresh(world, state, signal),
  };
}

interface State {
  key: LinkKey;
  since: number;
  /** When it was changed in this run. */
  changedAt: number;
  link: KeyedLink;
  wanted: PromiseWithResolvers<void>;
  isWanted: boolean;
}

async function keepFresh(world: RotatingWorld, state: State, signal: AbortSignal): Promise<void> {
  const { clock } = world;
  while (!signal.aborted) {
    const isFresh = await freshened(world, state, signal);
    if (isFresh) await Promise.race([clock.sleep(LOOK_EVERY_MS, signal), state.wanted.promise]);
    else await clock.sleep(TRY_AGAIN_MS, signal);
  }
}

/** False when the key should have been changed and could not be; the present one goes on serving. */
async function freshened(world: RotatingWorld, state: State, signal: AbortSignal): Promise<boolean> {
  const { clock, log, shelf } = world;
  try {
    const isOld = clock.now().getTime() - state.since > KEY_LASTS_MS;
    if (isOld || state.isWanted || isChangeUnderWay(shelf, state.key)) await change(world, state, signal);
    return true;
  } catch (error) {
    if (!(error instanceof BotLinkError) && !(error instanceof NotReady)) throw error;
    if (!signal.aborted) log.warn('relay.key-not-changed', { says: error.message });
    return false;
  }
}

async function change(world: RotatingWorld, state: State, signal: AbortSignal): Promise<void> {
  const { clock, log, relayId } = world;
  const from = state.key.fingerprint;
  const key = await changeKey(world, state.key, signal);
  const at = clock.now();
  Object.assign(state, { key, since: at.getTime(), changedAt: at.getTime(), link: world.linkWith(key), wanted: Promise.withResolvers(), isWanted: false });
  world.changed(at);
  log.info('relay.key-changed', { relayId, from, to: key.fingerprint });
}
