import { parsePattern, type PatternPart, type LetterTest } from './pattern-grammar.ts';

/** A pattern that a value fits as a whole or not at all; the time it takes grows with the length of the value and no faster. */
export interface ValuePattern {
  fits(value: string): boolean;
}

/** Longest value that is looked at; AD has no longer address or name. */
const LONGEST_VALUE = 2_048;
const MOST_STEPS = 4_000;

/** Compiles a pattern of the grammar of `parsePattern`; null when it is none, or too large. */
export function valuePattern(text: string): ValuePattern | null {
  const part = parsePattern(text);
  if (part === null) return null;
  const program: Step[] = [{ is: 'end' }];
  const start = compiled(part, 0, program);
  if (start === null) return null;
  return { fits: (value) => value.length <= LONGEST_VALUE && run(program, start, value) };
}

type Step = { readonly is: 'end' } | { readonly is: 'letter'; readonly test: LetterTest; readonly next: number } | { readonly is: 'fork'; one: number; other: number };

/** Appends the steps that lead to `next` and gives the first; null when there would be too many. */
function compiled(part: PatternPart, next: number, program: Step[]): number | null {
  if (program.length > MOST_STEPS) return null;
  switch (part.is) {
    case 'letter':
      return program.push({ is: 'letter', test: part.test, next }) - 1;
    case 'row':
      // An empty row counts as a step too, or repeats of nothing in repeats of nothing would never come to an end.
      if (part.parts.length === 0) return program.push({ is: 'fork', one: next, other: next }) - 1;
      return part.parts.reduceRight<number | null>((then, each) => (then === null ? null : compiled(each, then, program)), next);
    case 'choice':
      return part.parts.reduce<number | null>((other, each, at) => {
        const one = other === null ? null : compiled(each, next, program);
        return one === null || at === 0 ? one : program.push({ is: 'fork', one, other: other ?? one }) - 1;
      }, next);
    case 'repeat':
      return repeated(part, next, program);
  }
}

function repeated({ part, least, most }: Extract<PatternPart, { readonly is: 'repeat' }>, next: number, program: Step[]): number | null {
  let start: number | null = next;
  if (most === null) {
    const loop: Step = { is: 'fork', one: next, other: next };
    const at = program.push(loop) - 1;
    const body = compiled(part, at, program);
    if (body === null) return null;
    loop.one = body;
    start = at;
  } else for (let more = most - least; more > 0 && start !== null; more -= 1) {
    const body = compiled(part, start, program);
    start = body === null ? null : program.push({ is: 'fork', one: body, other: next }) - 1;
  }
  for (let turn = 0; turn < least && start !== null; turn += 1) start = compiled(part, start, program);
  return start;
}

/** Walks all ways at the same time, so that there is nothing to go back to. */
function run(program: readonly Step[], start: number, value: string): boolean {
  let here = reachable(program, [start]);
  for (const letter of value) {
    const next: number[] = [];
    for (const at of here) {
      const step = program[at];
      if (step?.is === 'letter' && step.test(letter)) next.push(step.next);
    }
    if (next.length === 0) return false;
    here = reachable(program, next);
  }
  return here.has(0);
}

function reachable(program: readonly Step[], from: readonly number[]): ReadonlySet<number> {
  const seen = new Set<number>();
  const waiting = [...from];
  for (let at = waiting.pop(); at !== undefined; at = waiting.pop()) {
    if (seen.has(at)) continue;
    seen.add(at);
    const step = program[at];
    if (step?.is === 'fork') waiting.push(step.one, step.other);
  }
  return seen;
}
