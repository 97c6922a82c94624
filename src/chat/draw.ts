import { Template } from 'adaptivecards-templating';
import { escapeMarkdown } from '../cards/escape.ts';
import type { CardReply, Reply } from '../model/reply.ts';
import { shortenLongest } from './shorten.ts';

/** A message ready for Teams: either a card or text, never both, because Teams splits such a message and gives no id. */
export type DrawnMessage =
  | { readonly card: Readonly<Record<string, unknown>>; readonly summary: string }
  | { readonly text: string; readonly summary?: string | undefined };

/** UTF-16 bytes of one card; fits every limit that Teams has been seen to set. */
export const CARD_BUDGET = 24 * 1024;
const LONGEST_TEXT = 20_000;

export type Draw = (reply: Reply) => DrawnMessage;

/**
 * Pours replies into the templates. `load` gives the template of a card by name and is asked once per card.
 * Throws when a template leaves a name unfilled: that is a bug of the card, never of the data.
 */
export function createDraw(load: (name: string) => unknown): Draw {
  const templates = new Map<string, Template>();
  function template(name: string): Template {
    const kept = templates.get(name);
    if (kept) return kept;
    const fresh = new Template(load(name));
    templates.set(name, fresh);
    return fresh;
  }
  return (reply) => {
    if (reply.card === undefined) return { text: messageText(reply.text) };
    const card = fitting(template(reply.card), reply);
    return card ? { card, summary: reply.summary } : { text: messageText(reply.text), summary: reply.summary };
  };
}

/** UTF-16 bytes of the JSON of a card. */
export const cardSize = (card: unknown): number => JSON.stringify(card).length * 2;

const MOST_ROUNDS = 60;

/** The card within the budget, with its longest lists shortened; null when even that is too large. */
function fitting(template: Template, reply: CardReply): Readonly<Record<string, unknown>> | null {
  let data: Readonly<Record<string, unknown>> | null = reply.data;
  for (let round = 0; data && round < MOST_ROUNDS; round += 1) {
    const card = expand(template, reply, data);
    if (cardSize(card) <= CARD_BUDGET) return card;
    data = shortenLongest(data);
  }
  return null;
}

function expand(template: Template, reply: CardReply, data: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  const expanded: unknown = template.expand({ $root: data });
  if (typeof expanded !== 'object' || expanded === null) throw new Error(`card ${reply.card}: the template gives no object`);
  const unfilled = firstUnfilled(expanded, data);
  if (unfilled !== null) throw new Error(`card ${reply.card}: ${unfilled} is not filled`);
  return { ...expanded, fallbackText: reply.summary, speak: reply.summary };
}

/** A `${…}` that the template left, unlike one that stands in the data and is only shown. */
function firstUnfilled(card: unknown, data: unknown): string | null {
  const left = expressions(JSON.stringify(card));
  if (left.length === 0) return null;
  const foreign = JSON.stringify(data);
  return left.find((each) => !foreign.includes(each)) ?? null;
}

const expressions = (json: string): readonly string[] => json.match(/\$\{[^}]*\}?/gu) ?? [];

/** Plain text as a message: shown as typed, line by line. */
function messageText(text: string): string {
  const cut = text.length > LONGEST_TEXT ? `${text.slice(0, LONGEST_TEXT)}\n…` : text;
  return cut.split('\n').map((line) => escapeMarkdown(line)).join('\n\n');
}
