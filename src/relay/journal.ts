import { closeSync, fsyncSync, ftruncateSync, fstatSync, openSync, readFileSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import { NotReady } from '../ports/not-ready.ts';
import { parseJournalLine, type RelayJournalLine } from '../boundary/relay-state.ts';
import type { PlanId } from '../model/ids.ts';

export interface Attempt {
  readonly planId: PlanId;
  readonly step: number;
  readonly attempt: number;
}

type Started = Extract<RelayJournalLine, { what: 'started' }>;
type Sealed = Extract<RelayJournalLine, { what: 'sealed' }>;

/** A seal that was judged and admitted; `at` is when. */
export type AdmittedSeal = Omit<Sealed, 'what'>;

/** Everything this relay has ever started and every seal it has admitted, one JSON object a line; a line is on the disk before its step begins. */
export interface RelayJournal {
  /** Durable when it returns. Throws when this very attempt was started before, when a newer run of the plan is known, or when the disk refuses. */
  started(entry: Omit<Started, 'what'>): void;
  ended(attempt: Attempt, at: Date, how: string): void;
  /** Why this attempt must not start; null when it may. */
  refusal(attempt: Attempt, fence: number): string | null;
  /** When this step was last started, or null. */
  startOf(planId: PlanId, step: number): Date | null;
  /** Whether any step of the plan was started here. */
  knows(planId: PlanId): boolean;
  /** The numbers of the steps of exactly this plan that were started here. */
  stepsOf(planHash: string): ReadonlySet<number>;
  /** Durable when it returns. */
  sealed(seal: AdmittedSeal): void;
  /** The admitted seals of exactly this plan, oldest first. */
  sealsOf(planHash: string): readonly AdmittedSeal[];
  /** Keys of the objects of all steps started since then. */
  objectsSince(moment: Date): ReadonlySet<string>;
  close(): void;
}

/** Opens or makes the journal. A torn last line (power failure in mid-write) is cut off: what it announced was never begun. */
export function openRelayJournal(file: string): RelayJournal {
  const handle = openFile(file);
  const lines = readLines(file, handle);
  const starts = lines.filter((line) => line.what === 'started');
  const seals = lines.filter((line) => line.what === 'sealed');
  return {
    started(entry) {
      const refusal = refusalOf(starts, entry, entry.fence);
      if (refusal !== null) throw new Error(refusal);
      append(handle, { what: 'started', ...entry });
      starts.push({ what: 'started', ...entry });
    },
    ended: ({ planId, step, attempt }, at, how) => append(handle, { what: 'ended', at: at.toISOString(), planId, step, attempt, is: how }),
    refusal: (attempt, fence) => refusalOf(starts, attempt, fence),
    startOf(planId, step) {
      const last = starts.findLast((start) => start.planId === planId && start.step === step);
      return last === undefined ? null : new Date(last.at);
    },
    knows: (planId) => starts.some((start) => start.planId === planId),
    stepsOf: (planHash) => new Set(starts.filter((start) => start.planHash === planHash).map(({ step }) => step)),
    sealed(seal) {
      append(handle, { what: 'sealed', ...seal });
      seals.push({ what: 'sealed', ...seal });
    },
    sealsOf: (planHash) => seals.filter((seal) => seal.planHash === planHash),
    objectsSince: (moment) => new Set(starts.filter(({ at }) => Date.parse(at) >= moment.getTime()).map(({ object }) => object)),
    close: () => closeSync(handle),
  };
}

function refusalOf(starts: readonly Started[], { planId, step, attempt }: Attempt, fence: number): string | null {
  const ofPlan = starts.filter((start) => start.planId === planId);
  if (ofPlan.some((start) => start.step === step && start.attempt === attempt)) return `step ${step} of this plan was started here before (attempt ${attempt}); it is never started twice`;
  return ofPlan.some((start) => start.fence > fence) ? 'a newer run of this plan is known here' : null;
}

/** A line is whole or not there at all: what was written of it before an error is cut off again. */
function append(handle: number, line: RelayJournalLine): void {
  const { size } = fstatSync(handle);
  const octets = Buffer.from(`${JSON.stringify(line)}\n`, 'utf8');
  try {
    for (let written = 0; written < octets.length; ) written += writeSync(handle, octets, written);
    fsyncSync(handle);
  } catch (error) {
    ftruncateSync(handle, size);
    throw error;
  }
}

function readLines(file: string, handle: number): readonly RelayJournalLine[] {
  const octets = readFileSync(file);
  const whole = octets.lastIndexOf(0x0a) + 1;
  if (whole < octets.length) {
    ftruncateSync(handle, whole);
    fsyncSync(handle);
  }
  return readJournalLines(file);
}

/** The whole lines of a journal, oldest first; the file is only read. Throws `NotReady` when one of them is damaged. */
export function readJournalLines(file: string): readonly RelayJournalLine[] {
  const octets = readFileSync(file);
  const lines = octets.subarray(0, octets.lastIndexOf(0x0a) + 1).toString('utf8').split('\n').slice(0, -1);
  return lines.map((text, at) => {
    const line = parseJournalLine(text);
    if (line === null) throw new NotReady(`Line ${at + 1} of the journal ${file} is damaged. Nothing can be started safely without it: restore the file from a backup, or move it away and enrol the relay anew.`);
    return line;
  });
}

function openFile(file: string): number {
  try {
    const handle = openSync(file, 'a+', 0o600);
    syncFolder(dirname(file));
    return handle;
  } catch {
    throw new NotReady(`The journal ${file} cannot be opened for writing, so the relay did not start.`);
  }
}

/** A new file survives a power failure only when its folder is on the disk too; Windows cannot and need not do this. */
function syncFolder(folder: string): void {
  if (process.platform === 'win32') return;
  const handle = openSync(folder, 'r');
  fsyncSync(handle);
  closeSync(handle);
}
