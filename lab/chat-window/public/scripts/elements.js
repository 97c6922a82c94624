/** Makes an element. Text is always set as text, never as markup. */
export function element(tag, properties = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (value === undefined || value === null || value === false) continue;
    if (name.startsWith('on')) made.addEventListener(name.slice(2), value);
    else if (name === 'text') made.textContent = value;
    else made.setAttribute(name, value === true ? '' : String(value));
  }
  made.append(...children.filter((child) => child !== null && child !== undefined));
  return made;
}

const PATHS = {
  send: 'M3 11.500 21 3l-4.500 18-4.700-7.300L3 11.500Zm8.800 2.200L21 3',
  sun: 'M12 7.500a4.500 4.500 0 1 0 0 9 4.500 4.500 0 0 0 0-9ZM12 2v2.500M12 19.500V22M2 12h2.500M19.500 12H22M5 5l1.700 1.700M17.300 17.300 19 19M19 5l-1.700 1.700M6.700 17.300 5 19',
  moon: 'M20 14.500A8.500 8.500 0 0 1 9.500 4a8.500 8.500 0 1 0 10.500 10.500Z',
  columns: 'M4 5h16v14H4zM9.300 5v14M14.700 5v14',
  bulb: 'M9 18h6M10 21h4M12 3a6 6 0 0 0-3.800 10.700c.8.700 1.300 1.500 1.300 2.300h5c0-.8.500-1.600 1.300-2.300A6 6 0 0 0 12 3Z',
  channel: 'M9.500 4 8 20M16 4l-1.500 16M5 9h15M4 15h15',
  lock: 'M7 11V8a5 5 0 0 1 10 0v3M6 11h12v9H6z',
  reply: 'M9 6 4 11l5 5M4 11h9a7 7 0 0 1 7 7v1',
  close: 'M6 6l12 12M18 6 6 18',
  warning: 'M12 4 2.500 20h19L12 4ZM12 10v4.500M12 17v.4',
  edit: 'M4 20l1-4L16 5l3 3L8 19l-4 1Z',
  refresh: 'M5 12a7 7 0 0 1 12-5l2 2M19 5v4h-4M19 12a7 7 0 0 1-12 5l-2-2M5 19v-4h4',
};

/** A line icon; decorative, so hidden from screen readers. */
export function icon(name) {
  const space = 'http://www.w3.org/2000/svg';
  const svg = document.createElementNS(space, 'svg');
  svg.setAttribute('viewBox', '0 0 24 24');
  svg.setAttribute('class', 'icon');
  svg.setAttribute('aria-hidden', 'true');
  const path = document.createElementNS(space, 'path');
  path.setAttribute('d', PATHS[name]);
  svg.append(path);
  return svg;
}

/** Round picture with initials, or the bot's mark. */
export function avatar(author, size = '') {
  const initials = author.isBot ? '' : author.displayName.split(' ').map((part) => part[0]).join('').slice(0, 2);
  return element('span', { 'class': `avatar ${size} ${author.isBot ? 'is-bot' : `tone-${author.tone}`}`, 'aria-hidden': 'true', 'text': initials });
}

/** Says something to screen readers. */
export function announce(text) {
  document.getElementById('announcer').textContent = text;
}
