import { readFileSync } from 'node:fs';
import { EVIDENCE, parseAdminAnswer } from '../boundary/admin-messages.ts';
import type { AdminAddress } from './admin-client.ts';

interface CollectOptions {
  /** Names and addresses are replaced before the evidence leaves the bot. */
  readonly redact: boolean;
  write(piece: string): void;
  err(text: string): void;
}

/** Longer than the bot itself waits for its sources. */
const LONGEST_MS = 60_000;

/** Writes the evidence about one object as it arrives. Exit code 2 when there is none to be had. */
export async function runCollect(address: AdminAddress, about: string, { redact, write, err }: CollectOptions): Promise<number> {
  const refused = (says: string): number => {
    err(says);
    return 2;
  };
  let token: string;
  try {
    token = readFileSync(address.tokenFile, 'utf8').trim();
  } catch {
    return refused(`Cannot read the token file ${address.tokenFile}. Only the account of the bot may; run this command as that account.`);
  }
  try {
    const response = await fetch(`${address.url}/admin/collect`, { method: 'POST', headers: { authorization: `Bearer ${token}` }, body: JSON.stringify({ about, redact }), signal: AbortSignal.timeout(LONGEST_MS) });
    if (response.status === 401) return refused('The bot did not accept the token file: it is from another run. Ask again in a moment, or restart the bot.');
    if (response.headers.get('content-type') !== EVIDENCE) return refused(sentenceIn(await response.text()));
    await pass(response, write);
    return 0;
  } catch {
    return refused(`No bot answers at ${address.url}, or it broke off. Is it running? Start it with \`syncwhy bot --config FILE\`, or the lab with \`npm start\`.`);
  }
}

function sentenceIn(body: string): string {
  const answer = parseAdminAnswer(body);
  return answer.ok ? answer.text : answer.says;
}

async function pass(response: Response, write: (piece: string) => void): Promise<void> {
  if (response.body === null) return;
  for await (const piece of response.body.pipeThrough(new TextDecoderStream())) write(piece);
}
