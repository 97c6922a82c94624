import assert from 'node:assert/strict';
import { z } from 'zod';
import type { BotConnector, PressOutcome, Spot, ViewedMessage } from '../../lab/servers/bot-connector.ts';

/** Waiting and looking in the pretend Teams, for journeys. */
export interface Chatting {
  /** Says something in a new post of the channel; resolves with the spot of its thread. */
  post(who: string, text: string): Promise<Spot>;
  say(who: string, spot: Spot, text: string): Promise<void>;
  /** The first message of the bot in the thread that the person sees and that fits. */
  sees(who: string, spot: Spot, fits: RegExp, patienceMs?: number): Promise<ViewedMessage>;
  press(who: string, message: ViewedMessage, verb: string, inputs?: Readonly<Record<string, unknown>>): Promise<PressOutcome>;
}

const PATIENCE_MS = 20_000;

export function chatting(connector: BotConnector): Chatting {
  return {
    async post(who, text) {
      const { messageId } = await connector.say({ who, spot: { place: 'channel', rootId: null }, text: `@SyncWhy ${text}` });
      return { place: 'channel', rootId: messageId };
    },
    async say(who, spot, text) {
      await connector.say({ who, spot, text: spot.place === 'channel' ? `@SyncWhy ${text}` : text });
    },
    async sees(who, spot, fits, patienceMs = PATIENCE_MS) {
      const until = Date.now() + patienceMs;
      for (;;) {
        const seen = connector.seenBy(who).filter((message) => message.author === 'bot' && isAt(message, spot));
        const found = seen.findLast((message) => fits.test(wordsOf(message)));
        if (found !== undefined) return found;
        if (Date.now() > until) assert.fail(`${who} does not see ${fits}; seen: ${seen.map((message) => wordsOf(message).slice(0, 600)).join('\n---\n')}`);
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
    },
    async press(who, message, verb, inputs = {}) {
      const action = actionsOf(message.card).find((each) => each.verb === verb);
      assert.ok(action !== undefined, `no button "${verb}" on: ${wordsOf(message)}`);
      return connector.press({ who, messageId: message.id, action: { type: 'Action.Execute', verb, data: { ...action.data, ...reasonFor(action.inputs), ...inputs } } });
    },
  };
}

const isAt = (message: ViewedMessage, spot: Spot): boolean => (spot.place === 'channel' ? message.rootId === spot.rootId : message.place === 'personal');

/** Everything that stands on a message, one long line. */
export const wordsOf = (message: ViewedMessage): string => [message.text, ...textsOf(message.card), message.notice ?? ''].join(' ');

function textsOf(value: unknown): readonly string[] {
  if (Array.isArray(value)) return value.flatMap(textsOf);
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, each]) => (typeof each === 'string' ? (['text', 'title', 'label'].includes(key) ? [each] : []) : textsOf(each)));
}

const execute = z.object({ type: z.literal('Action.Execute'), verb: z.string(), data: z.record(z.string(), z.unknown()).default({}) });
const showCard = z.object({ type: z.literal('Action.ShowCard'), card: z.unknown() });
const input = z.object({ type: z.literal('Input.Text'), id: z.string() });

interface Button {
  readonly verb: string;
  readonly data: Readonly<Record<string, unknown>>;
  /** Ids of the inputs of the part in which the button stands. */
  readonly inputs: readonly string[];
}

/** Whoever proposes has a reason; journeys that care for it give their own. */
const reasonFor = (inputs: readonly string[]): Readonly<Record<string, string>> =>
  Object.fromEntries(inputs.filter((id) => /^(?:reason\d|undoReason)$/.test(id)).map((id) => [id, 'Needed on Monday']));

/** All Action.Execute of a card, however deep. */
export function actionsOf(value: unknown, inputs: readonly string[] = []): readonly Button[] {
  if (Array.isArray(value)) return value.flatMap((each) => actionsOf(each, inputs));
  if (typeof value !== 'object' || value === null) return [];
  const shown = showCard.safeParse(value);
  if (shown.success) return actionsOf(shown.data.card, inputIds(shown.data.card));
  const own = execute.safeParse(value);
  return [...(own.success ? [{ ...own.data, inputs }] : []), ...Object.values(value).flatMap((each) => actionsOf(each, inputs))];
}

function inputIds(value: unknown): readonly string[] {
  if (Array.isArray(value)) return value.flatMap(inputIds);
  if (typeof value !== 'object' || value === null) return [];
  const own = input.safeParse(value);
  return [...(own.success ? [own.data.id] : []), ...Object.values(value).flatMap(inputIds)];
}
