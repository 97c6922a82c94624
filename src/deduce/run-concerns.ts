import type { Connector, RunProfileResult } from '../model/evidence.ts';
import type { FromServer, Reading } from '../model/exhibits.ts';
import type { Subject } from '../model/subject.ts';
import { knownOf } from './reading.ts';
import { isEntraRun } from './run-results.ts';
import { connectorsFor } from './sync-clock.ts';

/** Whether a run touches this subject: every run to Entra does, a run in AD only when its connector reads the subject's domain or is named after its forest. */
export function touches(run: RunProfileResult, { ad }: Subject, connectors: Reading<readonly FromServer<readonly Connector[]>[]>): boolean {
  const name = run.ConnectorName?.toLowerCase();
  if (ad === undefined || name === undefined || isEntraRun(run)) return true;
  const its = connectorsFor(ad, (knownOf(connectors) ?? []).flatMap(({ value }) => value));
  return its.length > 0 ? its.includes(name) : name === ad.forest.toLowerCase();
}
