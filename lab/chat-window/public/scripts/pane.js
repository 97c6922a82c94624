import { Chat } from './chat.js';
import { Compose } from './compose.js';
import { avatar, element, icon } from './elements.js';
import { markRead, messagesOf, personOf, room, tell, unreadOf } from './room.js';
import { ask } from './server.js';
import { Threads } from './threads.js';

/** Pixels above a message that is taller than the log. */
const AIR = 8;

/** What one person sees: a header, a log and a box to write in. */
export class Pane {
  #pane;
  #log;
  #list;
  #compose;
  #composeInUse;
  #tabs;
  #empty;
  #pinned = true;

  constructor(pane) {
    this.#pane = pane;
    const { who, place } = pane;
    const target = () => ({ who, place });
    this.#list = place === 'channel' ? new Threads(who, target) : new Chat(who);
    this.#list.onFocus = (compose) => {
      this.#composeInUse = compose;
    };
    this.#compose = new Compose({ label: place === 'channel' ? 'Start a new post' : `Message ${room.bot.displayName}`, testId: 'compose', target, onSent: () => this.#pin() });
    this.#composeInUse = this.#compose;
    this.#compose.element.addEventListener('focusin', () => {
      this.#composeInUse = this.#compose;
    });
    this.#empty = this.#emptyNote();
    this.#log = element('div', { 'class': 'log', 'role': 'log', 'aria-label': `${this.#title()}, as ${personOf(who).displayName}`, 'tabindex': 0, 'data-testid': 'log' }, this.#empty, this.#list.element);
    this.element = element('section', { 'class': 'pane', 'data-testid': 'pane', 'data-who': who, 'data-place': place, 'aria-label': `${personOf(who).displayName}: ${this.#title()}` }, this.#header(), this.#log, this.#compose.element);
    this.#fill();
    this.#watchScroll();
  }

  /** True while the pane still shows this person and place. */
  shows(pane) {
    return pane.who === this.#pane.who && pane.place === this.#pane.place;
  }

  take(message, fresh = false) {
    this.#empty.hidden = true;
    this.#list.show(message, fresh);
    this.#keepPinned();
  }

  typing(spot) {
    if (spot.place !== this.#pane.place) return;
    if (spot.place === 'channel') this.#list.typing(spot.rootId);
    else if (spot.chatOf === this.#pane.who) this.#list.typing();
    this.#keepPinned();
  }

  fill(text) {
    this.#composeInUse.fill(text);
  }

  paintTabs() {
    for (const [place, tab] of Object.entries(this.#tabs)) {
      const count = unreadOf(this.#pane.who, place);
      const badge = tab.querySelector('.badge');
      badge.textContent = count === 0 ? '' : String(count);
      badge.hidden = count === 0;
    }
  }

  #fill() {
    const { who, place } = this.#pane;
    const fresh = markRead(who, place);
    for (const message of messagesOf(who, place)) this.take(message, fresh.has(message.id));
    if (place === 'personal') void ask('open', { who }).catch(() => undefined);
  }

  #header() {
    const person = personOf(this.#pane.who);
    this.#tabs = { channel: this.#tab('channel', 'Channel'), personal: this.#tab('personal', 'Chat') };
    const names = element('div', { class: 'pane-names' }, element('span', { class: 'pane-person', text: person.displayName }), element('span', { class: 'pane-role', text: person.role }));
    const place = element('div', { class: 'pane-place' }, this.#pane.place === 'channel' ? icon('channel') : avatar(room.bot, 'small'), element('h2', { class: 'pane-title', text: this.#title() }));
    return element('header', { class: 'pane-head' }, element('div', { class: 'pane-who' }, avatar(person), names), place, element('div', { 'class': 'tabs', 'role': 'group', 'aria-label': `Conversations of ${person.displayName}` }, ...Object.values(this.#tabs)));
  }

  #tab(place, label) {
    const tab = element('button', { 'type': 'button', 'class': 'tab', 'aria-pressed': String(place === this.#pane.place), 'data-testid': `tab-${place}` }, label, element('span', { class: 'badge', hidden: true }));
    tab.addEventListener('click', () => {
      const at = room.panes.findIndex((pane) => this.shows(pane));
      room.active = at;
      room.panes[at] = { ...this.#pane, place };
      tell('layout');
    });
    return tab;
  }

  #title() {
    return this.#pane.place === 'channel' ? `${room.channel.team} › ${room.channel.name}` : room.bot.displayName;
  }

  #emptyNote() {
    const bot = room.bot.displayName;
    const says = this.#pane.place === 'channel' ? `Mention @${bot} to ask why an account does not sync.` : `This chat is between ${personOf(this.#pane.who).displayName} and ${bot}. No mention needed.`;
    return element('div', { class: 'empty' }, avatar(room.bot, 'large'), element('p', { class: 'empty-title', text: this.#pane.place === 'channel' ? 'No posts yet' : `Say hello to ${bot}` }), element('p', { text: says }));
  }

  #watchScroll() {
    this.#log.addEventListener('scroll', () => {
      this.#pinned = this.#log.scrollTop > this.#restingPlace() - 80;
    });
    new ResizeObserver(() => this.#keepPinned()).observe(this.#list.element);
  }

  #pin() {
    this.#pinned = true;
  }

  #keepPinned() {
    if (this.#pinned) this.#log.scrollTop = this.#restingPlace();
  }

  /** Where the newest message is in view; of one that is taller than the log its beginning. */
  #restingPlace() {
    const bottom = this.#log.scrollHeight - this.#log.clientHeight;
    const newest = [...this.#list.element.querySelectorAll('.message')].at(-1);
    if (newest === undefined) return bottom;
    const top = this.#log.scrollTop + newest.getBoundingClientRect().top - this.#log.getBoundingClientRect().top;
    return Math.min(bottom, top - AIR);
  }
}
