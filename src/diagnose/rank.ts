import type { Finding } from '../model/diagnosis.ts';

/** A finding before ranking, with what ranking needs to know of it. */
export interface Unranked {
  readonly finding: Finding;
  /** When the engine last said so of this object; undefined unless it did. */
  readonly statedAt: Date | undefined;
}

export interface Clocks {
  /** Last change of the object in AD. */
  readonly changed: Date | undefined;
  /** When anything moved for the last time. */
  readonly moved: Date | undefined;
}

const CLASSES = 'ABCD';
const NOT_DUE = 'change-not-due-yet';

/**
 * Orders findings: what the engine said before the object was changed counts no more than a correlation; then by layer, within a layer by the class of their evidence; an error the engine states for the object stands before a
 * fault of the server that came later; a change not due yet stands before everything predicted or merely correlated;
 * and what must be repaired first stands first.
 */
export function rank(stated: readonly Unranked[], clocks: Clocks): readonly Finding[] {
  const unranked = stated.map((each) => (isStale(each, clocks) ? { ...each, finding: outdated(each.finding) } : each));
  const serverFault = unranked.some(({ finding }) => finding.layer === 1 && finding.evidenceClass !== 'D');
  const key = (each: Unranked): number => (serverFault && isObjectError(each) && !excusedByServer(each, clocks) ? 0 : isAside(each.finding) ? LAST : each.finding.layer);
  const byLayer = [...unranked].sort((one, other) => key(one) - key(other) || CLASSES.indexOf(one.finding.evidenceClass) - CLASSES.indexOf(other.finding.evidenceClass));
  return inRepairOrder(dueFirst(byLayer.map(({ finding }) => finding)));
}

const LAST = 7;

/** Something about the server that merely happens to be so: no reason to look there first. */
const isAside = ({ area, layer, evidenceClass }: Finding): boolean => area === 'engine' && evidenceClass === 'D' && layer > 1;

/** The engine repeats an error at every try, so one older than the last change is stale. A quarantine is not repeated: it stands until it is lifted. */
const isStale = ({ finding, statedAt }: Unranked, { changed }: Clocks): boolean =>
  finding.evidenceClass === 'A' && statedAt !== undefined && changed !== undefined && statedAt < changed && finding.evidence.some(({ from, what }) => from === 'sync-server' && /error/i.test(what));

function outdated({ remedy: _, ...finding }: Finding): Finding {
  return { ...finding, evidenceClass: 'D', certainty: 'possible', says: `${finding.says} The object was changed after the engine said so; the next cycle will tell whether it still holds.` };
}

const isObjectError = ({ finding, statedAt }: Unranked): boolean => finding.evidenceClass === 'A' && finding.layer > 1 && statedAt !== undefined;

/** The object was changed after everything stood still, and the error is older than that change: the standstill explains it. */
const excusedByServer = ({ statedAt }: Unranked, { changed, moved }: Clocks): boolean =>
  changed !== undefined && moved !== undefined && statedAt !== undefined && changed > moved && statedAt < changed;

function dueFirst(findings: readonly Finding[]): readonly Finding[] {
  const at = findings.findIndex(({ cause }) => cause === NOT_DUE);
  if (at < 0) return findings;
  const weak = (finding: Finding): boolean => finding.evidenceClass === 'C' || finding.evidenceClass === 'D';
  const before = findings.slice(0, at);
  return [...before.filter((finding) => !weak(finding)), ...findings.slice(at, at + 1), ...before.filter(weak), ...findings.slice(at + 1)];
}

/** Moves a finding only where it must follow another one, and then right behind nothing but what it waits for. */
function inRepairOrder(findings: readonly Finding[]): readonly Finding[] {
  const ordered: Finding[] = [];
  const place = (finding: Finding, waiting: readonly string[]): void => {
    if (ordered.includes(finding) || waiting.includes(finding.cause)) return;
    for (const first of findings.filter(({ cause }) => finding.fixAfter.includes(cause))) place(first, [...waiting, finding.cause]);
    ordered.push(finding);
  };
  for (const finding of findings) place(finding, []);
  return ordered;
}
