import { readFileSync } from 'node:fs';
import { NotPosted, type HeadSink } from '../../ports/head-sink.ts';

interface HttpsSinkOptions {
  readonly url: string;
  /** Holds a bearer token; read anew each time, so that it can be exchanged. */
  readonly tokenFile?: string | undefined;
  readonly deadlineMilliseconds?: number | undefined;
}

/** Posts JSON; any answer of the 200s means that it was taken. */
export const httpsSink = ({ url, tokenFile, deadlineMilliseconds = 15_000 }: HttpsSinkOptions): HeadSink => ({
  // The rest of the address may hold a key.
  where: `${new URL(url).origin}${new URL(url).pathname}`,
  async post(head) {
    const headers = { 'content-type': 'application/json', ...(tokenFile === undefined ? {} : { authorization: `Bearer ${tokenOf(tokenFile)}` }) };
    const answer = await fetch(url, { method: 'POST', headers, body: JSON.stringify(head), redirect: 'error', signal: AbortSignal.timeout(deadlineMilliseconds) }).catch(() => null);
    if (answer === null) throw new NotPosted('it could not be reached');
    await answer.body?.cancel().catch(() => undefined);
    if (!answer.ok) throw new NotPosted(`it answered ${answer.status}`);
  },
});

function tokenOf(file: string): string {
  try {
    const token = readFileSync(file, 'utf8').trim();
    if (/^[\x21-\x7e]+$/.test(token)) return token;
  } catch {
    // The same sentence as for an empty file.
  }
  throw new NotPosted(`the file ${file} holds no token that can be read`);
}
