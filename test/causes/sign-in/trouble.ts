import type { Company } from '../company.ts';

type Json = Record<string, unknown>;

export const runsOf = ({ server }: Company): Json[] => server['runHistory'] as Json[];
const isEntra = (run: Json): boolean => String(run['ConnectorName']).endsWith('AAD');

/** The last cycle of one side ends with a result; what came before stays good. */
export function endsWith(given: Company, side: 'entra' | 'forest', result: string, profile = /import|export/i): void {
  for (const run of runsOf(given)) {
    if (isEntra(run) !== (side === 'entra') || String(run['StartDate']) < '2026-11-21T09:00:00Z' || !profile.test(String(run['RunProfileName']))) continue;
    run['Result'] = result;
    run['RunStepResults'] = [{ StepNumber: 1, StepResult: result }];
  }
}

/** The connection log of the newest import of the forest. */
export function logs(given: Company, xml: string, result = 'stopped-connectivity'): void {
  endsWith(given, 'forest', result, /import/i);
  for (const run of runsOf(given)) if (run['Result'] === result) run['RunStepResults'] = [{ StepNumber: 1, StepResult: result, ConnectorConnectionInformationXml: xml }];
}

export function event(given: Company, id: number, message: string, more: { readonly source?: string; readonly time?: string } = {}): void {
  (given.server['events'] as Json[]).unshift({ source: more.source ?? 'Directory Synchronization', id, level: 'Error', time: more.time ?? '2026-11-21T09:03:00Z', message });
}

/** A sign-in of the account by which the server signs in to Entra. */
export function signsIn(given: Company, errorCode: number, more: Json = {}): void {
  given.entra['signIns'] = [{ id: 's', createdDateTime: '2026-11-21T09:03:00Z', userPrincipalName: 'Sync_SYNC01_0d2f4c6b8a10@contoso.onmicrosoft.com', conditionalAccessStatus: 'notApplied', status: { errorCode }, ...more }];
}

export const incident = (result: string, code: string): string =>
  `<connection-log><incident><connection-result>${result}</connection-result><date>2026-11-21 09:00:01</date><server>dc01.corp.contoso.com:389</server><cd-error><error-code>${code}</error-code></cd-error></incident></connection-log>`;

/** A second forest with its own connector; jsmith is not in it. */
export function otherForest(given: Company, result: string): void {
  runsOf(given).unshift({ ConnectorName: 'other.example', RunProfileName: 'Delta Import', Result: result, IsRunComplete: true, RunNumber: 107, StartDate: '2026-11-21T09:03:00Z', EndDate: '2026-11-21T09:03:01Z' });
}
