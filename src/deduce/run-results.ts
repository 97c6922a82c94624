import type { RunProfileResult } from '../model/evidence.ts';
import type { FromServer } from '../model/exhibits.ts';
import { remembered, rememberedText } from '../model/remembered.ts';
import { isoTime } from './times.ts';

export type RunAction = 'import' | 'synchronise' | 'export' | 'other';

/** A run profile result and the server that ran it. */
export interface ServerRun {
  readonly server: string;
  readonly standby: boolean;
  readonly run: RunProfileResult;
}

/** The run histories of several servers as one list, newest first. Runs that are still going are left out: they have no result yet. */
export const endedRuns = remembered((history: readonly FromServer<readonly RunProfileResult[]>[]): readonly ServerRun[] =>
  history
    .flatMap(({ server, staging, value }) => value.filter((run) => !isGoing(run)).map((run) => ({ server, standby: staging === true, run })))
    .sort((one, other) => startOf(other.run) - startOf(one.run) || (other.run.RunNumber ?? 0) - (one.run.RunNumber ?? 0)),
);

/**
 * The newest ended run of each server for each connector and action; what an older one said no longer holds.
 * A full and a delta import are one action: either of them can mend what the other left.
 */
export const newestRuns = remembered((history: readonly FromServer<readonly RunProfileResult[]>[]): readonly ServerRun[] => {
  const seen = new Set<string>();
  return endedRuns(history).filter(({ server, run }) => {
    const key = `${server}\n${run.ConnectorName?.toLowerCase() ?? ''}\n${actionOf(run)}`;
    return !seen.has(key) && seen.add(key).size > 0;
  });
});

/** The newest runs with one of these results, as a whole or in one of their steps, e.g. `stopped-server-down`. */
export const newestWithResult = (history: readonly FromServer<readonly RunProfileResult[]>[], results: readonly string[]): readonly ServerRun[] =>
  newestRuns(history).filter(({ run }) => resultsOf(run).some((result) => results.includes(result)));

/** What a run and its steps ended with, lower case, each once. */
export const resultsOf = remembered((run: RunProfileResult): readonly string[] =>
  [...new Set([run.Result, ...(run.RunStepResults ?? []).map((step) => step.StepResult)].flatMap((result) => (result === null || result === undefined || result === '' ? [] : [result.toLowerCase()])))],
);

/** A run that did its work: `success`, or finished with complaints about single objects. */
export const didItsWork = (run: RunProfileResult): boolean => run.IsRunComplete !== false && tellsOfWork(run.Result ?? '');

const tellsOfWork = rememberedText((result) => /^(success|completed-)/i.test(result));

export const actionOf = (run: RunProfileResult): RunAction => actionOfProfile(run.RunProfileName ?? '');

const actionOfProfile = rememberedText((profile): RunAction => {
  if (/import/i.test(profile)) return 'import';
  if (/export/i.test(profile)) return 'export';
  return /synchroni[sz]ation|\bsync\b/i.test(profile) ? 'synchronise' : 'other';
});

/** Whether a connector is the one to Entra, by its name or the fixed identifier that Microsoft gives it. */
export const isEntraRun = (run: RunProfileResult): boolean =>
  run.ConnectorId?.toLowerCase() === 'b891884f-051e-4a83-95af-2544101c9083' || isEntraConnectorName(run.ConnectorName);

export const isEntraConnectorName = (name: string | null | undefined): boolean => namesEntra(name ?? '');

const namesEntra = rememberedText((name) => / - AAD$|\.onmicrosoft\.(com|us|de|cn)/i.test(name));

const isGoing = (run: RunProfileResult): boolean => run.IsRunComplete === false && /^(in-progress|)$/i.test(run.Result ?? '');

const startOf = (run: RunProfileResult): number => (isoTime(run.StartDate) ?? isoTime(run.EndDate))?.getTime() ?? 0;

/** When the newest of these runs that did its work began; undefined when none did. */
export const lastWorkingRun = (runs: readonly ServerRun[]): Date | undefined => isoTime(runs.find(({ run }) => didItsWork(run))?.run.StartDate);

/** One run as evidence text: connector, profile and start, then what it ended with. */
export const spokenRun = (run: RunProfileResult): { readonly what: string; readonly value: string } => ({
  what: `${run.ConnectorName ?? 'connector'}: ${run.RunProfileName ?? 'run'}, started ${run.StartDate ?? 'at an unknown time'}`,
  value: resultsOf(run).join(', '),
});
