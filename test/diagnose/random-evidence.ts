import fc from 'fast-check';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { exhibitsOf } from '../../src/diagnose/exhibits-of.ts';
import { company } from '../causes/company.ts';
import { rowsOfTables } from '../causes/describe-cause.ts';

export type Json = Record<string, unknown>;
type Path = readonly string[];

const FOLDER = join(import.meta.dirname, '..', 'bundles');
const bundlesIn = (folder: string): readonly Json[] =>
  readdirSync(folder).filter((name) => name.endsWith('.json') && !name.endsWith('.expected.json')).sort().map((name) => JSON.parse(readFileSync(join(folder, name), 'utf8')) as Json);

const BUNDLES: readonly Json[] = [...bundlesIn(FOLDER), ...bundlesIn(join(FOLDER, 'unseen'))];

/** What evidence grows from: the healthy complete company, every bundle, and every row of every table of the causes. */
const SEEDS: readonly (() => Json)[] = [
  () => company().bundle,
  ...BUNDLES.map((bundle) => () => structuredClone(bundle)),
  ...(await rowsOfTables(join(import.meta.dirname, '..', 'causes'))).map((row) => () => {
    const given = company();
    row.given(given);
    return given.bundle;
  }),
];

/** Every section of the format, as `unread` names it. */
export const SECTIONS: readonly string[] = ['directory', 'entra', ...Object.keys(exhibitsOf({ format: 'syncwhy-evidence/1', takenAt: '2026-11-21T09:10:00Z', unread: [] }))];

/** What the bundles themselves say: values that mean something somewhere. */
const WORDS = [...new Set(BUNDLES.flatMap((bundle) => leaves(bundle)).filter((leaf) => typeof leaf !== 'object'))];
const STRANGE: readonly unknown[] = [
  null, [], {}, '', ' ', 0, -1, true, false, 'True', 'FALSE', 'CN=\\0ACNF:,,=\\', 'CN=X\nDEL:8d1c9c4e,CN=Deleted Objects,DC=corp', 'SMTP:@', 'smtp:a@b', '20269999999999.0Z', '9999-99-99T99:99:99Z',
  '1970-01-01T00:00:00Z', 'x'.repeat(3000), '\u202Ejsmith', '__proto__', '((((((((((((((((', '<connection-log><incident>', '[{"Key":"AttributeConflictName"', '00000000-0000-0000-0000-000000000000', 'AAAA', '2.5.', '1.00:00:00',
];

/** One change of a bundle; `at` and `by` choose place and value, whatever their size. */
type Change = readonly [kind: 'strange' | 'word' | 'gone' | 'empty' | 'twice' | 'crossed' | 'unread' | 'asked', at: number, by: number];

export interface Recipe {
  readonly seed: number;
  readonly changes: readonly Change[];
}

const number = fc.nat(0x7fffffff);
const changeOf = (...kinds: readonly Change[0][]): fc.Arbitrary<Change> => fc.tuple(fc.constantFrom(...kinds), number, number);

/** Any evidence: broken shapes included. */
export const anyEvidence: fc.Arbitrary<Recipe> = fc.record({ seed: number, changes: fc.array(changeOf('strange', 'word', 'gone', 'empty', 'twice', 'crossed', 'unread', 'asked'), { minLength: 1, maxLength: 8 }) });

/** Evidence that does not contradict itself: nothing is there twice, and no value says something new. */
export const partialEvidence: fc.Arbitrary<Recipe> = fc.record({ seed: number, changes: fc.array(changeOf('gone', 'empty', 'unread', 'asked'), { minLength: 1, maxLength: 8 }) });

/** The document a recipe describes. */
export function evidenceOf({ seed, changes }: Recipe): Json {
  const bundle = pick(SEEDS, seed)();
  for (const change of changes) apply(bundle, change);
  return bundle;
}

function apply(bundle: Json, [kind, at, by]: Change): void {
  if (kind === 'unread') return void (bundle['unread'] = [...(Array.isArray(bundle['unread']) ? (bundle['unread'] as readonly unknown[]) : []), { what: pick(SECTIONS, at), why: 'failed' }]);
  if (kind === 'asked') return void (bundle['subject'] = pick(namesIn(bundle), at));
  const path = pick(pathsOf(bundle), at);
  if (kind === 'strange') put(bundle, path, pick(STRANGE, by));
  if (kind === 'word') put(bundle, path, pick(WORDS, by));
  if (kind === 'gone') put(bundle, path, undefined);
  if (kind === 'crossed') put(bundle, path.slice(0, 3), structuredClone(valueAt(pick(BUNDLES, by), path.slice(0, 3))));
  if (kind === 'empty' || kind === 'twice') inList(bundle, path, (list) => (kind === 'empty' ? list.splice(0) : list.push(structuredClone(list[by % Math.max(1, list.length)]))));
}

const pick = <Item>(items: readonly Item[], at: number): Item => {
  const item = items[at % items.length];
  if (items.length === 0) throw new Error('nothing to choose from');
  return item as Item;
};

/** Names of everything in a bundle that can be asked for. */
function namesIn(bundle: Json): readonly string[] {
  const names = pathsOf(bundle).filter((path) => /^(dn|sAMAccountName|userPrincipalName|displayName|mail|id)$/.test(path.at(path.at(-1) === '0' ? -2 : -1) ?? '')).map((path) => valueAt(bundle, path)).filter((value) => typeof value === 'string');
  return ['jsmith', ...names];
}

export function pathsOf(value: unknown, path: Path = []): readonly Path[] {
  if (typeof value !== 'object' || value === null) return [path];
  return [...(path.length > 0 ? [path] : []), ...Object.entries(value).flatMap(([key, each]) => pathsOf(each, [...path, key]))];
}

function leaves(value: unknown): readonly unknown[] {
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap((each) => leaves(each)) : [value];
}

const valueAt = (value: unknown, [step, ...rest]: Path): unknown => {
  if (step === undefined) return value;
  return typeof value === 'object' && value !== null ? valueAt(Reflect.get(value, step), rest) : undefined;
};

function put(value: unknown, [step, ...rest]: Path, to: unknown): void {
  if (typeof value !== 'object' || value === null || step === undefined) return;
  if (rest.length > 0) put(Reflect.get(value, step), rest, to);
  else if (to !== undefined) Reflect.set(value, step, to);
  else if (Array.isArray(value)) value.splice(Number(step), 1);
  else Reflect.deleteProperty(value, step);
}

/** The innermost list on a path. */
function inList(bundle: Json, path: Path, change: (list: unknown[]) => void): void {
  for (let length = path.length; length > 0; length -= 1) {
    const list = valueAt(bundle, path.slice(0, length));
    if (Array.isArray(list)) return change(list);
  }
}
