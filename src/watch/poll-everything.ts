import type { EvidenceDocument } from '../model/evidence.ts';
import type { ServerSection } from '../model/relay-job.ts';
import type { Poll } from '../model/sighting.ts';
import type { Clock } from '../ports/clock.ts';
import type { OwnIdentity } from '../ports/own-identities.ts';
import type { RelayLink } from '../ports/relay-link.ts';
import type { Store } from '../ports/store.ts';
import type { Tenant } from '../ports/tenant.ts';
import type { TenantLists } from '../ports/tenant-lists.ts';
import { companySightings } from './company-sightings.ts';
import { createExpiringCopies } from './expiring-copies.ts';
import { errorsIn, RUN_SECTIONS, type GatheredErrors } from './gather-errors.ts';
import { heartbeatSightings } from './heartbeat-sightings.ts';
import { lookCloser, MOST_CLOSER } from './look-closer.ts';
import { objectSightings } from './object-sightings.ts';
import { OWN_SOURCE, ownSightings } from './own-sightings.ts';
import { rememberCloser } from './remember-closer.ts';

export interface PollSources {
  readonly relayLink: Pick<RelayLink, 'read'>;
  readonly tenant: Pick<Tenant, 'provisioningErrors' | 'tenantFacts' | 'syncSignIns'>;
  readonly lists: Pick<TenantLists, 'pages'>;
  readonly store: Pick<Store, 'relays'>;
  readonly identities: () => readonly OwnIdentity[];
  readonly clock: Clock;
}

/** What is asked of every sync server, no object in particular. */
const SECTIONS: readonly ServerSection[] = [...RUN_SECTIONS, 'service', 'version', 'runStatus', 'connectors', 'exportDeletionThreshold', 'statistics', 'companyFeatures', 'passwordSync', 'domainReachability', 'tls', 'healthAgent', 'events'];

/** Everything that is watched, through the same ports as every question: the runs of all sync servers, Entra and its services, the tenant, the relays and our own identities. Never rejects but for the store. */
export function createPoll({ relayLink, tenant, lists, store, identities, clock }: PollSources): () => Promise<Poll> {
  const closer = rememberCloser((errors) => lookCloser(relayLink, errors), MOST_CLOSER);
  const expiring = createExpiringCopies({ relayLink, lists, clock });
  return async () => {
    const [onPrem, cloud, facts, signIns, relays] = await Promise.all([
      relayLink.read({ reading: 'sync.servers', version: 1, params: { dns: [], anchors: [], only: SECTIONS, errors: 'all' } }),
      tenant.provisioningErrors(),
      tenant.tenantFacts(),
      tenant.syncSignIns(),
      store.relays(),
    ]);
    const errors = await errorsIn(onPrem, cloud, closer);
    const now = clock.now();
    const unread = [...onPrem.unread, ...facts.unread, ...signIns.unread];
    const document: EvidenceDocument = { format: 'syncwhy-evidence/1', takenAt: now.toISOString(), syncServers: onPrem.syncServers, entra: { ...facts.entra, ...signIns.entra }, unread };
    const company = companySightings(document);
    const beats = heartbeatSightings(document, company.sightings.some(({ severity }) => severity === 'high'));
    const copies = await expiring();
    return {
      at: now.toISOString(),
      sightings: [...objectSightings(errors.current), ...company.sightings, ...beats.sightings, ...copies.sightings, ...ownSightings({ relays, identities: identities(), now })],
      read: [...errors.sources.filter((source) => isWhole(source, errors)), ...company.read, ...beats.read, ...copies.read, OWN_SOURCE],
      unread: eachOnce([...errors.unread, ...unread, ...copies.unread]),
    };
  };
}

/** Of a list that was cut, or read in part, silence about an object means nothing. */
const isWhole = (source: string, { unread }: GatheredErrors): boolean => !unread.some(({ what }) => (source === 'Entra ID' ? /^entra\.(users|groups|contacts)$/.test(what) : what === `syncServers.${source}.errors` || what === `syncServers.${source}.runHistory`));

const eachOnce = <Each extends { readonly what: string; readonly detail?: string | undefined }>(unread: readonly Each[]): readonly Each[] => [...new Map(unread.map((each) => [`${each.what}\n${each.detail ?? ''}`, each])).values()];
