import type { Course } from './course.ts';

/** One sentence about an object: what comes after follows from it. */
export function tell({ says }: Course, dn: string, sentence: string): void {
  if (![...says].some((said) => said.includes(dn))) says.add(sentence);
}
