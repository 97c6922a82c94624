import { pino, type DestinationStream } from 'pino';
import type { Log } from '../../ports/log.ts';

/** A line as it is written, with its line end; `id` is 0 for an event without a number. */
export interface LogLine {
  readonly text: string;
  readonly id: number;
  readonly severity: 'info' | 'warn' | 'error';
}

interface LogOptions {
  readonly level: 'debug' | 'info' | 'warn' | 'error';
  /** Which process writes. */
  readonly name: string;
  /** Where to; standard output when left out. */
  readonly destination?: DestinationStream | undefined;
  /** Numbers of the events; each line then has its own in `id`. */
  readonly ids?: Readonly<Record<string, number>> | undefined;
  /** Instead of a destination. */
  readonly line?: ((line: LogLine) => void) | undefined;
}

/** One JSON object per line. Secrets are struck out even where a caller forgets. */
export function createLog({ level, name, destination, ids, line }: LogOptions): Log {
  const options = { level, name, base: { name }, timestamp: () => `,"at":"${new Date().toISOString()}"`, redact: { paths: [...SECRET, ...SECRET.map((key) => `*.${key}`)], censor: '[struck out]' } };
  let under: Omit<LogLine, 'text'> = { id: 0, severity: 'info' };
  // Pino hands a line over before the call that makes it returns.
  const stream = line === undefined ? destination : { write: (text: string) => line({ ...under, text }) };
  const logger = stream === undefined ? pino(options) : pino(options, stream);
  const say = (severity: LogLine['severity'], event: string, facts?: object): void => {
    const id = ids?.[event] ?? 0;
    under = { id, severity };
    logger[severity]({ ...facts, event, ...(ids === undefined ? {} : { id }) });
  };
  return { info: (event, facts) => say('info', event, facts), warn: (event, facts) => say('warn', event, facts), error: (event, facts) => say('error', event, facts) };
}

const SECRET = ['password', 'secret', 'token', 'accessToken', 'authorization', 'Authorization', 'clientSecret', 'privateKey', 'nonce', 'assertion'];
