import type { ExportError } from '../model/evidence.ts';
import type { AdObject, Evidence } from '../model/exhibits.ts';
import type { EvidenceItem } from '../model/verdict.ts';
import { knownOf } from './reading.ts';
import { anchorsOf } from './source-anchor.ts';
import { isOutdated } from './sync-clock.ts';
import { exportErrorsOf } from './sync-server.ts';

export type StatedErrorSources = Pick<Evidence, 'syncServers.csObjects' | 'syncServers.globalSettings' | 'syncServers.runHistory'>;

/** What the exporting server says of an object and what still stands. */
export interface CurrentError {
  readonly error: ExportError;
  readonly statedAt: string | undefined;
  readonly evidence: EvidenceItem;
}

/** Error lists of a standby server, and errors that a clean export has followed, say nothing about now. */
export function currentExportErrors(ad: AdObject, evidence: StatedErrorSources): readonly CurrentError[] {
  const runs = (knownOf(evidence['syncServers.runHistory']) ?? []).flatMap(({ value }) => value);
  return exportErrorsOf(knownOf(evidence['syncServers.csObjects']) ?? [], anchorsOf(ad, evidence['syncServers.globalSettings']))
    .filter(({ standby, error }) => !standby && !isOutdated(error, runs))
    .map(({ server, error }) => ({
      error,
      statedAt: error.LatestOccurrence ?? undefined,
      evidence: { from: 'sync-server', what: 'ExportError', value: [nameOf(error), error.ErrorLiteral].filter((part) => part !== undefined && part !== null && part !== '').join(': '), at: `${server}, ${error.LatestOccurrence ?? 'time unknown'}` },
    }));
}

const nameOf = ({ ErrorName, ErrorType, ErrorCode }: ExportError): string => [ErrorName, ErrorType, ErrorCode].find((text) => (text ?? '') !== '') ?? 'error';

/** The error whose name, type or text fits. */
export const statedError = (errors: readonly CurrentError[], fits: RegExp): CurrentError | undefined =>
  errors.find(({ error }) => [error.ErrorName, error.ErrorType, error.ErrorCode, error.ErrorLiteral].some((text) => typeof text === 'string' && fits.test(text)));

/** The attribute that a refusal names; null for the literal "None" and where it names none. */
export function refusedAttribute(error: ExportError): string | null {
  const name = error.conflict?.invalidAttributeName ?? /\[(?:[A-Za-z]+\.)?([A-Za-z0-9]+)\]/.exec(error.ErrorLiteral ?? '')?.[1];
  return name === undefined || name.trim() === '' || /^none$/i.test(name.trim()) ? null : name.trim();
}
