import { element } from './elements.js';
import { MessageView } from './message.js';
import { typingLine } from './threads.js';

/** The personal chat: one message after the other. */
export class Chat {
  #who;
  #views = new Map();
  #typing = typingLine();
  #timer = 0;
  #list = element('div', { class: 'chat-list' });

  constructor(who) {
    this.#who = who;
    this.element = element('div', { class: 'chat' }, this.#list, this.#typing);
  }

  show(message, fresh) {
    const known = this.#views.get(message.id);
    if (known !== undefined) return known.update(message);
    const view = new MessageView(message, this.#who);
    view.element.classList.toggle('is-new', fresh);
    this.#views.set(message.id, view);
    if (message.author === 'bot') this.#typing.hidden = true;
    this.#list.append(view.element);
    return undefined;
  }

  typing() {
    this.#typing.hidden = false;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      this.#typing.hidden = true;
    }, 6000);
  }
}
