/** A person or bot named in a message, as the activity's entities say. */
export interface Mention {
  readonly id: string;
  readonly name: string;
  /** The text of the mention in the message, e.g. `<at>SyncWhy</at>`. */
  readonly text: string;
}

/**
 * What a person meant to type: mentions of the bot removed, other mentions as their names, HTML entities decoded,
 * links as their address, typographic quotes and spaces as plain ones, invisible characters removed, one line, NFC.
 * The lines of a pasted list or table (three or more) are set apart by ` ; `, the cells of a table by commas.
 */
export function normaliseText(text: string, mentions: readonly Mention[], botId: string): string {
  const named = withoutMentions(text, mentions, botId).toWellFormed();
  const plain = decodeEntities(linksAsAddresses(named).replace(NEXT_CELL, ',').replace(LINE_ENDS, '\n').replace(TAGS, ' '));
  return composed(asOneLine(plain))
    .replace(INVISIBLE, '')
    .replace(SINGLE_QUOTES, "'")
    .replace(DOUBLE_QUOTES, '"')
    .replace(/[‐‑‒–—−]/gu, '-')
    .replace(/\s+/gu, ' ')
    .trim();
}

/** NFC, but the Kelvin sign stays what it is: made a K, it would make one code out of another. */
const composed = (text: string): string => text.split('\u212A').map((part) => part.normalize('NFC')).join('\u212A');

/** Two lines are a question and a greeting; more are a list. */
function asOneLine(text: string): string {
  const lines = text.split(/\r?\n/u).map((line) => line.trim()).filter((line) => line !== '');
  return lines.length < 3 ? text : lines.join(' ; ');
}

const LINE_ENDS = /<(?:br|\/p|\/div|\/li|\/tr|table)(?:\s[^<>]*)?\/?>/giu;
/** Between two cells of a pasted table. */
const NEXT_CELL = /<\/t[dh]>\s*<t[dh](?:\s[^<>]*)?>/giu;
const INVISIBLE = /[\p{Cf}\u034F\u115F\u1160\u17B4\u17B5\u3164\uFFA0\uFE00-\uFE0F]|(?![\t\n\r])\p{Cc}/gu;
const SINGLE_QUOTES = /[‘’‚‛ʼ′＇`´]/gu;
const DOUBLE_QUOTES = /[“”„‟″«»＂]/gu;
/** Tags of Teams' own markup only: `<b@contoso.com>` is what somebody typed. */
const TAGS = /<\/?(?:at|p|br|div|span|b|i|u|s|em|strong|a|code|pre|ul|ol|li|blockquote|table|thead|tbody|tr|td|th|h[1-6])(?:\s[^<>]*)?\/?>/giu;

function withoutMentions(text: string, mentions: readonly Mention[], botId: string): string {
  const named = new Map(mentions.filter((mention) => MARKED.test(mention.text)).map((mention) => [mention.text, mention.id === botId ? ' ' : ` ${mention.name} `]));
  // One pass: what stands in the place of a mention is never read as a mention again.
  return text.replace(/<at(?:\s[^<>]*)?>([^<>]*)<\/at>/giu, (whole, inner: string) => named.get(whole) ?? ` ${inner} `);
}

/** Teams writes every mention so; other words of a message are nobody's name. */
const MARKED = /^<at(?:\s[^<>]*)?>[^<>]*<\/at>$/iu;

function linksAsAddresses(text: string): string {
  return text
    .replace(/<a\s([^<>]*)>[^<>]*<\/a>/giu, (whole, attributes: string) => addressIn(attributes) ?? whole)
    .replace(/\[[^[\]]*\]\(mailto:([^()?\s]+)[^()]*\)/giu, ' $1 ')
    .replace(/(?<![\w.])mailto:(?=[^\s@]+@)/giu, '');
}

/** Looked for apart from the tag, so that no text makes the search of the one start the search of the other again and again. */
function addressIn(attributes: string): string | null {
  const [, address] = /href\s*=\s*["']?mailto:([^"'?<>\s]+)/iu.exec(attributes) ?? [];
  return address === undefined ? null : ` ${address} `;
}

const NAMED: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ', rsquo: "'", lsquo: "'", ldquo: '"', rdquo: '"', ndash: '-', mdash: '-', shy: '', zwnj: '', zwj: '' };

/** One pass: what comes out of an entity is never read as an entity again. */
function decodeEntities(text: string): string {
  return text.replace(/&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|([a-z]{2,6}));/giu, (whole, hex: string | undefined, decimal: string | undefined, name: string | undefined) => {
    if (name !== undefined) return NAMED[name.toLowerCase()] ?? whole;
    const code = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16);
    const isCharacter = code > 0 && code <= 0x10ffff && (code < 0xd800 || code > 0xdfff);
    return isCharacter ? String.fromCodePoint(code) : '';
  });
}
