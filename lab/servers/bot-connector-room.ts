import type { CompanyClock } from '../company/clock.ts';
import type { ChatMessage, Json, RoomEvent, Spot, TextFormat, ViewedMessage } from './bot-connector-contract.ts';

interface Draft {
  readonly spot: Spot;
  readonly author: string;
  readonly text: string;
  readonly format: TextFormat;
  readonly mentions: readonly string[];
  readonly card: Json | null;
  readonly onlyFor?: string | undefined;
}

/** All messages of the channel and of the personal chats, and who sees what. */
export class ChatRoom {
  readonly #clock: CompanyClock;
  readonly #messages = new Map<string, ChatMessage>();
  readonly #listeners = new Set<(event: RoomEvent) => void>();
  readonly #memberId: (who: string) => string;
  #lastId = 0;

  constructor(clock: CompanyClock, memberId: (who: string) => string) {
    this.#clock = clock;
    this.#memberId = memberId;
  }

  /** Message ids are the time in milliseconds, as in Teams, and never repeat. */
  add(draft: Draft): ChatMessage {
    const now = this.#clock.now();
    this.#lastId = Math.max(now.getTime(), this.#lastId + 1);
    const id = String(this.#lastId);
    const { spot, onlyFor, ...rest } = draft;
    const rootId = spot.place === 'personal' ? null : spot.rootId ?? id;
    return this.#keep({
      ...rest, id, rootId, place: spot.place, chatOf: spot.place === 'personal' ? spot.chatOf : null, sentAt: now.toISOString(),
      editedAt: null, deleted: false, version: 0, onlyFor: onlyFor ?? null, views: new Map(), notices: new Map(),
    });
  }

  find(id: string): ChatMessage | undefined {
    return this.#messages.get(id);
  }

  /** The bot's update: everybody is back on the common card. */
  amend(message: ChatMessage, change: Pick<Draft, 'text' | 'format' | 'mentions' | 'card'>): ChatMessage {
    const editedAt = this.#clock.now().toISOString();
    return this.#keep({ ...message, ...change, editedAt, version: message.version + 1, views: new Map(), notices: new Map() });
  }

  remove(message: ChatMessage): ChatMessage {
    return this.#keep({ ...message, deleted: true, text: '', card: null, version: message.version + 1, views: new Map(), notices: new Map() });
  }

  showCardTo(id: string, who: string, card: Json): void {
    const message = this.#messages.get(id);
    if (message !== undefined && !message.deleted) this.#keep({ ...message, views: new Map(message.views).set(who, card) });
  }

  notice(id: string, who: string, text: string | null): void {
    const message = this.#messages.get(id);
    if (message === undefined || (text === null && !message.notices.has(who))) return;
    const notices = new Map(message.notices);
    if (text === null) notices.delete(who);
    else notices.set(who, text);
    this.#keep({ ...message, notices });
  }

  typing(spot: Spot): void {
    this.#tell({ kind: 'typing', spot });
  }

  seenBy(who: string): ViewedMessage[] {
    return [...this.#messages.values()].map((message) => this.viewOf(message, who)).filter((view) => view !== null);
  }

  viewOf(message: ChatMessage, who: string): ViewedMessage | null {
    const hidden = (message.onlyFor !== null && message.onlyFor !== who) || (message.chatOf !== null && message.chatOf !== who);
    if (hidden) return null;
    const { views, notices, onlyFor, chatOf, ...rest } = message;
    const onlyYou = onlyFor === who && chatOf === null;
    return { ...rest, card: views.get(who) ?? message.card, onlyYou, notice: notices.get(who) ?? null, refresh: this.#refreshFor(message, who) };
  }

  watch(listener: (event: RoomEvent) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Without `userIds` a small chat refreshes for everybody; an empty list leaves it to the menu. */
  #refreshFor(message: ChatMessage, who: string): 'automatic' | 'manual' | null {
    const refresh = message.card?.['refresh'];
    if (typeof refresh !== 'object' || refresh === null || !('action' in refresh)) return null;
    if (!('userIds' in refresh) || !Array.isArray(refresh.userIds)) return 'automatic';
    return refresh.userIds.includes(this.#memberId(who)) ? 'automatic' : 'manual';
  }

  #keep(message: ChatMessage): ChatMessage {
    this.#messages.set(message.id, message);
    this.#tell({ kind: 'message', message });
    return message;
  }

  #tell(event: RoomEvent): void {
    for (const listener of this.#listeners) listener(event);
  }
}
