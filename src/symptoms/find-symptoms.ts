import type { Symptom } from './symptom.ts';

const MOST = 3;

/** The messages that a pasted text speaks of, the most telling first; none when nothing known is in it. */
export function findSymptoms(pasted: string, symptoms: readonly Symptom[]): readonly Symptom[] {
  const text = plain(pasted);
  const numbers = new Set(text.match(/(?<![\w.])\d{3,}(?![\w.])/g) ?? []);
  return symptoms
    .map((symptom) => ({ symptom, weight: Math.max(0, ...symptom.tells.map((tell) => weightOf(tell, text, numbers))) }))
    .filter(({ weight }) => weight > 0)
    .sort((one, other) => other.weight - one.weight)
    .slice(0, MOST)
    .map(({ symptom }) => symptom);
}

/** Lower case, one space, straight quotes, no marks of lines: mails, consoles and browsers write the same message differently. */
const plain = (text: string): string => text.toLowerCase().replaceAll(' ; ', ' ').replace(/[\u2018\u2019]/g, "'").replace(/\s+/g, ' ').trim();

/** How much of the text is explained: its letters where all parts are there, else nothing. A bare number tells less than words. */
function weightOf(tell: string, text: string, numbers: ReadonlySet<string>): number {
  const parts = tell.split(' & ');
  const there = parts.every((part) => (/^\d+$/.test(part) ? numbers.has(part) : contains(text, part)));
  return there ? parts.reduce((total, part) => total + (/^\d+$/.test(part) ? 1 : part.length), 0) : 0;
}

/** `event 106` must not be found in `event 1061`. */
function contains(text: string, part: string): boolean {
  for (let at = text.indexOf(part); at >= 0; at = text.indexOf(part, at + 1)) {
    if (!/\d$/.test(part) || !/\d/.test(text.charAt(at + part.length))) return true;
  }
  return false;
}
