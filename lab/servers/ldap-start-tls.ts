import type { Socket } from 'node:net';
import type { Server as TlsServer } from 'node:tls';
import { messageLength, readRequest } from './ldap-requests.ts';
import { ANSWERS, resultMessage } from './ldap-responses.ts';

/** Ways in which going over to TLS fails; set by tests at any time. */
export interface StartTlsFaults {
  /** StartTLS is refused with code 52, as by a domain controller without a certificate. */
  refuseTls: boolean;
  /** TLS is agreed to and never begun. */
  neverBegin: boolean;
  /** Something stands behind the consent, as if slipped in by somebody on the way. */
  slipIn: boolean;
}

const EXTENDED = 0x77;

/** A connection that is plain until the client asks for TLS. Anything else that it asks for before is refused with 8 (strongerAuthRequired), and noted. */
export function serveUntilTls(socket: Socket, { faults, seen, secure }: { readonly faults: StartTlsFaults; readonly seen: string[]; readonly secure: TlsServer }): void {
  let pending: Buffer = Buffer.alloc(0);
  const take = (chunk: Buffer): void => {
    pending = Buffer.concat([pending, chunk]);
    const length = messageLength(pending);
    if (length === null || length > pending.length) return;
    const { id, operation } = readRequest(pending.subarray(0, length));
    pending = pending.subarray(length);
    const isStartTls = operation.kind === 'other' && operation.tag === EXTENDED;
    seen.push(isStartTls ? 'startTls' : `plain ${operation.kind}`);
    if (!isStartTls) socket.write(resultMessage(id, operation.kind === 'bind' ? ANSWERS.bind : ANSWERS.search, { code: 8, message: '00002028: LdapErr: DSID-0C090259, comment: The server requires binds to turn on integrity checking, data 0, v4563' }));
    else if (faults.refuseTls) socket.write(resultMessage(id, ANSWERS.other, { code: 52, message: '00000000: LdapErr: DSID-0C091158, comment: Error initializing SSL/TLS, data 0, v4563' }));
    else begin(id);
  };
  const begin = (id: number): void => {
    const consent = resultMessage(id, ANSWERS.other, { code: 0 });
    socket.off('data', take);
    socket.write(faults.slipIn ? Buffer.concat([consent, consent]) : consent);
    if (faults.neverBegin) socket.resume();
    else secure.emit('connection', socket);
  };
  socket.on('data', take);
}
