import { avatar, element } from './elements.js';
import { room } from './room.js';

let counter = 0;

/** The list that opens when somebody types "@" in a compose box. */
export class MentionList {
  #field;
  #choices = [];
  #chosen = 0;
  #start = -1;

  constructor(field) {
    this.#field = field;
    this.element = element('ul', { 'class': 'mentions', 'role': 'listbox', 'aria-label': 'People and apps to mention', 'id': `mentions-${++counter}`, 'hidden': true, 'data-testid': 'mention-list' });
    field.setAttribute('aria-controls', this.element.id);
    field.setAttribute('aria-autocomplete', 'list');
    field.addEventListener('input', () => this.#look());
    field.addEventListener('blur', () => setTimeout(() => this.close(), 150));
  }

  get isOpen() {
    return !this.element.hidden;
  }

  /** True when the key was for the list. */
  takesKey(key) {
    if (!this.isOpen) return false;
    if (key === 'ArrowDown' || key === 'ArrowUp') this.#choose(this.#chosen + (key === 'ArrowDown' ? 1 : -1));
    else if (key === 'Enter' || key === 'Tab') this.#insert(this.#choices[this.#chosen]);
    else if (key === 'Escape') this.close();
    else return false;
    return true;
  }

  close() {
    this.element.hidden = true;
    this.#field.removeAttribute('aria-activedescendant');
  }

  #look() {
    const before = this.#field.value.slice(0, this.#field.selectionStart);
    const typed = /(?:^|\s)@([\p{L}\p{N} ]{0,30})$/u.exec(before);
    const word = typed?.[1].toLowerCase();
    this.#choices = word === undefined ? [] : [room.bot, ...room.people].filter((one) => one.displayName.toLowerCase().startsWith(word));
    const complete = this.#choices.length === 1 && this.#choices[0].displayName.toLowerCase() === word;
    if (this.#choices.length === 0 || complete) return this.close();
    this.#start = before.length - word.length - 1;
    this.element.replaceChildren(...this.#choices.map((one, at) => this.#option(one, at)));
    this.element.hidden = false;
    this.#choose(0);
  }

  #option(one, at) {
    const option = element('li', { role: 'option', id: `${this.element.id}-${at}`, class: 'mention-option' }, avatar(one, 'small'), element('span', { class: 'mention-name', text: one.displayName }), element('span', { class: 'mention-role', text: one.role }));
    option.addEventListener('mousedown', (event) => {
      event.preventDefault();
      this.#insert(one);
    });
    return option;
  }

  #choose(at) {
    this.#chosen = (at + this.#choices.length) % this.#choices.length;
    for (const [index, option] of [...this.element.children].entries()) option.setAttribute('aria-selected', String(index === this.#chosen));
    const chosen = this.element.children[this.#chosen];
    chosen.scrollIntoView({ block: 'nearest' });
    this.#field.setAttribute('aria-activedescendant', chosen.id);
  }

  #insert(one) {
    const after = this.#field.value.slice(this.#field.selectionStart);
    const before = `${this.#field.value.slice(0, this.#start)}@${one.displayName} `;
    this.#field.value = before + after.replace(/^ /, '');
    this.#field.setSelectionRange(before.length, before.length);
    this.#field.dispatchEvent(new Event('change'));
    this.close();
  }
}
