import type { ChatIdentity } from './bot-connector-identity.ts';
import type { Json } from './bot-connector-contract.ts';

interface WrittenText {
  /** `text` of the activity: mentions as `<at>…</at>`, the rest entity-encoded. */
  readonly wire: string;
  /** The `text/html` attachment that Teams adds. */
  readonly html: string;
  readonly entities: readonly Json[];
  readonly mentionsBot: boolean;
  readonly names: readonly string[];
}

/** Turns what a person typed into what Teams sends: `@SyncWhy` and `@Ben Osei` become mentions. */
export function writtenText(typed: string, identity: ChatIdentity): WrittenText {
  const names = [identity.bot.name, ...identity.people.map((member) => member.displayName)];
  const pattern = new RegExp(`(?<![\\p{L}\\p{N}_.])@(${names.map(escapeForPattern).join('|')})(?![\\p{L}\\p{N}_])(\\s?)`, 'giu');
  const entities: Json[] = [];
  const mentioned: string[] = [];
  let wire = '';
  let html = '';
  let from = 0;
  for (const match of typed.matchAll(pattern)) {
    const name = names.find((candidate) => candidate.toLowerCase() === match[1]?.toLowerCase()) ?? '';
    const before = encodeEntities(typed.slice(from, match.index));
    const gap = match[2] === '' ? '' : '&nbsp;';
    wire += `${before}<at>${name}</at>${gap}`;
    html += `${before}<span itemscope="" itemtype="http://schema.skype.com/Mention" itemid="${mentioned.length}">${name}</span>${gap}`;
    entities.push({ type: 'mention', text: `<at>${name}</at>`, mentioned: { id: idOf(name, identity), name } });
    mentioned.push(name);
    from = match.index + match[0].length;
  }
  const rest = encodeEntities(typed.slice(from));
  return { wire: wire + rest, html: `<p>${(html + rest).replaceAll('\n', '<br>')}</p>`, entities, mentionsBot: mentioned.includes(identity.bot.name), names: mentioned };
}

function idOf(name: string, identity: ChatIdentity): string {
  const person = identity.people.find((member) => member.displayName === name);
  return person === undefined ? identity.bot.id : identity.memberId(person.key);
}

function encodeEntities(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

function escapeForPattern(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
