import type { EvidenceDocument } from '../model/evidence.ts';
import { FITS } from '../deduce/name-match.ts';

const NOISE = new Set(
  "why won't wont isn't isnt is not does doesn't doesnt did didn't can't cant cannot can will what what's where how sync syncs syncing synced synchronise synchronize synchronised synchronized synchronising synchronizing to into from with entra azure ad active directory id cloud 365 office o365 m365 microsoft tenant the a an account user group contact device of for in on at please exists exist twice missing gone wrong appear appears appearing show shows showing up mail email e-mail address mailbox there here it and has have no have his her their my our"
    .split(' '),
);
const WORDS = FITS.indexOf('words');
/** Every run of words is tried as a name, so their number is limited. */
const WORDS_READ = 60;

/**
 * The name in a bundle: `subject` as it is, or the words of `question` that name somebody.
 * `rank` tells how well a text names an object that was read; lower is better.
 */
export function askedName(document: EvidenceDocument, rank: (text: string) => number): string {
  const subject = document.subject?.trim();
  if (subject !== undefined && subject !== '') return subject;
  const question = (document.question ?? '').trim();
  if (rank(question) < WORDS) return question;
  const tokens = question.replace(/["“”„?!;]/g, ' ').split(/\s+/).map(bare).filter((token) => token !== '').slice(0, WORDS_READ);
  const phrases = runs(tokens).filter((phrase) => phrase.some((token) => !isNoise(token)));
  const exact = phrases.map((phrase) => phrase.join(' ')).find((phrase) => rank(phrase) < WORDS);
  return exact ?? tokens.filter((token) => !isNoise(token)).join(' ');
}

/** All runs of words, longest first, then from the left. */
const runs = (tokens: readonly string[]): readonly (readonly string[])[] =>
  tokens.flatMap((_, shorter) => tokens.slice(0, shorter + 1).map((__, from) => tokens.slice(from, from + tokens.length - shorter)));

const isNoise = (token: string): boolean => NOISE.has(token.toLowerCase().replaceAll('’', "'"));

/** Without a possessive ending and without full stops and commas round it. */
const bare = (token: string): string => (isNoise(token) ? token : token.replace(/['’]s$/i, '').replace(/^[,.:'’(]+|[,.:'’)]+$/g, ''));
