import { announce, element, icon } from './elements.js';
import { MentionList } from './mention-list.js';
import { ask } from './server.js';

/** A box to write in. Enter sends, Shift+Enter makes a new line, "@" offers people. */
export class Compose {
  #field;
  #mentions;
  #send;
  #target;

  /** `target` answers {who, place, rootId} at the moment of sending. */
  constructor({ label, testId, target, onSent }) {
    this.#target = target;
    this.#field = element('textarea', { 'rows': 1, 'class': 'compose-field', 'aria-label': label, 'placeholder': label, 'data-testid': testId, 'maxlength': 20000 });
    this.#mentions = new MentionList(this.#field);
    this.#send = element('button', { 'type': 'submit', 'class': 'send', 'aria-label': 'Send', 'title': 'Send (Enter)', 'data-testid': `${testId}-send`, 'disabled': true }, icon('send'));
    this.element = element('form', { class: 'compose' }, this.#field, this.#send, this.#mentions.element);
    this.element.addEventListener('submit', (event) => {
      event.preventDefault();
      void this.#say(onSent);
    });
    this.#field.addEventListener('keydown', (event) => this.#key(event));
    for (const kind of ['input', 'change']) this.#field.addEventListener(kind, () => this.#fit());
  }

  focus() {
    this.#field.focus();
  }

  fill(text) {
    this.#field.value = text;
    this.#fit();
    this.#field.focus();
    this.#field.setSelectionRange(text.length, text.length);
  }

  #key(event) {
    if (this.#mentions.takesKey(event.key)) return event.preventDefault();
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return undefined;
    event.preventDefault();
    return this.element.requestSubmit();
  }

  /** The box grows with the text. */
  #fit() {
    this.#send.disabled = this.#field.value.trim() === '';
    this.#field.style.height = 'auto';
    this.#field.style.height = `${Math.min(this.#field.scrollHeight, 160)}px`;
  }

  async #say(onSent) {
    const text = this.#field.value.trim();
    if (text === '') return;
    this.#field.value = '';
    this.#fit();
    this.#mentions.close();
    onSent?.();
    await ask('say', { ...this.#target(), text }).catch((fault) => {
      announce(fault.message);
      if (this.#field.value === '') this.fill(text);
    });
  }
}
