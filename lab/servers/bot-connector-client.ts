import type { Activity, ChatMessage, Delivery, Json, PressOutcome, Spot } from './bot-connector-contract.ts';
import { ActivityWriter, spotOf } from './bot-connector-activities.ts';
import { invokeAnswer } from './bot-connector-answers.ts';
import type { BotDelivery } from './bot-connector-delivery.ts';
import type { ChatIdentity } from './bot-connector-identity.ts';
import type { ChatRoom } from './bot-connector-room.ts';
import { writtenText } from './bot-connector-text.ts';

interface ClientDesk {
  readonly room: ChatRoom;
  readonly identity: ChatIdentity;
  readonly delivery: BotDelivery;
  readonly writer: ActivityWriter;
}

/** What the Teams client and its service do when people write and press. */
export class TeamsClient {
  readonly #desk: ClientDesk;
  readonly #installed = new Map<string, Promise<void>>();

  constructor(desk: ClientDesk) {
    this.#desk = desk;
  }

  /** Tells the bot once that it was added there. */
  install(who: string, spot: Spot): Promise<void> {
    const where = spot.place === 'channel' ? 'channel' : `chat of ${spot.chatOf}`;
    const done = this.#installed.get(where) ?? this.#sendAll(this.#desk.writer.installed(who, spot.place === 'channel' ? { place: 'channel', rootId: null } : spot));
    this.#installed.set(where, done);
    return done;
  }

  /** As Teams does when somebody has joined or left the team. */
  async tellOfMembers(): Promise<void> {
    const { writer, delivery } = this.#desk;
    await delivery.deliver(writer.membersChanged(this.#owner()));
  }

  /** In a channel only a message that mentions the bot reaches it. */
  async say(line: { readonly who: string; readonly spot: Spot; readonly text: string }): Promise<{ messageId: string; delivery: Delivery | null }> {
    const { room, identity, writer, delivery } = this.#desk;
    const text = writtenText(line.text, identity);
    identity.person(line.who);
    this.#mustBeOpenTo(line.who, line.spot);
    const message = room.add({ spot: line.spot, author: line.who, text: line.text, format: 'plain', mentions: text.names, card: null });
    if (line.spot.place === 'channel' && !text.mentionsBot) return { messageId: message.id, delivery: null };
    await this.install(line.spot.place === 'channel' ? this.#owner() : line.who, line.spot);
    const sent = await delivery.deliver(writer.message(message, line.text));
    if (sent.status === null || sent.status >= 300) room.notice(message.id, line.who, `${identity.bot.name} did not take this message (${sent.status === null ? 'no answer' : `HTTP ${sent.status}`}).`);
    return { messageId: message.id, delivery: sent };
  }

  async press(press: { readonly who: string; readonly messageId: string; readonly action: Json; readonly trigger: 'manual' | 'automatic' }): Promise<PressOutcome> {
    const { room, writer, delivery } = this.#desk;
    const message = this.#visible(press.messageId, press.who);
    room.notice(message.id, press.who, null);
    const answer = invokeAnswer(await delivery.deliver(writer.invoke(press.who, message, press)));
    if (answer.shows === 'card') {
      room.showCardTo(message.id, press.who, answer.card);
      return { shows: 'card' };
    }
    if (press.trigger === 'automatic') return answer;
    if (answer.shows === 'message') room.add({ spot: spotOf(message), author: 'bot', text: answer.text, format: 'markdown', mentions: [], card: null, onlyFor: press.who });
    if (answer.shows === 'failure') room.notice(message.id, press.who, answer.text);
    return answer;
  }

  async submit(press: { readonly who: string; readonly messageId: string; readonly data: unknown }): Promise<Delivery> {
    const message = this.#visible(press.messageId, press.who);
    const sent = await this.#desk.delivery.deliver(this.#desk.writer.submit(press.who, message, press.data));
    if (sent.status === null || sent.status >= 300) this.#desk.room.notice(message.id, press.who, 'Something went wrong. Please try again.');
    return sent;
  }

  async refresh(who: string, messageId: string): Promise<PressOutcome> {
    const refresh = this.#visible(messageId, who).card?.['refresh'];
    const action = (refresh as { readonly action?: Json } | undefined)?.action;
    return action === undefined ? { shows: 'nothing' } : this.press({ who, messageId, action, trigger: 'automatic' });
  }

  #visible(messageId: string, who: string): ChatMessage {
    const message = this.#desk.room.find(messageId);
    this.#desk.identity.person(who);
    if (message === undefined || message.deleted || this.#desk.room.viewOf(message, who) === null) throw new Error(`${who} sees no message ${messageId}`);
    return message;
  }

  #mustBeOpenTo(who: string, spot: Spot): void {
    if (spot.place === 'personal' && spot.chatOf !== who) throw new Error(`${who} is not in that chat`);
    if (spot.place === 'channel' && spot.rootId !== null && this.#desk.room.find(spot.rootId)?.rootId !== spot.rootId) throw new Error(`there is no thread ${spot.rootId}`);
  }

  #owner(): string {
    return this.#desk.identity.people[0]?.key ?? '';
  }

  async #sendAll(activities: readonly Activity[]): Promise<void> {
    for (const activity of activities) await this.#desk.delivery.deliver(activity);
  }
}
