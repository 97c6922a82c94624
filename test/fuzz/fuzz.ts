import assert from 'node:assert/strict';
import { repeatedKey } from '../../src/boundary/repeated-key.ts';
import { noise, spoilStructure, spoilText, type Spoiled } from './mutations.ts';
import { drawing, type Draw } from './random.ts';
import { TARGETS, type Target } from './targets.ts';

export interface FuzzFigures {
  readonly inputs: number;
  readonly taken: number;
  readonly slowestMs: number;
}

/** Slower than this is a reader that hangs; two processors may be shared with others. */
const TOO_SLOW_MS = 3_000;

/** Feeds one reader so many spoiled documents; throws an assertion that names the input by which it was caught. */
export function fuzz(target: Target, { seed, inputs, until = Infinity }: { readonly seed: number; readonly inputs: number; readonly until?: number }): FuzzFigures {
  const draw = drawing(seed);
  let [fed, taken, slowestMs] = [0, 0, 0];
  for (; fed < inputs && performance.now() < until; fed += 1) {
    const spoiled = spoil(target, draw);
    const begun = performance.now();
    const read = attempt(target, spoiled);
    slowestMs = Math.max(slowestMs, performance.now() - begun);
    if (read === undefined) continue;
    taken += 1;
    assert.equal(spoiled.mustRefuse, null, `the ${target.name} was taken in spite of ${spoiled.mustRefuse ?? ''}: ${spoiled.text.slice(0, 600)}`);
    const left = leftOut(target, target.plain(spoiled.text), read, []);
    assert.equal(left, null, `the ${target.name} was taken, but ${left ?? ''} was passed over: ${spoiled.text.slice(0, 600)}`);
    if (target.plain === undefined || spoiled.text.startsWith('{')) assert.equal(twice(spoiled.text), null, `the ${target.name} was taken with a key twice: ${spoiled.text.slice(0, 600)}`);
  }
  assert.ok(slowestMs < TOO_SLOW_MS, `the ${target.name} took ${String(slowestMs)} ms`);
  return { inputs: fed, taken, slowestMs };
}

function spoil({ documents, ...open }: Target, draw: Draw): Spoiled {
  const document = draw.of(documents);
  switch (draw.below(10)) {
    case 0:
      return noise(draw);
    case 1: case 2: case 3:
      return spoilText(JSON.stringify(document), draw);
    default:
      return spoilStructure(document, draw, open);
  }
}

function attempt(target: Target, { text }: Spoiled): unknown {
  try {
    return target.read(text);
  } catch (error) {
    return assert.fail(`the ${target.name} crashed with ${error instanceof Error ? `${error.name}: ${error.message}` : String(error)}: ${text.slice(0, 600)}`);
  }
}

/** The first key of the text that is not in what was made of it; null when all are. */
function leftOut(target: Target, plain: unknown, read: unknown, path: readonly string[]): string | null {
  const place = path.join('.');
  if (typeof plain !== 'object' || plain === null || target.anyKey.some((each) => place === each || place.startsWith(`${each}.`))) return null;
  if (typeof read !== 'object' || read === null || Array.isArray(plain) !== Array.isArray(read)) return place;
  const made = new Map<string, unknown>(Object.entries(read));
  for (const [key, value] of Object.entries(plain)) {
    if (!made.has(key)) return [...path, key].join('.');
    const inner = leftOut(target, value, made.get(key), [...path, Array.isArray(plain) ? '*' : key]);
    if (inner !== null) return inner;
  }
  return null;
}

function twice(text: string): string | null {
  try {
    return repeatedKey(text, JSON.parse(text));
  } catch {
    return null;
  }
}

/** Every reader must take its own documents, or nothing that it refuses would mean anything. */
export function takesItsOwn(target: Target): void {
  for (const document of target.documents) assert.notEqual(target.read(JSON.stringify(document)), undefined, `the ${target.name} refuses ${JSON.stringify(document)}`);
}

export { TARGETS };
