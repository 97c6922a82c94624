import { renderCard } from './card.js';
import { announce, avatar, element, icon } from './elements.js';
import { personOf } from './room.js';
import { ask } from './server.js';
import { messageText, timeOf } from './text.js';

/** One message in a pane. `update` repaints only what changed, so that half-filled inputs stay. */
export class MessageView {
  #who;
  #card = '';
  #text = null;
  #parts;
  #refreshed = -1;

  constructor(message, who) {
    const author = personOf(message.author);
    this.#who = who;
    this.#parts = {
      marks: element('span', { class: 'marks' }),
      text: element('div', { class: 'text-place' }),
      card: element('div', { class: 'card-place' }),
      notice: element('div', { class: 'notice-place' }),
    };
    const tag = author.isBot ? element('span', { class: 'app-tag', text: 'App' }) : null;
    const head = element('div', { class: 'message-head' }, element('span', { class: 'author', text: author.displayName }), tag, timeOf(message.sentAt), this.#parts.marks);
    const body = element('div', { class: 'message-body' }, head, this.#parts.text, this.#parts.card, this.#parts.notice);
    const mine = message.author === who ? 'is-mine' : '';
    this.element = element('article', { 'class': `message ${mine}`, 'data-testid': 'message', 'data-message-id': message.id, 'data-author': message.author, 'aria-label': `${author.displayName} wrote` }, avatar(author), body);
    this.update(message);
  }

  update(message) {
    this.element.classList.toggle('is-private', message.onlyYou);
    this.element.classList.toggle('is-deleted', message.deleted);
    this.#parts.marks.replaceChildren(...this.#marks(message));
    this.#paintText(message);
    this.#paintCard(message);
    this.#parts.notice.replaceChildren(...(message.notice === null ? [] : [notice(message.notice)]));
    this.#autoRefresh(message);
  }

  #marks(message) {
    const marks = [];
    if (message.onlyYou) marks.push(element('span', { 'class': 'only-you', 'data-testid': 'only-you' }, icon('lock'), 'Only you can see this'));
    if (message.editedAt !== null && !message.deleted) marks.push(element('span', { class: 'edited', text: 'Edited' }));
    if (message.refresh === 'manual') marks.push(element('button', { type: 'button', class: 'quiet', onclick: () => void this.#refresh(message) }, icon('refresh'), 'Refresh card'));
    return marks;
  }

  #paintText(message) {
    const shown = message.deleted ? 'This message has been deleted.' : message.text;
    if (shown === this.#text) return;
    this.#text = shown;
    this.#parts.text.replaceChildren(...(shown === '' ? [] : [messageText({ ...message, text: shown, format: message.deleted ? 'plain' : message.format })]));
  }

  #paintCard(message) {
    const card = message.card === null ? '' : JSON.stringify(message.card);
    if (card === this.#card) return;
    const repainted = this.#card !== '';
    this.#card = card;
    this.#parts.card.replaceChildren(...(card === '' ? [] : [renderCard(message, this.#who)]));
    if (repainted && card !== '') {
      this.element.classList.remove('is-repainted');
      requestAnimationFrame(() => this.element.classList.add('is-repainted'));
      announce(message.card.speak ?? message.card.fallbackText ?? 'The card was updated');
    }
  }

  /** Once for each version of the message; a failed refresh leaves the common card. */
  #autoRefresh(message) {
    if (message.refresh !== 'automatic' || this.#refreshed >= message.version) return;
    this.#refreshed = message.version;
    void this.#refresh(message);
  }

  #refresh(message) {
    return ask('refresh', { who: this.#who, messageId: message.id }).catch(() => undefined);
  }
}

function notice(text) {
  return element('div', { 'class': 'failure-bar', 'role': 'alert', 'data-testid': 'failure-bar' }, icon('warning'), element('span', { text }));
}
