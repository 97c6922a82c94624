import { Template } from 'adaptivecards-templating/lib/template-engine.js';
import { showMarkdown } from '../cards/escape.ts';
import type { CardReply, Reply } from '../model/reply.ts';
import { withMentions } from './mention-block.ts';
import { shortenLongest } from './shorten.ts';

/** A message ready for Teams: either a card or text, never both, because Teams splits such a message and gives no id. */
export type DrawnMessage =
  | { readonly card: Readonly<Record<string, unknown>>; readonly summary: string }
  | { readonly text: string; readonly summary?: string | undefined };

/** UTF-16 bytes of one card; fits every limit that Teams has been seen to set. */
export const CARD_BUDGET = 24 * 1024;
const LONGEST_TEXT = 20_000;

type Draw = (reply: Reply) => DrawnMessage;

/**
 * Pours replies into the templates. `load` gives the template of a card by name and is asked once per card.
 * `footer` stands under every card, for an installation that is not the real one.
 * Throws when a template leaves a name unfilled: that is a bug of the card, never of the data.
 */
export function createDraw(load: (name: string) => unknown, footer?: string): Draw {
  const templates = new Map<string, Template>();
  function template(name: string): Template {
    const kept = templates.get(name);
    if (kept) return kept;
    const fresh = new Template(withFooter(load(name), footer));
    templates.set(name, fresh);
    return fresh;
  }
  return (reply) => {
    if (reply.card === undefined) return { text: messageText(reply.text) };
    const card = fitting(template(reply.card), reply);
    return card ? { card, summary: reply.summary } : { text: messageText(reply.text), summary: reply.summary };
  };
}

function withFooter(template: unknown, footer: string | undefined): unknown {
  if (footer === undefined || typeof template !== 'object' || template === null || !('body' in template) || !Array.isArray(template.body)) return template;
  const elements: readonly unknown[] = template.body;
  return { ...template, body: [...elements, { type: 'RichTextBlock', separator: true, spacing: 'Medium', inlines: [{ type: 'TextRun', text: footer.replaceAll('$', ''), size: 'Small', isSubtle: true }] }] };
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
  const masked: unknown = JSON.parse(JSON.stringify(data).replaceAll('${', MASK));
  const expanded = JSON.stringify(template.expand({ $root: masked }));
  const unfilled = /\$\{[^}"]*\}?/u.exec(expanded);
  if (unfilled) throw new Error(`card ${reply.card}: ${unfilled[0]} is not filled`);
  const card: unknown = JSON.parse(expanded.replaceAll(MASK, '${'));
  if (typeof card !== 'object' || card === null) throw new Error(`card ${reply.card}: the template gives no object`);
  return withMentions({ ...card, fallbackText: reply.summary, speak: reply.summary }, reply.mentions);
}

/** Stands for `${` of the data while a template is poured, so that only what the template left unfilled is found. */
const MASK = '\uE000{';

/** Plain text as a message: shown as typed, line by line, invisible characters included. */
function messageText(text: string): string {
  const cut = text.length > LONGEST_TEXT ? `${text.slice(0, LONGEST_TEXT)}\n…` : text;
  return cut.split('\n').map((line) => showMarkdown(line, LONGEST_TEXT)).join('\n\n');
}
