import { connectorSpaceDnOfAnchor } from '../model/anchor.ts';
import type { AdObject, Evidence, ExhibitName } from '../model/exhibits.ts';
import type { EvidenceItem } from '../model/verdict.ts';
import { firstOf } from './attributes.ts';
import { currentErrors } from './current-errors.ts';
import { knownOf } from './reading.ts';
import { newestRuns } from './run-results.ts';
import { eventsLike, spokenEvent } from './server-events.ts';
import { anchorsOf, objectGuidOf } from './source-anchor.ts';

export const REFERENCE_SOURCES = ['syncServers.csObjects', 'syncServers.runHistory', 'syncServers.events', 'syncServers.globalSettings'] as const satisfies readonly ExhibitName[];

/** The engine says of a group that a reference of it could not be sent, because its target is not in Entra. */
export interface ReferenceComplaint {
  /** All that the engine says, for finding the names of members in it. */
  readonly text: string;
  readonly statedAt: string | undefined;
  readonly evidence: EvidenceItem;
}

type Sources = Pick<Evidence, (typeof REFERENCE_SOURCES)[number]>;

const STATUS = /dn-attributes-failure/i;
const DAY = 24 * 60 * 60 * 1000;

/**
 * The status `dn-attributes-failure` on the group in the connector space or in the newest runs, and event 6949 of the last day that names the group.
 * Source: github.com/MicrosoftDocs/MIMDocs, maerrorcodes.md
 */
export const referenceComplaints = (group: AdObject, sources: Sources, now: Date): readonly ReferenceComplaint[] => [
  ...currentErrors(group, sources).filter(({ text }) => STATUS.test(text)).map(({ text, statedAt, evidence }) => ({ text, statedAt, evidence })),
  ...fromRuns(group, sources),
  ...fromEvents(group, sources, now),
];

function fromRuns(group: AdObject, sources: Sources): readonly ReferenceComplaint[] {
  const names = [group.dn, ...spaceDns(group, sources)].map((name) => name.toLowerCase());
  return newestRuns((knownOf(sources['syncServers.runHistory']) ?? []).filter(({ staging }) => staging !== true)).flatMap(({ server, run }) =>
    (run.RunStepResults ?? [])
      .flatMap((step) => step.SyncErrors?.SyncErrorsList ?? [])
      .filter((error) => STATUS.test(error.ErrorType ?? '') && names.includes(error.ObjectDn?.toLowerCase() ?? ''))
      .map((error) => ({
        text: [error.ErrorType, error.CdError, error.ExtensionErrorInfo].filter((part) => typeof part === 'string').join(' '),
        statedAt: error.DateOccurred ?? run.StartDate ?? undefined,
        evidence: { from: 'sync-server', what: `${run.RunProfileName ?? 'run'}: ErrorType`, value: error.ErrorType ?? '', at: `${server}, ${error.DateOccurred ?? run.StartDate ?? 'time unknown'}` },
      })),
  );
}

function fromEvents(group: AdObject, sources: Sources, now: Date): readonly ReferenceComplaint[] {
  const names = [group.dn, ...spaceDns(group, sources), objectGuidOf(group), firstOf(group, 'objectGUID')].flatMap((name) => (name === null || name === undefined ? [] : name.toLowerCase()));
  const since = new Date(now.getTime() - DAY);
  return eventsLike((knownOf(sources['syncServers.events']) ?? []).filter(({ staging }) => staging !== true), { source: 'ADSync', ids: [6949], says: /(?:)/, since })
    .filter(({ event }) => names.some((name) => event.message?.toLowerCase().includes(name) === true))
    .map((seen) => ({ text: seen.event.message ?? '', statedAt: seen.event.time ?? undefined, evidence: { from: 'sync-server', what: 'event', value: spokenEvent(seen), at: `${seen.server}, ${seen.event.time ?? ''}` } }));
}

const spaceDns = (group: AdObject, sources: Sources): readonly string[] => anchorsOf(group, sources['syncServers.globalSettings']).map(connectorSpaceDnOfAnchor);
