import type { Incoming } from '../../boundary/teams-activity.ts';
import type { Reply } from '../../model/reply.ts';
import type { MessageRef, Place } from '../../ports/channel.ts';
import type { Log } from '../../ports/log.ts';
import type { Talk } from '../../ports/talk.ts';
import type { TeamsChannel } from './teams-channel.ts';

export type Speaker = NonNullable<Incoming['actor']>;

/** The talk of one turn. What is told while an invoke is still open becomes its answer; later it goes to the person alone. */
export class TurnTalk implements Talk {
  readonly place: Place;
  readonly #channel: TeamsChannel;
  readonly #speaker: Speaker | null;
  readonly #log: Log;
  readonly #spoken: AbortController = new AbortController();
  #answer: ((reply: Reply) => void) | null;

  constructor(place: Place, parts: { readonly channel: TeamsChannel; readonly speaker: Speaker | null; readonly log: Log; readonly answer: ((reply: Reply) => void) | null }) {
    this.place = place;
    this.#channel = parts.channel;
    this.#speaker = parts.speaker;
    this.#log = parts.log;
    this.#answer = parts.answer;
  }

  /** Aborts as soon as something is being said. */
  get spoken(): AbortSignal {
    return this.#spoken.signal;
  }

  post(reply: Reply): Promise<MessageRef> {
    this.#spoken.abort();
    return this.#channel.post(this.place, reply);
  }

  async amend(message: MessageRef, reply: Reply): Promise<void> {
    if (message.activityId === null) await this.post(reply);
    else await this.#channel.amend(message, reply);
  }

  async tell(reply: Reply): Promise<void> {
    this.#spoken.abort();
    const answer = this.#answer;
    if (answer) {
      this.#answer = null;
      answer(reply);
    } else await this.#tellPrivately(reply);
  }

  /** Opens the personal chat where need be. */
  async aside(): Promise<Talk | null> {
    const speaker = this.#speaker;
    if (this.place.kind === 'personal' || this.place.kind === 'terminal') return this;
    if (speaker === null) return null;
    try {
      const conversationId = await this.#channel.personalChat(this.place, speaker);
      return new TurnTalk({ conversationId, threadId: '', kind: 'personal' }, { channel: this.#channel, speaker, log: this.#log, answer: null });
    } catch (error) {
      this.#log.warn('teams.personal-message-refused', { error: error instanceof Error ? error.name : 'unknown' });
      return null;
    }
  }

  /** From now on nothing can become the answer of the invoke. */
  answered(): void {
    this.#answer = null;
  }

  async #tellPrivately(reply: Reply): Promise<void> {
    const speaker = this.#speaker;
    if (this.place.kind === 'personal' || speaker === null) {
      await this.post(reply);
      return;
    }
    try {
      await this.#channel.tellPerson(this.place, speaker, reply);
    } catch (error) {
      this.#log.warn('teams.personal-message-refused', { error: error instanceof Error ? error.name : 'unknown' });
      await this.post({ text: publicAnswer(speaker) });
    }
  }
}

/** Says nothing of the answer itself, because everybody in the thread reads it. */
const publicAnswer = ({ name }: Speaker): string =>
  `${name}: I have an answer for you alone, but Teams does not let me write to you. Open a chat with me (add the app for yourself) and say it again there.`;
