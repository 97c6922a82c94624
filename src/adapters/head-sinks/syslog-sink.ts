import { createSocket } from 'node:dgram';
import { isIP } from 'node:net';
import { connect, type TLSSocket } from 'node:tls';
import type { PostedHead } from '../../model/audit-head.ts';
import { NotPosted, type HeadSink } from '../../ports/head-sink.ts';

interface SyslogSinkOptions {
  readonly transport: 'udp' | 'tls';
  readonly host: string;
  readonly port: number;
  /** The head as one message of RFC 5424. */
  readonly lineOf: (head: PostedHead) => string;
  readonly deadlineMilliseconds?: number | undefined;
}

/** One message to a collector: TLS with counted octets (RFC 5425), or UDP (RFC 5426), where nobody learns of a loss. */
export const syslogSink = (options: SyslogSinkOptions): HeadSink => ({
  where: `syslog ${options.transport}://${options.host}:${options.port}`,
  async post(head) {
    const octets = Buffer.from(options.lineOf(head), 'utf8');
    await (options.transport === 'udp' ? sendDatagram(octets, options) : sendStream(octets, options));
  },
});

function sendDatagram(octets: Buffer, { host, port }: SyslogSinkOptions): Promise<void> {
  return new Promise((resolve, reject) => {
    const socket = createSocket(isIP(host) === 6 ? 'udp6' : 'udp4');
    const ended = (error: Error | null): void => {
      socket.close();
      if (error === null) resolve();
      else reject(new NotPosted('its name or address is not known'));
    };
    socket.once('error', ended);
    socket.send(octets, port, host, ended);
  });
}

function sendStream(octets: Buffer, { host, port, deadlineMilliseconds = 15_000 }: SyslogSinkOptions): Promise<void> {
  return new Promise((resolve, reject) => {
    const socket: TLSSocket = connect({ host, port, ...(isIP(host) === 0 ? { servername: host } : {}) });
    const failed = (why: string) => (): void => {
      socket.destroy();
      reject(new NotPosted(why));
    };
    socket.setTimeout(deadlineMilliseconds, failed('it did not answer in time'));
    socket.once('error', failed('it could not be reached, or its certificate is not trusted'));
    socket.once('secureConnect', () => socket.end(Buffer.concat([Buffer.from(`${octets.length} `), octets])));
    // A collector says nothing of its own: that it ended the connection in good order is all there is to hear.
    socket.once('end', () => resolve());
    socket.once('close', failed('it broke off'));
    socket.resume();
  });
}
