import { avatar, element, icon } from './elements.js';
import { becomePerson, toggleSideBySide } from './panes.js';
import { listen, room, unreadOf } from './room.js';
import { isDark, toggleTheme } from './theme.js';
import { toggleTryPanel } from './try-panel.js';

/** Name of the lab, the people to be, and three switches. */
export function startTopBar() {
  listen('layout', paintPeople);
  listen('unread', paintPeople);
  const mark = element('div', { class: 'mark' }, avatar(room.bot, 'small'), element('span', { class: 'mark-text', text: `${room.bot.displayName} lab` }));
  const people = element('div', { 'class': 'people', 'id': 'people', 'role': 'group', 'aria-label': 'You are' });
  document.getElementById('top').append(mark, people, element('div', { class: 'switches' }, sideBySide(), tryPanel(), theme()));
  paintPeople();
}

function paintPeople() {
  const group = document.getElementById('people');
  const focused = document.activeElement?.dataset?.person;
  group.replaceChildren(...room.people.map(personButton));
  if (focused) group.querySelector(`[data-person="${focused}"]`)?.focus();
  document.getElementById('side-by-side')?.setAttribute('aria-pressed', String(room.sideBySide));
}

function personButton(person) {
  const shown = room.panes.some((pane) => pane.who === person.key);
  const count = unreadOf(person.key);
  const unread = count === 0 ? '' : `, ${count} unread`;
  const button = element('button', {
    'type': 'button', 'class': 'person', 'aria-pressed': String(shown), 'data-person': person.key, 'data-testid': `person-${person.key}`,
    'title': `${person.displayName}: ${person.role}`, 'aria-label': `${person.displayName}, ${person.role}${unread}`,
  }, avatar(person), element('span', { 'class': 'person-name', 'aria-hidden': 'true', 'text': person.displayName.split(' ')[0] }));
  if (count > 0) button.append(element('span', { 'class': 'badge', 'aria-hidden': 'true', 'text': String(count) }));
  button.addEventListener('click', () => becomePerson(person.key));
  return button;
}

function sideBySide() {
  const label = 'Side by side';
  return element('button', { 'type': 'button', 'class': 'switch', 'id': 'side-by-side', 'aria-pressed': 'false', 'data-testid': 'side-by-side', 'title': 'Up to three people at once', 'onclick': toggleSideBySide }, icon('columns'), element('span', { class: 'switch-text', text: label }));
}

function tryPanel() {
  return element('button', { 'type': 'button', 'class': 'switch', 'id': 'try-switch', 'aria-expanded': 'false', 'aria-controls': 'try', 'data-testid': 'try-toggle', 'onclick': toggleTryPanel }, icon('bulb'), element('span', { class: 'switch-text', text: 'Things to try' }));
}

function theme() {
  const button = element('button', { 'type': 'button', 'class': 'switch only-icon', 'data-testid': 'theme' });
  const paint = () => {
    const label = isDark() ? 'Light theme' : 'Dark theme';
    button.replaceChildren(icon(isDark() ? 'sun' : 'moon'));
    button.setAttribute('aria-label', label);
    button.title = label;
  };
  button.addEventListener('click', () => {
    toggleTheme();
    paint();
  });
  paint();
  return button;
}
