import { sameText } from '../../deduce/attributes.ts';
import { entraConnection } from '../../deduce/connection-state.ts';
import { complaintsOf, entraComplaints } from '../../deduce/entra-complaints.ts';
import { knownOf } from '../../deduce/reading.ts';
import { isEntraConnectorName } from '../../deduce/run-results.ts';
import { spokenEvent } from '../../deduce/server-events.ts';
import { initialDomain, verifiedDomains } from '../../deduce/verified-domains.ts';
import { cannotTell, ruledOut } from '../../model/verdict.ts';
import { defineCause } from '../cause.ts';
import { onServer } from '../evidence-items.ts';

/** Objects a tenant may hold. Source: learn.microsoft.com/entra/identity/users/directory-service-limits-restrictions */
const WITHOUT_DOMAIN = 50_000;
const WITH_DOMAIN = 300_000;
/** Cloud objects and those in the recycle bin count too and are not in the number that the server knows. */
const NEAR = 0.95;

export const directoryQuotaExceeded = defineCause({
  id: 'directory-quota-exceeded',
  area: 'sign-in',
  layer: 1,
  title: 'The tenant is full',
  why: 'A tenant may hold 50,000 objects, with a verified domain 300,000, unless Microsoft raised it. When that is reached Entra stops the synchronisation with error 016. Objects in the recycle bin count, too.',
  checkYourself: [
    'Look for the mail or the event with error 016, "Synchronization has been stopped".',
    'Count the objects of the tenant: GET /organization?$select=directorySizeQuota.',
    'Look how many objects lie in the recycle bin: they count until they are purged.',
  ],
  learnMore: 'https://learn.microsoft.com/troubleshoot/entra/entra-id/user-prov-sync/exceed-number-objects-synced',
  fixAfter: [],
  byHand: 'Verify a domain if none is verified, delete what is no longer needed and empty the recycle bin of it, or ask Microsoft support to raise the limit.',
  byHandRisk: { risk: 'high', undo: 'none' },
  whyByHand: 'Which objects may go, or whether to buy room, is a decision for people.',
  kinds: ['user', 'group', 'contact', 'device'],
  about: 'any',
  needs: [],
  mayUse: ['syncServers.runHistory', 'syncServers.events', 'syncServers.statistics', 'syncServers.connectors', 'entra.organization', 'entra.domains'],

  judge(_, { now, also }) {
    const state = entraConnection(also, now);
    if (state.is === 'works') return ruledOut(state.because);
    if (state.is === 'unknown') return cannotTell('syncServers.runHistory');
    const [said] = complaintsOf(entraComplaints(also, state.lastGood), 'quota');
    const counts = (knownOf(also['syncServers.statistics']) ?? []).flatMap(({ server, value }) => value.filter(({ ConnectorName }) => isEntraConnectorName(ConnectorName)).map((each) => ({ server, name: each.ConnectorName ?? '', count: each.TotalConnectors ?? 0 })));
    const [fullest] = counts.toSorted((one, other) => other.count - one.count);
    const own = verifiedDomains(also)?.filter((domain) => !sameText(domain, initialDomain(also)));
    const limit = own?.length === 0 ? WITHOUT_DOMAIN : WITH_DOMAIN;
    const isNear = fullest !== undefined && fullest.count >= limit * NEAR;
    const evidence = [...(said === undefined ? [] : [onServer(said.server, 'event', spokenEvent(said))]), ...(isNear ? [onServer(fullest.server, `${fullest.name}: TotalConnectors`, String(fullest.count))] : [])];
    const facts = { count: isNear ? fullest.count : undefined, limit };
    if (said !== undefined) return { is: 'confirmed', facts, evidenceClass: said.standby ? 'D' : 'A', evidence };
    if (isNear) return { is: 'confirmed', facts, evidenceClass: 'B', certainty: 'likely', evidence };
    return also['syncServers.events'].state === 'unknown' ? cannotTell('syncServers.events') : ruledOut('nothing speaks of a full tenant');
  },

  explain: ({ count, limit }) => (count === undefined ? 'Entra says that the tenant holds as many objects as it may.' : `The server keeps ${count} objects in a tenant that may hold ${limit}, and its runs to Entra fail.`),
});
