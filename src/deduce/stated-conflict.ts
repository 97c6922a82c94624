import type { ExportError } from '../model/evidence.ts';
import type { AdObject, Evidence } from '../model/exhibits.ts';
import type { EvidenceItem } from '../model/verdict.ts';
import { bareAddress } from './addresses.ts';
import { accountOf } from './cloud-account.ts';
import { knownOf } from './reading.ts';
import { anchorsOf } from './source-anchor.ts';
import { isOutdated } from './sync-clock.ts';
import { exportErrorsOf } from './sync-server.ts';

/** A conflict that the engine itself states for an object and that still stands: a quarantined value or an export error. */
export interface StatedConflict {
  /** Lower case, without prefix; empty when the engine names none. */
  readonly values: readonly string[];
  readonly holderId: string | undefined;
  readonly attribute: string | undefined;
  readonly errorName: string | undefined;
  readonly statedAt: string | undefined;
  readonly evidence: EvidenceItem;
}

export type ConflictSources = Pick<Evidence, 'entra.users' | 'syncServers.globalSettings' | 'syncServers.csObjects' | 'syncServers.runHistory'>;

export const statedConflicts = (ad: AdObject, evidence: ConflictSources): readonly StatedConflict[] => [...quarantines(ad, evidence), ...exportErrors(ad, evidence)];

/** The newest statement that names one of these values. */
export const statedAbout = (conflicts: readonly StatedConflict[], values: readonly string[]): StatedConflict | undefined =>
  conflicts.find((conflict) => conflict.values.some((value) => values.includes(value)));

function quarantines(ad: AdObject, evidence: ConflictSources): readonly StatedConflict[] {
  const account = accountOf({ asked: '', kind: 'user', ad, cloud: undefined }, evidence);
  return (account?.onPremisesProvisioningErrors ?? []).map((error) => ({
    values: wanted([error.value]),
    holderId: undefined,
    attribute: error.propertyCausingError ?? undefined,
    errorName: error.category ?? undefined,
    statedAt: error.occurredDateTime ?? undefined,
    evidence: { from: 'entra', what: 'onPremisesProvisioningErrors', value: `${error.category ?? ''} ${error.propertyCausingError ?? ''}: ${error.value ?? ''}`.trim(), at: error.occurredDateTime ?? account?.id },
  }));
}

/** Error lists of a standby server, and errors that a clean export has followed, are no statement about now. */
function exportErrors(ad: AdObject, evidence: ConflictSources): readonly StatedConflict[] {
  const runs = (knownOf(evidence['syncServers.runHistory']) ?? []).flatMap(({ value }) => value);
  return exportErrorsOf(knownOf(evidence['syncServers.csObjects']) ?? [], anchorsOf(ad, evidence['syncServers.globalSettings']))
    .filter(({ standby, error }) => !standby && !isOutdated(error, runs))
    .map(({ server, error }) => ({
      values: wanted(error.conflict?.attributeValues ?? []),
      holderId: error.conflict?.objectIdInConflict,
      attribute: error.conflict?.attributeName,
      errorName: nameOf(error),
      statedAt: error.LatestOccurrence ?? undefined,
      evidence: { from: 'sync-server', what: 'ExportError', value: `${nameOf(error) ?? 'error'}${error.conflict?.attributeName === undefined ? '' : ` (${error.conflict.attributeName})`}`, at: `${server}, ${error.LatestOccurrence ?? 'time unknown'}` },
    }));
}

/** The engine leaves the name empty where only the type is known. */
const nameOf = ({ ErrorName, ErrorType }: ExportError): string | undefined => [ErrorName, ErrorType].find((text) => (text ?? '') !== '') ?? undefined;

const wanted = (values: readonly (string | null | undefined)[]): readonly string[] =>
  values.flatMap((value) => (value === null || value === undefined ? [] : (bareAddress(value) ?? value.toLowerCase())));
