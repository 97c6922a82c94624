/** JSON pointer of a key that occurs twice in one object of a valid JSON text; null when there is none. JSON.parse would silently take the last. */
export function repeatedKey(source: string): string | null {
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
