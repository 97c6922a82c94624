/** What the page knows: people, panes and the messages as each person sees them. */
export const room = {
  people: [],
  bot: { key: 'bot', displayName: 'SyncWhy', isBot: true, role: 'app' },
  channel: { team: '', name: '' },
  thingsToTry: [],
  panes: [],
  active: 0,
  sideBySide: false,
  messages: new Map(),
  unread: new Map(),
};

const signals = new EventTarget();

/** Names of signals: `layout`, `message`, `typing`, `unread`. */
export function tell(name, detail) {
  signals.dispatchEvent(new CustomEvent(name, { detail }));
}

export function listen(name, listener) {
  signals.addEventListener(name, (event) => listener(event.detail));
}

export function fillRoom(state) {
  room.people = state.people.map((person, at) => ({ ...person, tone: at % 6 }));
  room.bot = { ...room.bot, displayName: state.bot };
  room.channel = state.channel;
  room.thingsToTry = state.thingsToTry;
  for (const person of room.people) {
    const known = room.messages.get(person.key) ?? new Map();
    room.messages.set(person.key, known);
    for (const message of state.messages[person.key]) known.set(message.id, message);
    if (!room.unread.has(person.key)) room.unread.set(person.key, { channel: new Set(), personal: new Set() });
  }
  if (room.panes.length === 0) room.panes = [{ who: room.people[0].key, place: 'channel' }];
}

export function personOf(key) {
  return key === 'bot' ? room.bot : room.people.find((person) => person.key === key);
}

export function messagesOf(who, place) {
  return [...(room.messages.get(who)?.values() ?? [])].filter((message) => message.place === place);
}

/** Takes a new or changed message in, and counts it as unread where nobody looks. */
export function takeMessage(who, message) {
  const known = room.messages.get(who);
  const isNew = !known.has(message.id);
  known.set(message.id, message);
  const seen = room.panes.some((pane) => pane.who === who && pane.place === message.place) && !document.hidden;
  if (isNew && !seen && message.author !== who) {
    room.unread.get(who)[message.place].add(message.id);
    tell('unread');
  }
  tell('message', { who, message });
}

export function unreadOf(who, place) {
  const unread = room.unread.get(who);
  if (unread === undefined) return 0;
  return place === undefined ? unread.channel.size + unread.personal.size : unread[place].size;
}

/** Marks a place as read and answers which messages were new. */
export function markRead(who, place) {
  const fresh = new Set(room.unread.get(who)[place]);
  room.unread.get(who)[place].clear();
  tell('unread');
  return fresh;
}
