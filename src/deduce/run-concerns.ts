import type { Connector, RunProfileResult } from '../model/evidence.ts';
import type { AdObject, FromServer, Reading } from '../model/exhibits.ts';
import type { Subject } from '../model/subject.ts';
import { rememberedOfBoth } from '../model/remembered.ts';
import { knownOf } from './reading.ts';
import { isEntraRun } from './run-results.ts';
import { connectorsFor } from './sync-clock.ts';

type Connectors = Reading<readonly FromServer<readonly Connector[]>[]>;

/** Whether a run touches this subject: every run to Entra does, a run in AD only when its connector reads the subject's domain or is named after its forest. */
export function touches(run: RunProfileResult, { ad }: Subject, connectors: Connectors): boolean {
  const name = run.ConnectorName?.toLowerCase();
  if (ad === undefined || name === undefined || isEntraRun(run)) return true;
  const its = connectorsOf(ad, connectors);
  return its.length > 0 ? its.includes(name) : name === ad.forest.toLowerCase();
}

const connectorsOf = rememberedOfBoth((ad: AdObject, connectors: Connectors) => connectorsFor(ad, (knownOf(connectors) ?? []).flatMap(({ value }) => value)));
