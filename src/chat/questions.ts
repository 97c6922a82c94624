import { PATTERNS, SETS } from './question-words.ts';
import { soundsLike } from './spelling.ts';

const LONGEST_NAME = 5;
/** More words than the longest question with the longest name has; whoever sends more asks none, and is not searched for one. */
const MOST_WORDS = 40;
/** Words that close a question about a place and say nothing more: "in 365", "to the cloud". No two ways lead through the same words: each would double the work for each repetition. */
const PLACE = /(?:\s+(?:in|into|to|on|from|at|with)(?:\s+the)?(?:\s+(?:cloud|entra(?:\s+id)?|azure(?:\s+ad)?|365|o365|m365|office(?:365)?|microsoft(?:365)?|teams|exchange(?:\s+online)?|outlook|gal|aad|tenant))+|\s+(?:up|in|properly|correctly|anymore|any more|at all|today|now|again|yet))+$/iu;
const CLOUD_IN_PATTERN = / (?:IN|\[IN\]) /u;

interface Compiled {
  readonly elements: readonly string[];
  readonly word: string;
  readonly namesPlace: boolean;
}

const COMPILED: readonly Compiled[] = PATTERNS.map(([pattern, word]) => ({
  elements: pattern.replace(/ \[WHERE\]$/u, '').split(' '),
  word,
  namesPlace: CLOUD_IN_PATTERN.test(pattern),
}));

/** The command that a free question means, with the name it asks about; null when no pattern fits. */
export function matchQuestion(said: string): { readonly word: string; readonly rest: string } | null {
  if (said.split(/\s+/u, MOST_WORDS + 1).length > MOST_WORDS) return null;
  const whole = said.replace(/[?!.]+$/u, '').trim();
  const placeless = whole.replace(PLACE, '');
  for (const { elements, word, namesPlace } of COMPILED) {
    const name = match(elements, tokens(namesPlace ? whole : placeless));
    if (name !== null) return { word, rest: withoutPossessive(name.join(' ')) };
  }
  return null;
}

const tokens = (text: string): readonly string[] => text.split(/\s+/u).filter((each) => each !== '');
const bare = (token: string): string => token.toLowerCase().replace(/^["(]+|[",;:)]+$/gu, '');

/** The words of the name, an empty list when the pattern has none, null when it does not fit. */
function match(elements: readonly string[], words: readonly string[]): readonly string[] | null {
  const [element, ...others] = elements;
  const [word, ...rest] = words;
  if (element === undefined) return word === undefined ? [] : null;
  if (element.startsWith('[')) return (word !== undefined && fits(element.slice(1, -1), word) ? match(others, rest) : null) ?? match(others, words);
  if (element === '<who>') {
    for (let length = 1; length <= Math.min(LONGEST_NAME, words.length); length += 1) {
      const after = match(others, words.slice(length));
      if (after !== null && isName(words.slice(0, length))) return words.slice(0, length);
    }
    return null;
  }
  return word !== undefined && fits(element, word) ? match(others, rest) : null;
}

function fits(element: string, token: string): boolean {
  const typed = bare(token);
  return (SETS[element] ?? [element]).some((meant) => soundsLike(typed, meant));
}

const NO_NAMES = new Set(['is', 'are', 'it', 'this', 'that', 'not', 'does', 'do', 'the', 'why', 'what', 'who', 'how', 'there', 'anything', 'something', 'everything', 'nobody', 'anybody', 'sync', 'me', 'you', 'any']);

/** A name neither begins nor ends with a word that only belongs to questions. */
function isName(words: readonly string[]): boolean {
  return [words[0], words.at(-1)].every((word) => word !== undefined && !NO_NAMES.has(bare(word)));
}

const withoutPossessive = (name: string): string => name.replace(/^["']+|["',;:]+$/gu, '').replace(/(?:'s|s')$/iu, (end) => (end.toLowerCase() === "s'" ? 's' : '')).replace(/^(?:user|account|the user|the account|group|contact|mr|mrs|ms)\s+(?=\S)/iu, '');
