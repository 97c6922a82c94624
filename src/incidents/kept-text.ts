import { hash } from 'node:crypto';

const LONGEST = 400;

/** A text by which something is found again in a store: without what a database cannot take, and no longer than an index allows. */
export function keptText(text: string): string {
  const fit = text.isWellFormed() && !text.includes('\0') ? text : text.toWellFormed().replaceAll('\0', '\ufffd');
  return fit.length <= LONGEST ? fit : `${fit.slice(0, LONGEST / 2).toWellFormed()}…${hash('sha256', fit)}`;
}
