import { createTenantLists } from '../../src/adapters/graph/tenant-lists.ts';
import { systemClock } from '../../src/adapters/system/system-clock.ts';
import { CATALOGUE } from '../../src/catalogue/index.ts';
import type { ScanFinding, ScanRecord, ScanRequest, ScanSummary } from '../../src/model/scan.ts';
import { runScan, type ScanWatch, type ScanWorld } from '../../src/scan/run-scan.ts';
import type { SmallCompany } from '../journeys/small-company.ts';
import { memoryShelf } from './memory-shelf.ts';

export const WHOLE: ScanRequest = { below: [], checks: [], since: null, keep: false, askAbout: 0, whatIf: null };

/** What a scan of the pretend company asks, over its real protocols. */
export const worldOf = ({ asked }: Pick<SmallCompany, 'asked'>, shelf = memoryShelf()): ScanWorld => ({
  relayLink: asked.relayLink, lists: asked.lists, tenant: { tenantFacts: asked.tenant.tenantFacts, lists: createTenantLists({ client: asked.client(), clock: systemClock }) }, catalogue: CATALOGUE, shelf, clock: systemClock,
});

export interface Scanned {
  readonly findings: readonly ScanFinding[];
  readonly summary: ScanSummary;
}

export async function scanned(world: ScanWorld, request: Partial<ScanRequest> = {}, watch: ScanWatch = {}): Promise<Scanned> {
  const records: ScanRecord[] = [];
  for await (const record of runScan(world, { ...WHOLE, ...request }, watch)) records.push(record);
  const summary = records.at(-1);
  if (summary?.record !== 'summary') throw new Error('a scan ended without a summary');
  return { findings: records.flatMap((record) => (record.record === 'finding' ? [record] : [])), summary };
}
