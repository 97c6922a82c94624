import { readFileSync } from 'node:fs';
import { parseAdminAnswer, type AdminAnswer } from '../boundary/admin-messages.ts';

/** Where a running bot's admin address is, and the file with its token. */
export interface AdminAddress {
  readonly url: string;
  readonly tokenFile: string;
}

/** Asks the running bot; failures come back as sentences. */
export async function askBot(address: AdminAddress, path: string, body: unknown): Promise<AdminAnswer> {
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
      signal: AbortSignal.timeout(60_000),
    });
    if (response.status === 401) return { ok: false, says: 'The bot did not accept the token file: it is from another run. Ask again in a moment, or restart the bot.' };
    return parseAdminAnswer(await response.text());
  } catch {
    return { ok: false, says: `No bot answers at ${address.url}. Is it running? Start it with \`syncwhy bot --config FILE\`, or the lab with \`npm start\`.` };
  }
}
