import type { Activity, TurnContext } from 'botbuilder';
import type { DrawnMessage } from '../../chat/draw.ts';
import type { Reply } from '../../model/reply.ts';
import type { Channel, MessageRef, Place } from '../../ports/channel.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Store, StoredConversation } from '../../ports/store.ts';
import type { OutgoingAdapter } from './outgoing-adapter.ts';
import type { Patience } from './patience.ts';

export interface TeamsChannelParts {
  readonly adapter: OutgoingAdapter;
  readonly tenantId: string;
  readonly store: Pick<Store, 'conversation' | 'putConversation'>;
  readonly patience: Patience;
  readonly clock: Clock;
  draw(reply: Reply): DrawnMessage;
}

/** Sending outside a turn, through the conversations that the store remembers. */
export class TeamsChannel implements Channel {
  readonly #parts: TeamsChannelParts;
  readonly #personal = new Map<string, string>();

  constructor(parts: TeamsChannelParts) {
    this.#parts = parts;
  }

  async post(place: Place, reply: Reply): Promise<MessageRef> {
    const { patience, draw } = this.#parts;
    const known = await this.#conversation(place.conversationId);
    const message = draw(reply);
    const id = await patience.create(() => this.#send(known, address(place), message));
    return { conversationId: place.conversationId, activityId: id };
  }

  async amend(message: MessageRef, reply: Reply): Promise<void> {
    const { patience, draw } = this.#parts;
    const { activityId } = message;
    if (activityId === null) throw new Error('Teams gave this message no id, so it cannot be changed');
    const known = await this.#conversation(message.conversationId);
    const drawn = draw(reply);
    await patience.update(() => this.#inConversation(known, message.conversationId, async (context) => {
      await context.updateActivity({ ...asActivity(drawn), id: activityId });
    }));
  }

  /** Sends to one person in the personal chat, which is opened if need be. Rejects where Teams does not allow it. */
  async tellPerson(place: Place, person: { readonly teamsId: string; readonly name: string }, reply: Reply): Promise<void> {
    const conversationId = this.#personal.get(person.teamsId) ?? (await this.#openPersonal(place, person));
    await this.post({ conversationId, threadId: '', kind: 'personal' }, reply);
  }

  async showTyping(place: Place): Promise<void> {
    const known = await this.#conversation(place.conversationId);
    await this.#inConversation(known, address(place), async (context) => {
      await context.sendActivity({ type: 'typing' });
    });
  }

  async #openPersonal(place: Place, person: { readonly teamsId: string; readonly name: string }): Promise<string> {
    const { adapter, tenantId, store, patience, clock } = this.#parts;
    const from = await this.#conversation(place.conversationId);
    const conversationId = await patience.create(() => adapter.openPersonalChat(from.serviceUrl, {
      isGroup: false,
      bot: { id: from.botId, name: '' },
      members: [{ id: person.teamsId, name: person.name }],
      tenantId,
      channelData: { tenant: { id: tenantId } },
    }));
    await store.putConversation({ ...from, conversationId, kind: 'personal', updatedAt: clock.now().toISOString() });
    this.#personal.set(person.teamsId, conversationId);
    return conversationId;
  }

  async #conversation(conversationId: string): Promise<StoredConversation> {
    const known = await this.#parts.store.conversation(conversationId);
    if (!known) throw new Error('the bot has not been in this conversation');
    return known;
  }

  async #send(known: StoredConversation, conversationId: string, drawn: DrawnMessage): Promise<string | null> {
    let id: string | null = null;
    await this.#inConversation(known, conversationId, async (context) => {
      const sent = await context.sendActivity(asActivity(drawn));
      id = sent?.id ? sent.id : null;
    });
    return id;
  }

  #inConversation(known: StoredConversation, conversationId: string, logic: (context: TurnContext) => Promise<void>): Promise<void> {
    return this.#parts.adapter.speak({ serviceUrl: known.serviceUrl, botId: known.botId, conversationId }, logic);
  }
}

/** A thread of a channel has an address of its own; a bare channel id would start a new post. */
function address(place: Place): string {
  return place.kind === 'channel' && place.threadId !== '' ? `${place.conversationId};messageid=${place.threadId}` : place.conversationId;
}

function asActivity(drawn: DrawnMessage): Partial<Activity> {
  if ('card' in drawn) {
    return { type: 'message', summary: drawn.summary, attachments: [{ contentType: 'application/vnd.microsoft.card.adaptive', content: drawn.card }] };
  }
  return { type: 'message', text: drawn.text, textFormat: 'markdown', ...(drawn.summary === undefined ? {} : { summary: drawn.summary }) };
}
