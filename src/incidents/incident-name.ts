import { hash } from 'node:crypto';

/** Without letters that are taken for others. */
const LETTERS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** Id and code of a new incident: the same for the same key at the same look, and a code that nobody else has. */
export function nameIncident(key: string, n: number, taken: Set<string>): { readonly incidentId: string; readonly code: string } {
  for (let salt = 0; ; salt += 1) {
    const digest = hash('sha256', `${key}\n${n}\n${salt}`, 'buffer');
    const code = `I-${[...digest.subarray(0, 4)].map((octet) => LETTERS.charAt(octet % LETTERS.length)).join('')}`;
    if (taken.has(code)) continue;
    taken.add(code);
    return { incidentId: digest.subarray(4, 20).toString('hex'), code };
  }
}
