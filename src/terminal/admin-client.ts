import { readFileSync } from 'node:fs';
import { parseAdminAnswer, type AdminAnswer } from '../boundary/admin-messages.ts';

/** Where a running bot's admin address is, and the file with its token. */
export interface AdminAddress {
  readonly url: string;
  readonly tokenFile: string;
}

/** Longer than the bot itself waits for its sources. */
export const LONGEST_MS = 60_000;

/** Asks the running bot; failures come back as sentences. */
export async function askBot(address: AdminAddress, path: string, body: unknown, longestMs = LONGEST_MS): Promise<AdminAnswer> {
  const answered = await reachBot(address, path, { body, longestMs });
  if (!answered.ok) return answered;
  try {
    return parseAdminAnswer(await answered.response.text());
  } catch {
    return { ok: false, says: gone(address) };
  }
}

/** The answer of the running bot as it arrives, to who may read its token file. */
export async function reachBot(address: AdminAddress, path: string, { body, longestMs }: { readonly body: unknown; readonly longestMs: number }): Promise<{ readonly ok: true; readonly response: Response } | { readonly ok: false; readonly says: string }> {
  let token: string;
  try {
    token = readFileSync(address.tokenFile, 'utf8').trim();
  } catch {
    return { ok: false, says: `Cannot read the token file ${address.tokenFile}. Only the account of the bot may; run this command as that account.` };
  }
  try {
    const response = await fetch(`${address.url}${path}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(longestMs),
    });
    if (response.status === 401) return { ok: false, says: 'The bot did not accept the token file: it is from another run. Ask again in a moment, or restart the bot.' };
    return { ok: true, response };
  } catch {
    return { ok: false, says: gone(address) };
  }
}

export const gone = ({ url }: AdminAddress): string => `No bot answers at ${url}. Is it running? Start it with \`syncwhy bot --config FILE\`, or the lab with \`npm start\`.`;
