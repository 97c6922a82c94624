import { matchQuestion } from './questions.ts';
import { distance } from './spelling.ts';

/** What the understanding needs to know of a command. */
export interface KnownWord {
  /** One or more words, e.g. `why` or `who changed`. */
  readonly word: string;
  readonly effect: 'reads' | 'writes';
  readonly example: string;
}

type Understood =
  | { readonly is: 'command'; readonly word: string; /** What follows the command, as typed. */ readonly rest: string }
  | { readonly is: 'unknown'; /** The command that comes nearest. */ readonly nearest: string; readonly example: string };

/**
 * From normalised text to a command. The exact word comes first. Free wording and misspelt words find reading commands
 * only; a command that changes something is never guessed, at most suggested.
 */
export function understand(text: string, words: readonly KnownWord[]): Understood {
  const said = text.trim().replace(/^[/!]/u, '').replace(/^(?:please|pls|hey|hi|hello)[\s,]+(?=\S)/iu, '').trim();
  const exact = exactWord(said, words);
  if (exact) return exact;
  const question = matchQuestion(said);
  if (question && reads(question.word, words)) return { is: 'command', word: question.word, rest: question.rest };
  const misspelt = misspeltWord(said, words);
  if (misspelt) return misspelt;
  return suggestion(said, words);
}

const reads = (word: string, words: readonly KnownWord[]): boolean => words.some((known) => known.word === word && known.effect === 'reads');

/** The longest command that the text begins with. `why won't jsmith sync` is a question although it begins with a command. */
function exactWord(said: string, words: readonly KnownWord[]): Understood | null {
  const lower = said.toLowerCase();
  const found = words
    .filter(({ word }) => lower === word || lower.startsWith(`${word} `) || lower.startsWith(`${word}: `))
    .reduce<KnownWord | null>((longest, each) => (longest === null || each.word.length > longest.word.length ? each : longest), null);
  if (!found) return null;
  const rest = said.slice(found.word.length).replace(/^:/u, '').trim();
  const question = found.effect === 'reads' ? matchQuestion(said) : null;
  if (question && reads(question.word, words)) return { is: 'command', word: question.word, rest: question.rest };
  return { is: 'command', word: found.word, rest: found.effect === 'reads' ? rest.replace(/\s*\?+$/u, '') : rest };
}

function misspeltWord(said: string, words: readonly KnownWord[]): Understood | null {
  const [first = '', ...others] = said.split(' ');
  const typed = first.toLowerCase();
  const near = words.filter(({ word }) => !word.includes(' ') && word.length >= 3 && distance(typed, word) === 1);
  // A slip that could also be a writing command is nobody's to guess.
  const [only] = near;
  if (near.length !== 1 || only?.effect !== 'reads') return null;
  return { is: 'command', word: only.word, rest: others.join(' ').replace(/\s*\?+$/u, '') };
}

function suggestion(said: string, words: readonly KnownWord[]): Understood {
  const typed = said.split(' ').map((each) => each.toLowerCase());
  const [first = ''] = typed;
  const near = words
    .map((known) => ({ known, far: Math.min(distance(first, known.word), typed.slice(1).includes(known.word) ? 1 : Infinity) }))
    .filter(({ known, far }) => far <= Math.min(2, Math.floor(known.word.length / 2)))
    .sort((one, other) => one.far - other.far)[0]?.known;
  const nearest = near ?? words.find(({ word }) => word === 'why') ?? words[0];
  return { is: 'unknown', nearest: nearest?.word ?? 'help', example: nearest?.example ?? 'help' };
}
