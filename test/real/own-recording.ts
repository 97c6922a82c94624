import { appendFileSync, existsSync, readFileSync } from 'node:fs';

const NAME = 'SYNCWHY_GRAPH_RECORDING';

/** Starts a lab whose Graph requests are recorded in a file of its own. */
export async function withOwnRecording<Value>(file: string, start: () => Promise<Value>): Promise<Value> {
  const before = process.env[NAME];
  process.env[NAME] = file;
  try {
    return await start();
  } finally {
    if (before === undefined) delete process.env[NAME];
    else process.env[NAME] = before;
  }
}

/** Adds what was recorded there to the recording of the whole run, if there is one. */
export function addToRecording(file: string): void {
  const whole = process.env[NAME];
  if (whole !== undefined && whole !== '' && existsSync(file)) appendFileSync(whole, readFileSync(file));
}
