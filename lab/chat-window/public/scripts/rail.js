import { avatar, element, icon } from './elements.js';
import { listen, personOf, room, tell, unreadOf } from './room.js';

/** The list of conversations of the person you are. */
export function startRail() {
  listen('layout', paint);
  listen('unread', paint);
  paint();
}

function paint() {
  const rail = document.getElementById('rail');
  const { who, place } = room.panes[0];
  const person = personOf(who);
  const focused = rail.contains(document.activeElement) ? document.activeElement.dataset.testid : null;
  rail.replaceChildren(
    element('div', { class: 'rail-you' }, avatar(person), element('div', { class: 'rail-names' }, element('strong', { text: person.displayName }), element('span', { text: person.role }))),
    element('h2', { class: 'rail-heading', text: 'Teams and channels' }),
    element('div', { class: 'rail-team' }, element('span', { 'class': 'team-picture', 'aria-hidden': 'true', 'text': initials(room.channel.team) }), room.channel.team),
    entry({ place: 'channel', label: room.channel.name, picture: icon('channel'), current: place === 'channel', who }),
    element('h2', { class: 'rail-heading', text: 'Chat' }),
    entry({ place: 'personal', label: room.bot.displayName, picture: avatar(room.bot, 'small'), current: place === 'personal', who }),
  );
  if (focused !== null) rail.querySelector(`[data-testid="${focused}"]`)?.focus();
}

function entry({ place, label, picture, current, who }) {
  const count = current ? 0 : unreadOf(who, place);
  const button = element('button', { 'type': 'button', 'class': `rail-entry ${count > 0 ? 'is-unread' : ''}`, 'aria-current': current ? 'page' : null, 'data-testid': `rail-${place}` }, picture, element('span', { class: 'rail-label', text: label }));
  if (count > 0) button.append(element('span', { class: 'badge' }, String(count), element('span', { class: 'sr-only', text: ' unread' })));
  button.addEventListener('click', () => {
    room.panes[0] = { who, place };
    tell('layout');
  });
  return button;
}

function initials(name) {
  return name.split(' ').map((part) => part[0]).join('').slice(0, 2).toUpperCase();
}
