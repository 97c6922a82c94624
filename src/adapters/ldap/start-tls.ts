import type { Socket } from 'node:net';
import { BerReader, BerWriter } from 'ldapts';
import { DirectoryError } from '../../ports/directory.ts';
import { messageLength } from './ber-length.ts';

const START_TLS = '1.3.6.1.4.1.1466.20037';
const REQUEST = 0x77;
const RESPONSE = 0x78;
const REQUEST_NAME = 0x80;
const SEQUENCE = 0x30;
/** An answer to StartTLS is some dozen octets. */
const LONGEST_ANSWER = 4096;

/**
 * Asks the server to begin TLS on this connection (RFC 4511 4.14). Rejects when it will not, and when anything stands behind its consent:
 * that would have been slipped in by somebody on the way and be taken for a part of the secure session.
 */
export async function askForTls(socket: Socket): Promise<void> {
  socket.write(request());
  const answer = await wholeAnswer(socket);
  const reader = new BerReader(answer);
  reader.readSequence();
  reader.readInt();
  if (reader.peek() !== RESPONSE) throw unexpected();
  reader.readSequence(RESPONSE);
  const code = reader.readEnumeration() ?? -1;
  if (code !== 0) throw new DirectoryError('unreachable', `The domain controller refused to begin TLS (LDAP ${code}), so no password was sent.`, code);
}

function wholeAnswer(socket: Socket): Promise<Buffer> {
  let answer: Buffer = Buffer.alloc(0);
  return new Promise<Buffer>((resolve, reject) => {
    const take = (chunk: Buffer): void => {
      answer = Buffer.concat([answer, chunk]);
      const verdict = judge(answer);
      if (verdict === 'incomplete') return;
      // TLS takes over the reading from here.
      socket.pause().off('data', take).off('close', gone);
      if (verdict === 'whole') resolve(answer);
      else reject(unexpected());
    };
    const gone = (): void => reject(Object.assign(new Error('closed'), { code: 'ECONNRESET' }));
    socket.on('data', take).once('close', gone);
  });
}

function judge(answer: Buffer): 'whole' | 'incomplete' | 'unexpected' {
  if (answer.length > LONGEST_ANSWER || (answer.length > 0 && answer[0] !== SEQUENCE)) return 'unexpected';
  try {
    const length = messageLength(answer);
    if (length === null || length > answer.length) return length !== null && length > LONGEST_ANSWER ? 'unexpected' : 'incomplete';
    return length === answer.length ? 'whole' : 'unexpected';
  } catch {
    return 'unexpected';
  }
}

const unexpected = (): DirectoryError => new DirectoryError('unreachable', 'The answer to StartTLS was not what a domain controller sends, so no password was sent.');

function request(): Buffer {
  const writer = new BerWriter();
  writer.startSequence();
  writer.writeInt(1);
  writer.startSequence(REQUEST);
  writer.writeString(START_TLS, REQUEST_NAME);
  writer.endSequence();
  writer.endSequence();
  return writer.buffer;
}
