type Data = Readonly<Record<string, unknown>>;

/**
 * A copy of a card's data with its heaviest shortenable list cut by a third and the number of the hidden entries told.
 * A list is shortenable when a text member with its name and `More` stands beside it (`steps` and `stepsMore`).
 * Null when nothing is left to cut.
 */
export function shortenLongest(data: Data): Data | null {
  const heaviest = lists(data, []).reduce<FoundList | null>((best, each) => (best === null || each.weight > best.weight ? each : best), null);
  return heaviest ? asData(cut(data, heaviest.path)) : null;
}

interface FoundList {
  readonly path: readonly (string | number)[];
  readonly weight: number;
}

function lists(value: unknown, path: readonly (string | number)[]): readonly FoundList[] {
  if (Array.isArray(value)) return value.flatMap((each, index) => lists(each, [...path, index]));
  if (!isData(value)) return [];
  return Object.entries(value).flatMap(([name, each]) => {
    const inner = lists(each, [...path, name]);
    const shortenable = Array.isArray(each) && each.length > 1 && typeof value[`${name}More`] === 'string';
    return shortenable ? [...inner, { path: [...path, name], weight: JSON.stringify(each).length }] : inner;
  });
}

function cut(value: unknown, path: readonly (string | number)[]): unknown {
  const [head, ...rest] = path;
  if (Array.isArray(value) && typeof head === 'number') return value.map((each: unknown, index) => (index === head ? cut(each, rest) : each));
  if (!isData(value) || typeof head !== 'string') return value;
  if (rest.length > 0) return { ...value, [head]: cut(value[head], rest) };
  const list = value[head];
  if (!Array.isArray(list)) return value;
  const kept: readonly unknown[] = list.slice(0, Math.max(1, Math.floor((list.length * 2) / 3)));
  const hidden = list.length - kept.length + alreadyHidden(value[`${head}More`]);
  return { ...value, [head]: kept, [`${head}More`]: `… and ${hidden} more` };
}

const alreadyHidden = (more: unknown): number => Number(/^… and (\d+) more/u.exec(String(more))?.[1] ?? 0);
const isData = (value: unknown): value is Data => typeof value === 'object' && value !== null && !Array.isArray(value);
const asData = (value: unknown): Data | null => (isData(value) ? value : null);
