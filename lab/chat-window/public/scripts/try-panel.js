import { element, icon } from './elements.js';
import { fillCompose } from './panes.js';
import { listen, personOf, room } from './room.js';

/** Sentences to start with; a press puts one into the compose box. */
export function startTryPanel() {
  const panel = document.getElementById('try');
  const close = element('button', { 'type': 'button', 'class': 'quiet only-icon', 'aria-label': 'Close', 'data-testid': 'try-close', 'onclick': toggleTryPanel }, icon('close'));
  const list = element('ol', { class: 'try-list' }, ...room.thingsToTry.map(thing));
  panel.append(element('div', { class: 'try-head' }, element('h2', { text: 'Things to try' }), close), list);
  panel.hidden = true;
  if (room.thingsToTry.length === 0) document.getElementById('try-switch').hidden = true;
  else if (matchMedia('(min-width: 1200px)').matches) toggleTryPanel();
  makeRoomForPanes(panel);
}

/** Three people need the width of a smaller screen. */
function makeRoomForPanes(panel) {
  let wasSideBySide = room.sideBySide;
  listen('layout', () => {
    const begins = room.sideBySide && !wasSideBySide;
    wasSideBySide = room.sideBySide;
    if (begins && !panel.hidden && matchMedia('(max-width: 1599px)').matches) toggleTryPanel();
  });
}

export function toggleTryPanel() {
  const panel = document.getElementById('try');
  panel.hidden = !panel.hidden;
  document.getElementById('try-switch').setAttribute('aria-expanded', String(!panel.hidden));
}

function thing(one) {
  const by = one.who === undefined ? null : element('span', { class: 'try-who', text: `as ${personOf(one.who)?.displayName ?? one.who}` });
  const head = element('span', { class: 'try-title' }, one.title, by);
  const hint = one.hint === undefined ? null : element('span', { class: 'try-hint', text: one.hint });
  if (one.text === undefined) return element('li', { class: 'try-step' }, head, hint);
  const button = element('button', { type: 'button', class: 'try-fill', 'data-testid': 'try-fill' }, head, element('span', { class: 'try-text', text: one.text }), hint);
  button.addEventListener('click', () => {
    if (matchMedia('(max-width: 899px)').matches) toggleTryPanel();
    fillCompose(one);
  });
  return element('li', {}, button);
}
