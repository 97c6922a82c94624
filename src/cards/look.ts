/** Styles of a card's head; each also has its own word in the headline, so that colour is never the only sign. */
export type Tone = 'good' | 'warning' | 'attention' | 'emphasis' | 'accent';

/** Semantic colours of text; they follow the client's theme. */
export type Colour = 'Default' | 'Good' | 'Warning' | 'Attention' | 'Accent';

export type Mark = 'fine' | 'broken' | 'doubtful' | 'open' | 'running';

const MARKS: Readonly<Record<Mark, { readonly mark: string; readonly color: Colour }>> = {
  fine: { mark: '✓', color: 'Good' },
  broken: { mark: '✗', color: 'Attention' },
  doubtful: { mark: '⚠', color: 'Warning' },
  open: { mark: '○', color: 'Default' },
  running: { mark: '▶', color: 'Accent' },
};

/** Sign and colour of a state; a word always stands beside it. */
export const look = (mark: Mark): { readonly mark: string; readonly color: Colour } => MARKS[mark];

/** Time for the client's DATE and TIME macros, which know no fractions of a second. */
export const macroTime = (iso: string): string => iso.replace(/\.\d+(?=Z|[+-])/u, '');

/** `2026-11-21 14:06 UTC`, for places where the client's macros do not work. */
export const utcTime = (iso: string): string => `${iso.slice(0, 10)} ${iso.slice(11, 16)} UTC`;

/** Lines of plain text without the empty ones. */
export const lines = (...each: readonly (string | readonly string[] | null | undefined)[]): string =>
  each.flat().filter((line) => line !== null && line !== undefined && line !== '').join('\n');

/** Adds what stands in brackets or after a separator only when there is something. */
export const suffix = (separator: string, text: string): string => (text === '' ? '' : `${separator}${text}`);
