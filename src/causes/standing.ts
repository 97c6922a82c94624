import type { FromServer } from '../model/exhibits.ts';
import type { EvidenceClass } from '../model/verdict.ts';

/** A rule over what the servers are set to: proven by one that exports, a prediction where only standby servers were asked. */
export const settledBy = (servers: readonly FromServer<unknown>[]): EvidenceClass => (servers.length > 0 && servers.every(({ staging }) => staging === true) ? 'C' : 'B');
