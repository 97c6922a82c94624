/** Whether one letter is meant. */
export type LetterTest = (letter: string) => boolean;

export type PatternPart =
  | { readonly is: 'letter'; readonly test: LetterTest }
  | { readonly is: 'row' | 'choice'; readonly parts: readonly PatternPart[] }
  | { readonly is: 'repeat'; readonly part: PatternPart; readonly least: number; readonly most: number | null };

const LONGEST_PATTERN = 300;
const MOST_REPEATS = 64;
const DEEPEST = 20;

/**
 * A small part of regular expressions: letters, `.`, `\d`, `\w`, a backslash before a sign, `[a-z]`, `[^@]`, `( )`, `(?: )`, `|` and the
 * repeats `?`, `*`, `+`, `{2}`, `{2,}`, `{2,5}`. `^` and `$` may stand at the ends and change nothing, for a value has to fit as a whole.
 * Null when the text is anything else: nothing that looks ahead or back is understood.
 */
export function parsePattern(text: string): PatternPart | null {
  if (text.length === 0 || text.length > LONGEST_PATTERN) return null;
  const letters = [...text.replace(/^\^/, '').replace(/(?<!\\)((?:\\\\)*)\$$/, '$1')];
  const reader: Reader = { letters, at: 0, depth: 0 };
  try {
    const part = choice(reader);
    return reader.at === letters.length ? part : null;
  } catch (error) {
    if (error instanceof NoPattern) return null;
    throw error;
  }
}

class NoPattern extends Error {}

interface Reader {
  readonly letters: readonly string[];
  at: number;
  depth: number;
}

const peek = ({ letters, at }: Reader): string | undefined => letters[at];

function take(reader: Reader): string {
  const letter = reader.letters[reader.at];
  if (letter === undefined) throw new NoPattern();
  reader.at += 1;
  return letter;
}

function skip(reader: Reader, text: string): boolean {
  const found = [...text].every((letter, n) => reader.letters[reader.at + n] === letter);
  if (found) reader.at += text.length;
  return found;
}

function choice(reader: Reader): PatternPart {
  const parts = [row(reader)];
  while (skip(reader, '|')) parts.push(row(reader));
  return { is: 'choice', parts };
}

function row(reader: Reader): PatternPart {
  const parts: PatternPart[] = [];
  for (let next = peek(reader); next !== undefined && next !== '|' && next !== ')'; next = peek(reader)) parts.push(withRepeat(reader, one(reader)));
  return { is: 'row', parts };
}

function one(reader: Reader): PatternPart {
  if (skip(reader, '(')) return group(reader);
  const letter = take(reader);
  if (letter === '[') return { is: 'letter', test: oneOf(reader) };
  if (letter === '.') return { is: 'letter', test: (each) => each !== '\n' && each !== '\r' };
  if (letter === '\\') return { is: 'letter', test: escaped(reader) };
  if ('^$?*+{}]'.includes(letter)) throw new NoPattern();
  return { is: 'letter', test: (each) => each === letter };
}

function group(reader: Reader): PatternPart {
  reader.depth += 1;
  if (reader.depth > DEEPEST) throw new NoPattern();
  if (peek(reader) === '?' && !skip(reader, '?:')) throw new NoPattern();
  const inner = choice(reader);
  if (!skip(reader, ')')) throw new NoPattern();
  reader.depth -= 1;
  return inner;
}

const SHORTHANDS: ReadonlyMap<string, LetterTest> = new Map([
  ['d', (each) => each >= '0' && each <= '9'],
  ['w', (each) => each.length === 1 && /[A-Za-z0-9_]/.test(each)],
]);

function escaped(reader: Reader): LetterTest {
  const letter = take(reader);
  const shorthand = SHORTHANDS.get(letter);
  if (shorthand !== undefined) return shorthand;
  if (/[A-Za-z0-9_\s]/.test(letter)) throw new NoPattern();
  return (each) => each === letter;
}

/** What stands between `[` and `]`. */
function oneOf(reader: Reader): LetterTest {
  const other = skip(reader, '^');
  const tests: LetterTest[] = [];
  while (!skip(reader, ']')) tests.push(member(reader));
  if (tests.length === 0) throw new NoPattern();
  return (each) => tests.some((test) => test(each)) !== other;
}

function member(reader: Reader): LetterTest {
  const first = take(reader);
  if (first === '[') throw new NoPattern();
  if (first === '\\' && SHORTHANDS.has(peek(reader) ?? '')) return escaped(reader);
  const from = first === '\\' ? sign(reader) : first;
  if (peek(reader) !== '-' || reader.letters[reader.at + 1] === ']') return (each) => each === from;
  take(reader);
  const last = take(reader);
  const to = last === '\\' ? sign(reader) : last;
  const [low, high] = [from.codePointAt(0) ?? 0, to.codePointAt(0) ?? 0];
  if (last === '[' || low > high) throw new NoPattern();
  return (each) => (each.codePointAt(0) ?? 0) >= low && (each.codePointAt(0) ?? 0) <= high;
}

function sign(reader: Reader): string {
  const letter = take(reader);
  if (/[A-Za-z0-9_\s]/.test(letter)) throw new NoPattern();
  return letter;
}

function withRepeat(reader: Reader, part: PatternPart): PatternPart {
  if (skip(reader, '?')) return { is: 'repeat', part, least: 0, most: 1 };
  if (skip(reader, '*')) return { is: 'repeat', part, least: 0, most: null };
  if (skip(reader, '+')) return { is: 'repeat', part, least: 1, most: null };
  if (!skip(reader, '{')) return part;
  let text = '';
  while (!skip(reader, '}')) text += take(reader);
  const [, least, comma, most] = /^(\d{1,2})(,(\d{0,2}))?$/.exec(text) ?? [];
  if (least === undefined) throw new NoPattern();
  const end = comma === undefined ? Number(least) : most === undefined || most === '' ? null : Number(most);
  if (Number(least) > MOST_REPEATS || (end !== null && (end === 0 || end > MOST_REPEATS || end < Number(least)))) throw new NoPattern();
  return { is: 'repeat', part, least: Number(least), most: end };
}
