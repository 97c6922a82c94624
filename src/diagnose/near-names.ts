import type { Candidate } from '../model/subject.ts';

const MOST = 5;

/** Objects whose name is nearly what was typed: a slip of one or two letters, or the beginning of a name. */
export function nearNames(asked: string, candidates: readonly Candidate[]): readonly Candidate[] {
  const name = asked.trim().toLowerCase();
  if (name.length < 2) return [];
  const allowed = name.length <= 4 ? 1 : 2;
  const rated = candidates.map((candidate) => ({ candidate, distance: Math.min(...namesOf(candidate).map((each) => nearness(name, each))) })).filter(({ distance }) => distance <= allowed);
  const sorted = rated.sort((one, other) => one.distance - other.distance).map(({ candidate }) => candidate);
  return sorted.filter((candidate, at) => sorted.findIndex((other) => (other.dn ?? other.entraId) === (candidate.dn ?? candidate.entraId) || (other.entraId !== undefined && other.entraId === candidate.entraId)) === at).slice(0, MOST);
}

const namesOf = (candidate: Candidate): readonly string[] =>
  [candidate.sAMAccountName, candidate.userPrincipalName, candidate.userPrincipalName?.split('@')[0], candidate.displayName, ...(candidate.displayName?.split(' ') ?? [])].flatMap((each) => each?.toLowerCase() ?? []);

const nearness = (asked: string, name: string): number => (asked.length >= 3 && name.startsWith(asked) ? 1 : distance(asked, name));

/** Letters to insert, drop, change or swap (Damerau-Levenshtein, neighbours only). */
function distance(one: string, other: string): number {
  if (Math.abs(one.length - other.length) > 2) return Number.POSITIVE_INFINITY;
  let before: number[] = [];
  let last = Array.from({ length: other.length + 1 }, (_, n) => n);
  for (let i = 1; i <= one.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= other.length; j += 1) {
      const change = one[i - 1] === other[j - 1] ? 0 : 1;
      const swapped = i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1] ? (before[j - 2] ?? 0) + 1 : Number.POSITIVE_INFINITY;
      row.push(Math.min((last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (last[j - 1] ?? 0) + change, swapped));
    }
    before = last;
    last = row;
  }
  return last[other.length] ?? 0;
}
