import { pino, type DestinationStream } from 'pino';
import type { Log } from '../../ports/log.ts';

interface LogOptions {
  readonly level: 'debug' | 'info' | 'warn' | 'error';
  /** Which process writes. */
  readonly name: string;
  /** Where to; standard output when left out. */
  readonly destination?: DestinationStream | undefined;
}

/** One JSON object per line. Secrets are struck out even where a caller forgets. */
export function createLog({ level, name, destination }: LogOptions): Log {
  const options = { level, name, base: { name }, timestamp: () => `,"at":"${new Date().toISOString()}"`, redact: { paths: [...SECRET, ...SECRET.map((key) => `*.${key}`)], censor: '[struck out]' } };
  const logger = destination === undefined ? pino(options) : pino(options, destination);
  return {
    info: (event, facts) => logger.info({ ...facts, event }),
    warn: (event, facts) => logger.warn({ ...facts, event }),
    error: (event, facts) => logger.error({ ...facts, event }),
  };
}

const SECRET = ['password', 'secret', 'token', 'accessToken', 'authorization', 'Authorization', 'clientSecret', 'privateKey', 'nonce', 'assertion'];
