import { Pane } from './pane.js';
import { listen, room, tell } from './room.js';

const MOST_PANES = 3;
let views = [];

/** The panes in the middle: one, or up to three people side by side. */
export function startPanes() {
  listen('layout', paint);
  listen('unread', paintTabs);
  listen('typing', (spot) => views.forEach((view) => view.typing(spot)));
  listen('message', ({ who, message }) => {
    for (const view of views) if (view.shows({ who, place: message.place })) view.take(message);
  });
  document.addEventListener('visibilitychange', () => document.hidden || tell('layout'));
  for (const kind of ['pointerdown', 'focusin']) document.getElementById('panes').addEventListener(kind, (event) => activate(event.target.closest('.pane')));
  paint();
}

/** Becomes a person; side by side it opens or closes that person's pane. */
export function becomePerson(who) {
  const at = room.panes.findIndex((pane) => pane.who === who);
  if (!room.sideBySide) room.panes[0] = { ...room.panes[0], who };
  else if (at >= 0 && room.panes.length > 1) room.panes.splice(at, 1);
  else if (at < 0 && room.panes.length < MOST_PANES) room.panes.push({ who, place: 'channel' });
  else if (at < 0) room.panes[room.active] = { ...room.panes[room.active], who };
  room.active = Math.max(0, room.panes.findIndex((pane) => pane.who === who));
  tell('layout');
}

export function toggleSideBySide() {
  room.sideBySide = !room.sideBySide;
  const shown = room.panes[room.active] ?? room.panes[0];
  const others = room.people.filter((person) => person.key !== shown.who).slice(0, MOST_PANES - 1);
  room.panes = room.sideBySide ? [shown, ...others.map((person) => ({ who: person.key, place: shown.place }))] : [shown];
  room.active = 0;
  tell('layout');
}

/** Shows one person's place and puts a text into the box there. */
export function fillCompose({ who, place, text }) {
  const current = room.panes[room.active] ?? room.panes[0];
  const wanted = { who: who ?? current.who, place: place ?? current.place };
  const at = room.panes.findIndex((pane) => pane.who === wanted.who);
  room.active = at >= 0 ? at : room.active;
  room.panes[room.active] = wanted;
  tell('layout');
  views[room.active].fill(text);
}

function paint() {
  const middle = document.getElementById('panes');
  views = room.panes.map((pane) => views.find((view) => view.shows(pane)) ?? new Pane(pane));
  const elements = views.map((view) => view.element);
  const same = elements.length === middle.childElementCount && elements.every((one, at) => one === middle.children[at]);
  if (!same) middle.replaceChildren(...elements);
  for (const [at, one] of elements.entries()) {
    one.classList.toggle('is-active', room.sideBySide && at === room.active);
  }
  document.body.dataset.panes = String(views.length);
  document.body.classList.toggle('side-by-side', room.sideBySide);
  paintTabs();
}

function activate(element) {
  const at = views.findIndex((view) => view.element === element);
  if (at < 0 || room.active === at) return;
  room.active = at;
  for (const [index, view] of views.entries()) view.element.classList.toggle('is-active', room.sideBySide && index === at);
}

function paintTabs() {
  for (const view of views) view.paintTabs();
}
