import { element } from './elements.js';

let markdown;

/** Markdown without HTML, as Teams shows it. */
export function renderMarkdown(text) {
  markdown ??= window.markdownit({ html: false, linkify: false, breaks: true });
  return markdown.render(text);
}

/** Markdown of a card's text; people and tags that the card really mentions stand out, any other `<at>` stays text. */
export function renderCardText(text, mentioned) {
  const names = [];
  const marked = text.replace(/<at>([^<]{1,80})<\/at>/g, (whole, name) => (mentioned.includes(whole) ? `\uE000${names.push(name) - 1}\uE001` : whole));
  return renderMarkdown(marked).replace(/\uE000(\d+)\uE001/g, (_whole, at) => mention(names[Number(at)] ?? '').outerHTML);
}

/** The body of a message: plain text with mentions, or the bot's markdown. */
export function messageText(message) {
  const body = element('div', { class: 'text' });
  if (message.format === 'markdown') fillWithMarkdown(body, message.text);
  else fillWithPlainText(body, message);
  return body;
}

function fillWithMarkdown(body, text) {
  const names = [];
  const marked = text.replace(/<at>([^<]{1,80})<\/at>/g, (_whole, name) => `\uE000${names.push(name) - 1}\uE001`);
  body.innerHTML = renderMarkdown(marked);
  for (const link of body.querySelectorAll('a')) {
    link.target = '_blank';
    link.rel = 'noopener noreferrer';
  }
  const walker = document.createTreeWalker(body, NodeFilter.SHOW_TEXT);
  const texts = [];
  while (walker.nextNode()) texts.push(walker.currentNode);
  for (const node of texts) {
    const parts = node.data.split(/\uE000(\d+)\uE001/);
    if (parts.length > 1) node.replaceWith(...parts.map((part, at) => (at % 2 === 1 ? mention(names[Number(part)] ?? '') : part)));
  }
}

function fillWithPlainText(body, message) {
  body.classList.add('is-plain');
  const plain = message.text.replace(/<at>([^<]{1,80})<\/at>/g, '@$1');
  const names = [...new Set(message.mentions)].map((name) => name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  if (names.length === 0) return body.append(plain);
  for (const [at, part] of plain.split(new RegExp(`@(${names.join('|')})`, 'i')).entries()) body.append(at % 2 === 1 ? mention(properName(part, message)) : part);
}

function properName(written, message) {
  return message.mentions.find((name) => name.toLowerCase() === written.toLowerCase()) ?? written;
}

function mention(name) {
  return element('span', { class: 'mention', text: name });
}

/** "14:06" today, with the day before it otherwise; the machine-readable time stays in the element. */
export function timeOf(iso) {
  const at = new Date(iso);
  const today = at.toDateString() === new Date().toDateString();
  const options = today ? { hour: '2-digit', minute: '2-digit' } : { day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit' };
  return element('time', { class: 'time', datetime: iso, title: at.toLocaleString(), text: new Intl.DateTimeFormat(undefined, options).format(at) });
}
