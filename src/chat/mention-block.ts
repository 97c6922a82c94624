import { showPlain } from '../cards/escape.ts';
import type { Mentioned } from '../model/reply.ts';

type Card = Readonly<Record<string, unknown>>;

/**
 * The card with a line under its headline that mentions these people. Teams finds the mention by the same text in a TextBlock and
 * in `msteams.entities`; `mentioned.id` of a person may be the Entra object id (Teams: mention support within Adaptive Cards).
 * UNVERIFIED: that a tag is mentioned in a card with `mentioned.type` `tag`. A card that Teams refuses is sent again without mentions.
 */
export function withMentions(card: Card, mentions: readonly Mentioned[] | undefined): Card {
  const { body, msteams } = card;
  if (mentions === undefined || mentions.length === 0 || !Array.isArray(body)) return card;
  const elements: readonly unknown[] = body;
  const named = mentions.map((each) => ({ ...each, text: `<at>${mentionName(each.name)}</at>` }));
  const line = { type: 'TextBlock', wrap: true, spacing: 'Small', text: named.map(({ text }) => text).join(', ') };
  const entities = named.map(({ is, id, name, text }) => ({ type: 'mention', text, mentioned: { id, name: mentionName(name), ...(is === 'tag' ? { type: 'tag' } : {}) } }));
  return { ...card, msteams: { ...(typeof msteams === 'object' ? msteams : {}), entities }, body: [...elements.slice(0, 1), line, ...elements.slice(1)] };
}

/** Nothing that markup or Markdown would read: the text of a mention must stand on the card exactly as in its entity. */
function mentionName(name: string): string {
  const plain = showPlain(name, 60).replace(/[<>&*_~`#|\\[\]]/gu, '').replace(/\s+/gu, ' ').trim();
  return plain === '' ? 'admin' : plain;
}
