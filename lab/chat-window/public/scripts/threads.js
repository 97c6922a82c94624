import { Compose } from './compose.js';
import { avatar, element, icon } from './elements.js';
import { MessageView } from './message.js';
import { room } from './room.js';

/** The posts of a channel, each with its replies and a reply box. */
export class Threads {
  #who;
  #threads = new Map();
  #views = new Map();
  #target;
  onFocus = () => undefined;

  constructor(who, target) {
    this.#who = who;
    this.#target = target;
    this.element = element('div', { class: 'threads' });
  }

  show(message, fresh) {
    const known = this.#views.get(message.id);
    if (known !== undefined) return known.update(message);
    const thread = this.#threads.get(message.rootId) ?? this.#add(message.rootId);
    const view = new MessageView(message, this.#who);
    view.element.classList.toggle('is-new', fresh);
    this.#views.set(message.id, view);
    if (message.author === 'bot') thread.typing.hidden = true;
    (message.id === message.rootId ? thread.post : thread.replies).append(view.element);
    thread.replies.hidden = thread.replies.childElementCount === 0;
    return undefined;
  }

  typing(rootId) {
    const thread = this.#threads.get(rootId);
    if (thread === undefined) return;
    thread.typing.hidden = false;
    clearTimeout(thread.timer);
    thread.timer = setTimeout(() => {
      thread.typing.hidden = true;
    }, 6000);
  }

  #add(rootId) {
    const post = element('div', { class: 'thread-post' });
    const replies = element('div', { class: 'thread-replies', hidden: true });
    const typing = typingLine();
    const compose = new Compose({ label: 'Reply', testId: 'reply-box', target: () => ({ ...this.#target(), rootId }) });
    compose.element.hidden = true;
    compose.element.addEventListener('focusin', () => this.onFocus(compose));
    const open = element('button', { 'type': 'button', 'class': 'reply-open', 'data-testid': 'reply' }, icon('reply'), 'Reply');
    open.addEventListener('click', () => {
      open.hidden = true;
      compose.element.hidden = false;
      compose.focus();
    });
    const box = element('section', { 'class': 'thread', 'data-testid': 'thread', 'data-root-id': rootId, 'aria-label': 'Thread' }, post, replies, typing, open, compose.element);
    this.element.append(box);
    const thread = { post, replies, typing, timer: 0 };
    this.#threads.set(rootId, thread);
    return thread;
  }
}

/** Three dots beside the bot's picture. */
export function typingLine() {
  const dots = element('span', { class: 'dots', 'aria-hidden': 'true' }, element('i'), element('i'), element('i'));
  return element('div', { 'class': 'typing', 'hidden': true, 'data-testid': 'typing' }, avatar(room.bot, 'small'), dots, element('span', { class: 'typing-text', text: `${room.bot.displayName} is typing` }));
}
