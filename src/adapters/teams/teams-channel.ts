import type { Activity } from 'botbuilder';
import type { ConnectorClient } from 'botframework-connector';
import type { DrawnMessage } from '../../chat/draw.ts';
import type { Reply } from '../../model/reply.ts';
import { ChannelFault, type Audience, type Channel, type Insistence, type MessageRef, type Place } from '../../ports/channel.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Store, StoredConversation } from '../../ports/store.ts';
import { Audiences } from './audiences.ts';
import { channelFault } from './channel-fault.ts';
import type { OutgoingAdapter } from './outgoing-adapter.ts';
import type { Patience } from './patience.ts';

interface TeamsChannelParts {
  readonly adapter: OutgoingAdapter;
  readonly tenantId: string;
  readonly store: Pick<Store, 'conversation' | 'putConversation'>;
  readonly patience: Patience;
  readonly clock: Clock;
  draw(reply: Reply): DrawnMessage;
}

interface Sending {
  readonly known: StoredConversation;
  readonly message: DrawnMessage;
  readonly insistence: Insistence;
}

/** Sending outside a turn, through the conversations that the store remembers. */
export class TeamsChannel implements Channel {
  readonly #parts: TeamsChannelParts;
  readonly #personal = new Map<string, string>();
  readonly #audiences: Audiences;

  constructor(parts: TeamsChannelParts) {
    this.#parts = parts;
    this.#audiences = new Audiences(parts);
  }

  async post(place: Place, reply: Reply, insistence: Insistence = 'patient'): Promise<MessageRef> {
    const known = await this.#conversation(place.conversationId);
    const send = (each: Reply): Promise<MessageRef> => this.#send(place, { known, message: this.#parts.draw(each), insistence });
    try {
      return await send(reply);
    } catch (error) {
      // Somebody mentioned is not here any more, or the tag is gone: better without a call than not at all. Nothing was posted by a request that is refused.
      if (reply.mentions === undefined || !(error instanceof ChannelFault) || error.fault.is !== 'refused') throw error;
      return send({ ...reply, mentions: undefined });
    }
  }

  async #send(place: Place, { known, message, insistence }: Sending): Promise<MessageRef> {
    const request = async (): Promise<{ readonly id?: string | undefined }> => (await this.#connector(known)).conversations.sendToConversation(address(place), asActivity(message, known));
    const sent = await (insistence === 'once' ? request() : this.#parts.patience.create(request)).catch((error: unknown) => Promise.reject(channelFault(error)));
    return { conversationId: place.conversationId, activityId: sent.id ? sent.id : null };
  }

  async amend(message: MessageRef, reply: Reply, insistence: Insistence = 'patient'): Promise<void> {
    const { activityId, conversationId } = message;
    if (activityId === null) throw new ChannelFault({ is: 'missing' }, 'Teams gave this message no id, so it cannot be changed');
    const known = await this.#conversation(conversationId);
    const drawn = this.#parts.draw(reply);
    const request = async (): Promise<unknown> => (await this.#connector(known)).conversations.updateActivity(conversationId, activityId, { ...asActivity(drawn, known), id: activityId });
    await (insistence === 'once' ? request() : this.#parts.patience.update(request)).catch((error: unknown) => Promise.reject(channelFault(error)));
  }

  /** Sends to one person in the personal chat, which is opened if need be. Rejects where Teams does not allow it. */
  async tellPerson(place: Place, person: { readonly teamsId: string; readonly name: string }, reply: Reply): Promise<void> {
    const conversationId = await this.personalChat(place, person);
    await this.post({ conversationId, threadId: '', kind: 'personal' }, reply);
  }

  /** Id of the chat with one person. Rejects where Teams does not allow one. */
  async personalChat(place: Place, person: { readonly teamsId: string; readonly name: string }): Promise<string> {
    return this.#personal.get(person.teamsId) ?? (await this.#openPersonal(place, person));
  }

  async audienceOf({ conversationId, kind }: Place): Promise<Audience> {
    if (kind === 'personal' || kind === 'terminal') return { is: 'known', guests: false, foreign: false };
    return this.#audiences.of(conversationId, async () => this.#connector(await this.#conversation(conversationId)));
  }

  /** People came or went somewhere. */
  forgetAudiences(): void {
    this.#audiences.forget();
  }

  async showTyping(place: Place): Promise<void> {
    const known = await this.#conversation(place.conversationId);
    const connector = await this.#connector(known);
    await connector.conversations.sendToConversation(address(place), { type: 'typing', from: { id: known.botId, name: '' } });
  }

  async #openPersonal(place: Place, person: { readonly teamsId: string; readonly name: string }): Promise<string> {
    const { tenantId, store, patience, clock } = this.#parts;
    const from = await this.#conversation(place.conversationId);
    const connector = await this.#connector(from);
    const { id: conversationId } = await patience.create(() => connector.conversations.createConversation({
      isGroup: false,
      bot: { id: from.botId, name: '' },
      members: [{ id: person.teamsId, name: person.name }],
      tenantId,
      channelData: { tenant: { id: tenantId } },
    }));
    if (!conversationId) throw new Error('Teams gave no personal chat');
    await store.putConversation({ ...from, conversationId, kind: 'personal', updatedAt: clock.now().toISOString() });
    this.#personal.set(person.teamsId, conversationId);
    return conversationId;
  }

  async #conversation(conversationId: string): Promise<StoredConversation> {
    const known = await this.#parts.store.conversation(conversationId);
    if (!known) throw new ChannelFault({ is: 'gone' }, 'the bot has not been in this conversation');
    return known;
  }

  #connector(known: StoredConversation): Promise<ConnectorClient> {
    return this.#parts.adapter.connector(known.serviceUrl);
  }
}

/** A thread of a channel has an address of its own; a bare channel id would start a new post. */
function address(place: Place): string {
  return place.kind === 'channel' && place.threadId !== '' ? `${place.conversationId};messageid=${place.threadId}` : place.conversationId;
}

function asActivity(drawn: DrawnMessage, { botId }: StoredConversation): Partial<Activity> {
  const from = { id: botId, name: '' };
  if ('card' in drawn) {
    return { type: 'message', from, summary: drawn.summary, attachments: [{ contentType: 'application/vnd.microsoft.card.adaptive', content: drawn.card }] };
  }
  return { type: 'message', from, text: drawn.text, textFormat: 'markdown', ...(drawn.summary === undefined ? {} : { summary: drawn.summary }) };
}
