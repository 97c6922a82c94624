import { setTimeout as sleep } from 'node:timers/promises';

/** The clock of the machine, but always the same day. */
export const clock = {
  now: () => new Date(),
  sleep: (milliseconds: number, signal?: AbortSignal) => sleep(milliseconds, undefined, signal === undefined ? {} : { signal }).catch(() => undefined),
};

/**
 * A command in place of powershell.exe that is ready at once and runs this JavaScript for each request. It may use `id`, `script`, `question`,
 * `nth` (of the requests of this process), `say(part)`, `end()`, `raw(text)`, `hang()` and `process`.
 */
export const fakeHost = (answer: string): readonly string[] => [process.execPath, '--eval', PRELUDE.replace('/* answer */', answer), '--'];

const PRELUDE = `
  const raw = (text) => process.stdout.write(text);
  const line = (value) => raw(JSON.stringify(value) + '\\n');
  const hang = () => new Promise(() => setInterval(() => undefined, 1000));
  let nth = -1;
  const handle = async ({ id, script, data }) => {
    const question = JSON.parse(data);
    const say = (part) => line({ id, part });
    const end = () => line({ id, end: true });
    /* answer */
  };
  let queue = Promise.resolve();
  require('node:readline').createInterface({ input: process.stdin }).on('line', (text) => {
    nth += 1;
    if (nth === 0) return line({ ready: 1, powershell: '5.1.0.0' });
    const request = JSON.parse(text);
    queue = queue.then(() => handle(request));
  });
`;

/** What a scheduler says that is in good order. */
export const SCHEDULER = {
  CurrentlyEffectiveSyncCycleInterval: '00:30:00', NextSyncCyclePolicyType: 'Delta', NextSyncCycleStartTimeInUTC: '2026-11-21T09:30:00.000Z', SyncCycleEnabled: true, StagingModeEnabled: false, SchedulerSuspended: false,
  SyncCycleInProgress: false,
};

/** JavaScript that answers like a server in good order. */
export const GOOD = `say({ ok: true, result: { ...${JSON.stringify(SCHEDULER)}, NextSyncCyclePolicyType: String(process.pid) } }); end();`;
