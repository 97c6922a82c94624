import { EVIDENCE, parseAdminAnswer } from '../boundary/admin-messages.ts';
import { LONGEST_MS, gone, reachBot, type AdminAddress } from './admin-client.ts';

interface CollectOptions {
  /** Names and addresses are replaced before the evidence leaves the bot. */
  readonly redact: boolean;
  write(piece: string): void;
  err(text: string): void;
}

/** Writes the evidence about one object as it arrives. Exit code 2 when there is none to be had. */
export async function runCollect(address: AdminAddress, about: string, { redact, write, err }: CollectOptions): Promise<number> {
  const refused = (says: string): number => {
    err(says);
    return 2;
  };
  const answered = await reachBot(address, '/admin/collect', { body: { about, redact }, longestMs: LONGEST_MS });
  if (!answered.ok) return refused(answered.says);
  try {
    if (answered.response.headers.get('content-type') !== EVIDENCE) return refused(sentenceIn(await answered.response.text()));
    await pass(answered.response, write);
    return 0;
  } catch {
    return refused(gone(address));
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
