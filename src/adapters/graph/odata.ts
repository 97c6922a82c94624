/** A string literal of OData: quotes doubled. */
export const literal = (text: string): string => `'${text.replaceAll("'", "''")}'`;

/** Path and query; every value is escaped here and nowhere else. */
export function address(path: string, query: Readonly<Record<string, string>>): string {
  const options = Object.entries(query).map(([name, value]) => `${name}=${encodeURIComponent(value)}`);
  return options.length === 0 ? path : `${path}?${options.join('&')}`;
}

/** Graph takes 15 alternatives in one filter, and addresses have an end. */
const MOST_ALTERNATIVES = 15;
const LONGEST = 1500;

/** Joins alternatives with `or` into as few filters as Graph's limits allow. An `or` inside a value counts as well: better one request more than a refusal. */
export function filtersOf(alternatives: readonly string[], longest = LONGEST): readonly string[] {
  const filters: string[] = [];
  for (const alternative of alternatives) {
    const joined = filters.length === 0 ? alternative : `${filters.at(-1) ?? ''} or ${alternative}`;
    if (filters.length > 0 && joined.split(/\bor\b/i).length <= MOST_ALTERNATIVES && encodeURIComponent(joined).length <= longest) filters[filters.length - 1] = joined;
    else filters.push(alternative);
  }
  return filters;
}
