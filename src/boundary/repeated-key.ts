/**
 * JSON pointer of a key that occurs twice in one object of a valid JSON text; null when there is none. JSON.parse would silently take the last,
 * so what it made has fewer keys than the text; only then is the place looked for.
 */
export const repeatedKey = (source: string, parsed: unknown): string | null => (keysWritten(source) === keysKept(parsed) ? null : placeOfRepeated(source));

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const COLON = 0x3a;
const SPACE = 0x20;

/** Texts that a colon follows. */
function keysWritten(source: string): number {
  const octets = Buffer.from(source);
  const end = octets.length;
  let keys = 0;
  for (let at = 0; at < end; at += 1) {
    if (octets[at] !== QUOTE) continue;
    for (at += 1; at < end && octets[at] !== QUOTE; at += 1) if (octets[at] === BACKSLASH) at += 1;
    let next = octets[at + 1];
    for (let behind = at + 2; next !== undefined && next <= SPACE; behind += 1) next = octets[behind];
    if (next === COLON) keys += 1;
  }
  return keys;
}

/** Keys of all objects in a value. Without recursion: a hostile text may be nested to any depth. */
function keysKept(parsed: unknown): number {
  const open = [parsed];
  let keys = 0;
  for (let inner = open.pop(); inner !== undefined; inner = open.pop()) {
    if (typeof inner !== 'object' || inner === null) continue;
    const values: readonly unknown[] = Array.isArray(inner) ? inner : Object.values(inner);
    if (!Array.isArray(inner)) keys += values.length;
    for (const value of values) if (typeof value === 'object' && value !== null) open.push(value);
  }
  return keys;
}

function placeOfRepeated(source: string): string | null {
  const open: { readonly keys: Set<string> | null; index: number; step: string }[] = [];
  const token = /"(?:[^"\\]|\\.)*"|[{}[\],:]/g;
  let last: string | null = null;
  for (const [found] of source.matchAll(token)) {
    const level = open.at(-1);
    if (found === '{' || found === '[') open.push({ keys: found === '{' ? new Set() : null, index: 0, step: '0' });
    else if (found === '}' || found === ']') open.pop();
    else if (found === ',' && level !== undefined && level.keys === null) {
      level.index += 1;
      level.step = String(level.index);
    } else if (found === ':' && level !== undefined && level.keys !== null && last !== null) {
      const key: string = last;
      level.step = key.slice(1, -1);
      if (level.keys.has(key)) return `/${open.map(({ step }) => step.replaceAll('~', '~0').replaceAll('/', '~1')).join('/')}`;
      level.keys.add(key);
    }
    last = found.startsWith('"') ? found : null;
  }
  return null;
}
