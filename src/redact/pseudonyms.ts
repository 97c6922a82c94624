import { createHmac } from 'node:crypto';
import { isKept } from './vocabulary.ts';

/**
 * A stand-in for every word: of the same length, of other letters, no two alike. What the letters were cannot be told without the key.
 * Length and kind of the letters stay, because limits and forbidden characters are what the evidence is about.
 */
export function pseudonymsOf(words: ReadonlySet<string>, key: string): ReadonlyMap<string, string> {
  const given = new Map<string, string>();
  const used = new Set<string>();
  for (const word of [...words].sort()) {
    let attempt = 0;
    let stand = standIn(word, key, attempt);
    while ((used.has(stand) || isKept(stand) || stand === word) && attempt < MOST_ATTEMPTS) {
      attempt += 1;
      stand = standIn(word, key, attempt);
    }
    used.add(stand);
    given.set(word, stand);
  }
  return given;
}

/** Two letters have only 676 stand-ins. */
const MOST_ATTEMPTS = 5_000;

function standIn(word: string, key: string, attempt: number): string {
  const octets = createHmac('sha256', key).update(`${attempt} ${word}`).digest();
  return [...word].map((letter, at) => (/[a-z]/.test(letter) ? String.fromCharCode(97 + (octets[at % octets.length] ?? 0) % 26) : letter)).join('');
}
