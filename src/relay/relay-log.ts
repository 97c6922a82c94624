import { createEventLog, type EventLog } from '../adapters/sync-powershell/event-log.ts';
import { createLog, type LogLine } from '../adapters/system/json-log.ts';
import { systemClock } from '../adapters/system/system-clock.ts';
import type { RelayConfig } from '../boundary/relay-config.ts';
import type { Log } from '../ports/log.ts';
import { thisPlatform, type Platform } from './secrets.ts';

/** Numbers of the events, for filters and alarms: the field `id` of each line, and the event id on Windows. A number is never given to another event. */
export const EVENT_IDS: Readonly<Record<string, number>> = {
  'relay.starting': 100,
  'relay.stopped': 101,
  'relay.crashed': 102,
  'relay.connected': 110,
  'relay.bot-not-reached': 111,
  'relay.key-changed': 120,
  'relay.key-not-changed': 121,
  'secret.protected': 130,
  'secret.not-protected': 131,
  'job.bad-signature': 200,
  'job.not-understood': 201,
  'job.failed': 202,
  'job.answer-not-delivered': 203,
  'list.broken': 210,
  'seal.refused': 220,
  'step.ended': 300,
  'journal.end-not-written': 301,
};

/** Where it goes besides: journald takes a priority from the beginning of a line, Windows has its event log. */
export interface LogPlace {
  readonly underJournald: boolean;
  readonly eventLog: EventLog | null;
  readonly out: (text: string) => void;
}

const thisPlace = ({ name, powershell }: Platform): LogPlace => ({
  underJournald: process.env['JOURNAL_STREAM'] !== undefined,
  eventLog: name === 'win32' ? createEventLog({ command: powershell, clock: systemClock }) : null,
  out: (text) => void process.stdout.write(text),
});

/** The log of the relay: JSON lines with stable ids on standard output, for journald with their priority; on Windows in the event log, too. */
export function createRelayLog(level: RelayConfig['log']['level'], place: LogPlace = thisPlace(thisPlatform)): Log {
  return createLog({
    level, name: 'relay', ids: EVENT_IDS,
    line({ text, id, severity }: LogLine) {
      place.out(`${place.underJournald ? PRIORITY[severity] : ''}${text}`);
      place.eventLog?.write({ id, level: WINDOWS[severity], text: text.trimEnd() });
    },
  });
}

/** What is told of a fault of its own: what kind and where. Its message is left out, for it may quote a value, and among the values here are passwords. */
export const crashFacts = (error: unknown): Readonly<Record<string, unknown>> =>
  error instanceof Error
    ? { error: error.name, ...('code' in error && typeof error.code === 'string' ? { code: error.code } : {}), at: (error.stack ?? '').split('\n').map((line) => line.trim()).filter((line) => /^at .*:\d+:\d+\)?$/.test(line)) }
    : { error: 'unknown' };

/** Source: sd-daemon(3), SyslogLevelPrefix=. */
const PRIORITY = { info: '<6>', warn: '<4>', error: '<3>' } as const;
const WINDOWS = { info: 'Information', warn: 'Warning', error: 'Error' } as const;
