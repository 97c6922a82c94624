import type { PairsRead } from '../model/listed-pair.ts';

/** More lines than fit into one message anyway; a longer list is handed over at the terminal. */
const MOST_PASTED = 500;

/** The CSV that follows `pairs` in a message, its lines set apart by ` ; ` as the normalised text has them; a semicolon within quotation marks belongs to a name. */
export function readPastedPairs(text: string, read: (csv: string) => PairsRead): PairsRead {
  const lines = text.split(/\s+;\s+(?=(?:[^"]*"[^"]*")*[^"]*$)/u).map((line) => line.trim().replace(/(?:\s*,)+$/u, '')).filter((line) => line !== '');
  if (lines.length - 1 > MOST_PASTED) return { ok: false, faults: [`These are ${lines.length - 1} pairs, and a message may have ${MOST_PASTED}. Make several campaigns of them, or hand the list over on the bot's host: syncwhy campaign new NAME --pairs FILE.csv.`] };
  return read(lines.map((line) => line.replace(/\s*,\s*/gu, (comma, at: number) => (isQuoted(line, at) ? comma : ','))).join('\n'));
}

const isQuoted = (line: string, at: number): boolean => line.slice(0, at).split('"').length % 2 === 0;
