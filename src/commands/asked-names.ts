/** More than this at once is a scan, not a question. */
export const MOST_NAMES = 20;

/**
 * The names in a pasted list: lines, semicolons, commas, `and`. A distinguished name keeps its commas, and so does
 * a single name of the form `Smith, John`.
 */
export function askedNames(text: string): readonly string[] {
  const lines = text.split(/[;\n]+/);
  const names = lines.flatMap((line) => (isDistinguishedName(line) || isSurnameFirst(line) ? [line] : line.split(/,|\s+and\s+(?=\S)/i)));
  const addresses = names.flatMap((name) => (name.trim().split(/\s+/).every((word) => word.includes('@')) ? name.trim().split(/\s+/) : [name]));
  const seen = new Map(addresses.map((name) => tidy(name)).filter((name) => name !== '').map((name) => [name.toLowerCase(), name]));
  return [...seen.values()];
}

const isDistinguishedName = (line: string): boolean => /(^|[\s,])(CN|OU)\s*=.+,\s*(CN|OU|DC)\s*=/i.test(line);

const isSurnameFirst = (line: string): boolean => /^\s*\p{Lu}[\p{L}'’-]+\s*,\s*\p{Lu}[\p{L}'’.-]+(\s\p{Lu}[\p{L}'’.-]*)*\s*$/u.test(line);

/** Bullets, numbers and quotes of a pasted list say nothing. */
const tidy = (name: string): string => name.trim().replace(/^(?:[-*•]|\d+[.)])\s+/, '').replace(/^["'“](.*)["'”]$/, '$1').trim();
