import type { Draw } from './random.ts';

export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };
type Path = readonly (string | number)[];

/** A spoiled document; `mustRefuse` says why no reader may take it. */
export interface Spoiled {
  readonly text: string;
  readonly mustRefuse: string | null;
}

export interface Openness {
  /** Paths (joined with dots, numbers as `*`) of objects that may have any key, and of values that may have any shape. */
  readonly anyKey: readonly string[];
  /** Paths whose texts have no bound of their own. */
  readonly anyLength: readonly string[];
}

const OVERLONG = 150_000;
const KEYS = ['fuzz', 'toString', 'constructor', 'prototype', '', 'kind ', 'Kind', '\u0000', 'hasOwnProperty'];
const TOKENS = ['{', '}', '[', ']', '"', ':', ',', 'null', 'true', '1e999', '-0', '\\u0000', '\\ud800', '__proto__', '"__proto__":{"x":1}', '9007199254740993', '\n- ', ': &a *a', '!!js/function ', '<<: ', '? ', '%YAML 1.1', '\u2028', '\ufeff', '\u0000', '(a+)+$', '"a":"a",'];

/** Changes one thing of a valid document of which no reader may take the result. */
export function spoilStructure(document: Json, draw: Draw, open: Openness): Spoiled {
  const places = placesIn(document);
  const objects = places.filter(({ value }) => isObject(value));
  const into = draw.of(objects);
  switch (draw.below(5)) {
    case 0:
      return anyKey(open, into.path) ? spoilText(JSON.stringify(document), draw) : { text: JSON.stringify(put(document, into.path, { ...(isObject(into.value) ? into.value : {}), [freshKey(into.value, draw)]: 1 })), mustRefuse: `an unknown key at ${shown(into.path)}` };
    case 1:
      return { text: inserted(document, into.path, '"__proto__":{"readOnly":false}'), mustRefuse: `__proto__ at ${shown(into.path)}` };
    case 2: {
      const key = isObject(into.value) ? Object.keys(into.value)[0] : undefined;
      return key === undefined ? spoilText(JSON.stringify(document), draw) : { text: inserted(document, into.path, `${JSON.stringify(key)}:${JSON.stringify(isObject(into.value) ? into.value[key] : null)}`), mustRefuse: `a key twice at ${shown(into.path)}` };
    }
    case 3: {
      const at = draw.of(places);
      return anyKey(open, at.path.slice(0, -1)) || anyKey(open, at.path) ? spoilText(JSON.stringify(document), draw) : { text: JSON.stringify(put(document, at.path, otherKind(at.value, draw))), mustRefuse: `another kind of value at ${shown(at.path)}` };
    }
    default: {
      const texts = places.filter(({ value, path }) => typeof value === 'string' && !open.anyLength.includes(generic(path)) && !anyKey(open, path));
      const at = texts.length === 0 ? null : draw.of(texts);
      return at === null ? spoilText(JSON.stringify(document), draw) : { text: JSON.stringify(put(document, at.path, `${String(at.value)}${'x'.repeat(OVERLONG)}`)), mustRefuse: `an overlong text at ${shown(at.path)}` };
    }
  }
}

/** Cuts, swaps, doubles and strews letters; the result may be anything, also a valid document. */
export function spoilText(text: string, draw: Draw): Spoiled {
  let spoiled = text;
  for (let turn = draw.below(4); turn >= 0; turn -= 1) {
    const [from, to] = [draw.below(spoiled.length + 1), draw.below(spoiled.length + 1)].sort((one, other) => one - other);
    const [head, middle, tail] = [spoiled.slice(0, from), spoiled.slice(from, to), spoiled.slice(to)];
    spoiled = draw.of([() => head + tail, () => head + draw.of(TOKENS) + middle + tail, () => head + middle + middle.slice(0, 2_000) + tail, () => head, () => head + String.fromCharCode(draw.below(0x10000)) + middle.slice(1) + tail, () => tail + head])();
  }
  return { text: spoiled.slice(0, 200_000), mustRefuse: null };
}

/** No document at all. */
export function noise(draw: Draw): Spoiled {
  const length = draw.below(200);
  return { text: Array.from({ length }, () => (draw.below(2) === 0 ? draw.of(TOKENS) : String.fromCharCode(draw.below(256)))).join(''), mustRefuse: null };
}

interface Place {
  readonly path: Path;
  readonly value: Json;
}

const isObject = (value: Json): value is { readonly [key: string]: Json } => typeof value === 'object' && value !== null && !Array.isArray(value);

function placesIn(value: Json, path: Path = []): readonly Place[] {
  const own = { path, value };
  if (Array.isArray(value)) return [own, ...(value as readonly Json[]).flatMap((each, at) => placesIn(each, [...path, at]))];
  return isObject(value) ? [own, ...Object.entries(value).flatMap(([key, each]) => placesIn(each, [...path, key]))] : [own];
}

function put(document: Json, [step, ...rest]: Path, value: Json): Json {
  if (step === undefined) return value;
  if (Array.isArray(document)) return (document as readonly Json[]).map((each, at) => (at === step ? put(each, rest, value) : each));
  return isObject(document) ? Object.fromEntries(Object.entries(document).map(([key, each]) => [key, key === step ? put(each, rest, value) : each])) : document;
}

/** JSON text of the document with these members written at the beginning of one of its objects. */
function inserted(document: Json, path: Path, members: string): string {
  const mark = '@@here@@';
  const target = path.reduce<Json>((value, step) => (Array.isArray(value) ? ((value as readonly Json[])[Number(step)] ?? null) : isObject(value) ? (value[step] ?? null) : null), document);
  const body = JSON.stringify(target);
  const written = body === '{}' ? `{${members}}` : `{${members},${body.slice(1)}`;
  return JSON.stringify(put(document, path, mark)).replace(`"${mark}"`, () => written);
}

function freshKey(value: Json, draw: Draw): string {
  const key = draw.of(KEYS);
  return isObject(value) && Object.hasOwn(value, key) ? 'fuzz' : key;
}

function otherKind(value: Json, draw: Draw): Json {
  const kinds: readonly Json[] = [17.5, 'fuzz', true, { fuzz: 1 }, [[{}]], -1e308].filter((each) => typeof each !== typeof value || Array.isArray(each) !== Array.isArray(value)).filter((each) => value !== null || typeof each !== 'string');
  return draw.of(kinds);
}

const generic = (path: Path): string => path.map((step) => (typeof step === 'number' ? '*' : step)).join('.');
const anyKey = ({ anyKey: paths }: Openness, path: Path): boolean => paths.some((each) => generic(path) === each || generic(path).startsWith(`${each}.`));
const shown = (path: Path): string => (path.length === 0 ? 'the top' : path.join('.'));
