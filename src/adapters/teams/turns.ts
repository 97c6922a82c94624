import type { Incoming } from '../../boundary/teams-activity.ts';
import type { DrawnMessage } from '../../chat/draw.ts';
import type { Reply } from '../../model/reply.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Log } from '../../ports/log.ts';
import type { Store } from '../../ports/store.ts';
import type { Talk } from '../../ports/talk.ts';
import { nameOfFault } from './name-of-fault.ts';
import { invokeAnswer, invokeFault, openAnswer } from './invoke-answer.ts';
import type { TeamsChannel } from './teams-channel.ts';
import { TurnTalk, type Speaker } from './turn-talk.ts';

type Kind<Is extends Incoming['is']> = Extract<Incoming, { readonly is: Is }>;

/** What a turn is about. Whoever says or presses something is known by the Entra object id. */
export type TurnIncoming =
  | (Kind<'said'> & { readonly actor: Speaker })
  | (Kind<'pressed'> & { readonly actor: Speaker })
  | Kind<'edited'> | Kind<'bot-added'> | Kind<'bot-removed'>;

export interface HttpAnswer {
  readonly status: number;
  readonly body?: unknown;
}

export interface TurnSettings {
  readonly store: Pick<Store, 'conversation' | 'putConversation' | 'claimActivity' | 'putAnswer' | 'answerTo'>;
  readonly log: Log;
  readonly clock: Clock;
  draw(reply: Reply): DrawnMessage;
  /** Told of what the gate admitted but nobody can act on, for log and audit. */
  refused(rule: 'R3' | 'R15', facts: Readonly<Record<string, unknown>>): Promise<void>;
  /** May go on after the HTTP answer; a rejection is logged and told as a failure with a reference. */
  turn(incoming: TurnIncoming, talk: Talk): Promise<void>;
}

const TYPING_AFTER_MS = 250;

/** The turns under way: each activity once, in the words of the product, and none lost when the bot closes. */
export class Turns {
  readonly #settings: TurnSettings;
  readonly #channel: TeamsChannel;
  readonly #running = new Set<Promise<void>>();
  #closing = false;

  constructor(settings: TurnSettings, channel: TeamsChannel) {
    this.#settings = settings;
    this.#channel = channel;
  }

  async receive(incoming: Incoming): Promise<HttpAnswer> {
    if (this.#closing) return { status: 503 };
    const { store, clock } = this.#settings;
    const { place } = incoming;
    const at = clock.now().toISOString();
    await this.#remember(incoming, at);
    if (incoming.is === 'members-changed') this.#channel.forgetAudiences();
    const about = whatItIsAbout(incoming);
    if (about === 'ignored') return { status: 200 };
    if (about === 'nobody') return this.#refuseNobody(incoming);
    const key = `${place.conversationId}|${incoming.activityId}`;
    if (!(await store.claimActivity(key, at))) return this.#again(about, key);
    if (about.is === 'pressed' && about.invoke) return this.#invoke(about, key);
    const talk = new TurnTalk(place, { channel: this.#channel, speaker: about.actor, log: this.#settings.log, answer: null });
    if (about.is === 'said') this.#track(this.#showTyping(about, talk.spoken));
    void this.#run(about, talk);
    return { status: 200 };
  }

  /** The service URL may change at any time; a write only when something did. */
  async #remember({ place: { conversationId, kind }, tenantId, serviceUrl, botId }: Incoming, at: string): Promise<void> {
    const { store } = this.#settings;
    const known = await store.conversation(conversationId);
    if (known?.kind === kind && known.tenantId === tenantId && known.serviceUrl === serviceUrl && known.botId === botId) return;
    await store.putConversation({ conversationId, kind, tenantId, serviceUrl, botId, updatedAt: at });
  }

  async close(): Promise<void> {
    this.#closing = true;
    while (this.#running.size > 0) await Promise.allSettled(this.#running);
  }

  async #invoke(incoming: Kind<'pressed'> & { readonly actor: Speaker }, key: string): Promise<HttpAnswer> {
    const { clock, log, store } = this.#settings;
    const open = openAnswer(clock);
    const talk = new TurnTalk(incoming.place, { channel: this.#channel, speaker: incoming.actor, log, answer: open.answer });
    const turn = this.#run(incoming, talk);
    const said = this.#asShown(await open.until(turn));
    talk.answered();
    // What was done is done: a store that cannot keep the words must not turn them into "nothing was done".
    await store.putAnswer(key, said).catch((error: unknown) => log.error('teams.answer-not-kept', { reference: incoming.activityId, error: nameOfFault(error) }));
    return { status: 200, body: invokeAnswer(said) };
  }

  /** The same activity again: the answer that was given, and no second effect. */
  async #again(incoming: TurnIncoming, key: string): Promise<HttpAnswer> {
    if (incoming.is !== 'pressed' || !incoming.invoke) return { status: 200 };
    return { status: 200, body: invokeAnswer((await this.#settings.store.answerTo(key)) ?? 'I have this already and am working on it.') };
  }

  /** Clients read the answer as Markdown, and names of people stand in it. */
  #asShown(text: string): string {
    const drawn = this.#settings.draw({ text });
    return 'text' in drawn ? drawn.text : text;
  }

  async #refuseNobody(incoming: Incoming): Promise<HttpAnswer> {
    await this.#settings.refused('R3', { why: 'nobody', is: incoming.is, activityId: incoming.activityId });
    return incoming.is === 'pressed' && incoming.invoke ? { status: 200, body: invokeFault(403) } : { status: 200 };
  }

  #run(incoming: TurnIncoming, talk: TurnTalk): Promise<void> {
    const turn = this.#settings.turn(incoming, talk).catch((error: unknown) => this.#failed(incoming, talk, error));
    this.#track(turn);
    return turn;
  }

  async #failed(incoming: TurnIncoming, talk: TurnTalk, error: unknown): Promise<void> {
    const { log } = this.#settings;
    log.error('teams.turn-failed', { reference: incoming.activityId, is: incoming.is, error: nameOfFault(error), stack: error instanceof Error ? error.stack : undefined });
    if (incoming.actor === null) return;
    const text = `I could not finish this because of a fault on my side. What was done is in the history. Try again, or give your administrator the reference ${incoming.activityId}.`;
    await talk.tell({ text }).catch((unsaid: unknown) => log.error('teams.failure-untold', { reference: incoming.activityId, error: nameOfFault(unsaid) }));
  }

  /** Only when nothing was said by then: it counts against the limits like a message. */
  async #showTyping(incoming: Kind<'said'>, spoken: AbortSignal): Promise<void> {
    await this.#settings.clock.sleep(TYPING_AFTER_MS, spoken);
    if (spoken.aborted) return;
    await this.#channel.showTyping(incoming.place).catch((error: unknown) => this.#settings.log.warn('teams.typing-failed', { error: nameOfFault(error) }));
  }

  #track(work: Promise<void>): void {
    this.#running.add(work);
    const forget = (): void => void this.#running.delete(work);
    void work.then(forget, forget);
  }
}

function whatItIsAbout(incoming: Incoming): TurnIncoming | 'ignored' | 'nobody' {
  switch (incoming.is) {
    case 'said':
    case 'pressed':
      return incoming.actor === null ? 'nobody' : { ...incoming, actor: incoming.actor };
    case 'edited':
    case 'bot-added':
    case 'bot-removed':
      return incoming;
    // Clients repeat an invoke that is answered with 501.
    case 'unknown-invoke':
    case 'members-changed':
    case 'ignored':
      return 'ignored';
  }
}
