import { noticeReply } from '../cards/notice.ts';
import type { Parsed } from './command.ts';

interface CodeAndWords {
  readonly code: string;
  readonly words: string;
}

/**
 * `7F3K-92QD and the rest` → code and words; the letters may be small and the dash missing. Only ASCII letters and digits make a code:
 * a look-alike (Cyrillic, fullwidth, the Kelvin sign) stays as typed, so that no plan is found under it.
 */
export function codeAndWords(wrong: string): (rest: string) => Parsed<CodeAndWords> {
  return (rest) => {
    const [, head, tail, words = ''] = /^\s*([\p{L}\p{N}]{4})[-\s]?([\p{L}\p{N}]{4})(?:\s+([\s\S]*))?$/u.exec(rest) ?? [];
    return head === undefined || tail === undefined ? { ok: false, wrong } : { ok: true, args: { code: asCode(`${head}-${tail}`), words: words.trim() } };
  };
}

const asCode = (typed: string): string => (/^[A-Za-z0-9-]+$/.test(typed) ? typed.toUpperCase() : typed);

export const noSuchPlan = (code: string) =>
  noticeReply({ tone: 'warning', headline: 'No such plan', happened: `I know no plan ${code}.`, effect: 'Nothing was done.', advice: 'Type pending to see the open plans with their codes.' });
