/** Graph may ask for minutes; a person who waits gets "throttled" instead. In ms. */
export const LONGEST_WAIT = 10_000;

/** How long to wait after the refused attempt of this number, in ms; `asked` is what Graph wants, when it says so. */
export const waitAfter = (attempt: number, asked: number | undefined): number => asked ?? 200 * 2 ** attempt;
