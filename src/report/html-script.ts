/**
 * The one script of the report. Rows are arrays: cause, standing, severity, side, kind, name, account, place, says, evidence, others, marks.
 * Everything is written as text, never as markup. Two hundred thousand rows are filtered in one pass and shown a hundred at a time.
 */
export const HTML_SCRIPT = `'use strict';
(() => {
  const of = (id) => document.getElementById(id);
  const root = document.documentElement;
  const preferred = matchMedia('(prefers-color-scheme: dark)');
  let chosen = null;
  const paint = () => {
    root.dataset.theme = chosen || (preferred.matches ? 'dark' : 'light');
    of('theme').textContent = root.dataset.theme === 'dark' ? 'Light theme' : 'Dark theme';
  };
  of('theme').addEventListener('click', () => { chosen = root.dataset.theme === 'dark' ? 'light' : 'dark'; paint(); });
  preferred.addEventListener('change', paint);
  paint();

  const words = JSON.parse(of('words').textContent);
  const rows = [];
  for (const piece of document.querySelectorAll('script.rows')) {
    for (const row of JSON.parse(piece.textContent)) rows.push(row);
    piece.remove();
  }
  const titleOf = (row) => words.titles[row[0]] || row[0];
  const found = rows.map((row) => [row[5], row[6], row[7], row[8], row[0], titleOf(row), row[10].join(' '), row[9].join(' ')].join(' ').toLowerCase());
  const graveness = { error: 0, warning: 1, note: 2 };
  const sortKeys = { severity: (row) => graveness[row[2]], object: (row) => row[5].toLowerCase(), cause: (row) => titleOf(row).toLowerCase(), standing: (row) => row[1], says: (row) => row[8].toLowerCase() };
  const state = { page: 0, by: 'severity', down: false, shown: [] };
  const PAGE = 100;
  const PRINTED = 2000;

  const element = (name, text, className) => {
    const made = document.createElement(name);
    if (text !== undefined) made.textContent = text;
    if (className) made.className = className;
    return made;
  };
  const collate = new Intl.Collator('en', { numeric: true });
  const filter = () => {
    const wanted = of('search').value.toLowerCase().split(' ').filter((word) => word !== '');
    const is = ['cause', 'standing', 'severity', 'side'].map((name, at) => [at, of(name).value]).filter(([, value]) => value !== '');
    const list = [];
    for (let at = 0; at < rows.length; at += 1) {
      if (is.every(([column, value]) => rows[at][column] === value) && wanted.every((word) => found[at].includes(word))) list.push(at);
    }
    const key = sortKeys[state.by];
    const keys = new Map(list.map((at) => [at, key(rows[at])]));
    const compare = state.by === 'severity' ? (one, other) => keys.get(one) - keys.get(other) : (one, other) => collate.compare(keys.get(one), keys.get(other));
    list.sort((one, other) => (state.down ? -1 : 1) * compare(one, other) || one - other);
    state.shown = list;
    state.page = 0;
    show();
  };
  const cell = (row, ...parts) => { const made = element('td'); made.append(...parts.filter((part) => part !== null)); row.append(made); };
  const more = (row) => {
    if (row[9].length + row[10].length === 0) return null;
    const details = element('details');
    details.append(element('summary', 'What this rests on'));
    const list = element('ul');
    for (const line of row[9]) { const item = element('li'); item.append(element('code', line)); list.append(item); }
    for (const line of row[10]) { const item = element('li', 'Also: '); item.append(element('bdi', line)); list.append(item); }
    details.append(list);
    return details;
  };
  const drawn = (row) => {
    const line = element('tr');
    cell(line, element('span', words.severity[row[2]], 'pill ' + row[2]));
    cell(line, element('bdi', row[5]), row[6] === '' ? null : element('span', row[6], 'small'), row[7] === '' ? null : element('span', row[7], 'small'), row[11].length === 0 ? null : element('span', 'Looks like: ' + row[11].join(', '), 'small'));
    cell(line, document.createTextNode(titleOf(row)), element('span', row[0], 'small'));
    cell(line, element('span', words.standing[row[1]], 'pill ' + row[1]), element('span', words.side[row[3]] + ', ' + row[4], 'small'));
    cell(line, document.createTextNode(row[8]), more(row));
    return line;
  };
  const fill = (from, to) => of('rows').replaceChildren(...state.shown.slice(from, to).map((at) => drawn(rows[at])));
  const show = () => {
    const pages = Math.max(1, Math.ceil(state.shown.length / PAGE));
    const from = state.page * PAGE;
    fill(from, from + PAGE);
    of('empty').hidden = state.shown.length > 0;
    const count = state.shown.length.toLocaleString('en-GB');
    of('count').textContent = state.shown.length === 0 ? 'No finding fits.' : 'Findings ' + (from + 1).toLocaleString('en-GB') + ' to ' + Math.min(from + PAGE, state.shown.length).toLocaleString('en-GB') + ' of ' + count + (state.shown.length === rows.length ? '' : ' that fit, of ' + rows.length.toLocaleString('en-GB'));
    of('page').textContent = 'Page ' + (state.page + 1) + ' of ' + pages;
    for (const [id, off] of [['first', state.page === 0], ['back', state.page === 0], ['next', state.page >= pages - 1], ['last', state.page >= pages - 1]]) of(id).disabled = off;
    for (const head of document.querySelectorAll('th[data-by]')) {
      if (head.dataset.by === state.by) head.setAttribute('aria-sort', state.down ? 'descending' : 'ascending');
      else head.removeAttribute('aria-sort');
    }
  };
  const turn = (to) => { state.page = Math.min(Math.max(0, to), Math.max(0, Math.ceil(state.shown.length / PAGE) - 1)); show(); };
  of('first').addEventListener('click', () => turn(0));
  of('back').addEventListener('click', () => turn(state.page - 1));
  of('next').addEventListener('click', () => turn(state.page + 1));
  of('last').addEventListener('click', () => turn(Infinity));
  for (const head of document.querySelectorAll('th[data-by]')) {
    head.firstElementChild.addEventListener('click', () => {
      state.down = state.by === head.dataset.by && !state.down;
      state.by = head.dataset.by;
      filter();
    });
  }
  let waiting = 0;
  of('search').addEventListener('input', () => { clearTimeout(waiting); waiting = setTimeout(filter, rows.length > 5000 ? 150 : 0); });
  const option = (list, value, text) => { const made = element('option', text); made.value = value; of(list).append(made); };
  for (const id of [...new Set(rows.map((row) => row[0]))].sort((one, other) => collate.compare(words.titles[one] || one, words.titles[other] || other))) option('cause', id, words.titles[id] || id);
  for (const name of ['standing', 'severity', 'side']) for (const [value, text] of Object.entries(words[name])) option(name, value, text);
  for (const name of ['cause', 'standing', 'severity', 'side']) of(name).addEventListener('change', filter);
  of('clear').addEventListener('click', () => { for (const name of ['search', 'cause', 'standing', 'severity', 'side']) of(name).value = ''; filter(); });
  for (const button of document.querySelectorAll('button[data-cause]')) {
    button.addEventListener('click', () => { of('cause').value = button.dataset.cause; filter(); of('findings').scrollIntoView(); of('cause').focus({ preventScroll: true }); });
  }
  addEventListener('beforeprint', () => { fill(0, PRINTED); of('printed').hidden = state.shown.length <= PRINTED; });
  addEventListener('afterprint', show);
  filter();
  document.body.dataset.ready = 'yes';
})();
`;
