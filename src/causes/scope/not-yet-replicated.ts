import { firstOf, valuesOf } from '../../deduce/attributes.ts';
import { isAdConnector, partitionOf } from '../../deduce/forest-connector.ts';
import { knownOf } from '../../deduce/reading.ts';
import { changedAt, copiesOf, isReadOnlyController, lagging, sameServer, type Copy } from '../../deduce/replication.ts';
import { connectorsFor } from '../../deduce/sync-clock.ts';
import type { AdEntry, RunProfileResult } from '../../model/evidence.ts';
import type { AdObject, Evidence } from '../../model/exhibits.ts';
import { cannotTell, ruledOut } from '../../model/verdict.ts';
import { defineCause } from '../cause.ts';
import { inAd } from '../evidence-items.ts';

export const notYetReplicated = defineCause({
  id: 'not-yet-replicated',
  area: 'scope',
  layer: 2,
  title: 'The DC that Connect reads has not the change yet',
  why: 'A change is made on one domain controller and travels to the others by AD replication. Until it has reached the one that Entra Connect reads, no cycle can collect it.',
  checkYourself: [
    'Find the domain controller that Entra Connect reads: preferred domain controllers of the connector, or the connection log of the last import.',
    'Run Get-ADObject with -Server for that controller and for the one where the change was made, and compare.',
    'Run repadmin /showrepl and repadmin /replsummary.',
  ],
  learnMore: 'https://learn.microsoft.com/entra/identity/hybrid/connect/tshoot-connect-objectsync',
  fixAfter: [],
  byHand: 'Wait for replication, or start it with repadmin /syncall for that controller, and then start a delta cycle. If it does not move, mend replication first. Entra Connect must not read a read-only domain controller: it holds only a part of the attributes.',
  byHandRisk: { risk: 'low', undo: 'full' },
  whyByHand: 'It heals by waiting; replication that stands still is mended with the tools of Active Directory.',
  arrives: true,
  kinds: ['user', 'group', 'contact', 'device'],
  about: 'ad-object',
  needs: ['directory.entries', 'directory.copies'],
  mayUse: ['syncServers.connectors', 'syncServers.runHistory'],

  judge({ 'directory.entries': entries, 'directory.copies': copies }, { subject: { ad }, also }) {
    const own = copiesOf(ad, copies);
    const pairs = [...own.flatMap((copy) => [pairOf(ad, copy, copy.server), pairOf(copy, ad, null)]), ...own.flatMap((one) => own.map((other) => pairOf(one, other, other.server)))];
    const behind = pairs
      .filter(({ newer, older }) => (changedAt(newer) ?? (newer === ad ? Number.MAX_VALUE : 0)) > (changedAt(older) ?? 0))
      .map((pair) => ({ ...pair, attributes: lagging(pair.newer, pair.older, pair.server !== null && isReadOnlyController(pair.server, entries)) }))
      .filter(({ attributes }) => attributes.length > 0);
    if (behind.length === 0) return ruledOut('every domain controller that was asked holds the same');
    const controllers = controllersOf(ad, also);
    if (controllers.length === 0) return cannotTell(also['syncServers.connectors'].state === 'unknown' ? 'syncServers.connectors' : 'syncServers.runHistory');
    const hit = behind.find(({ server }) => (server === null ? !own.some((copy) => isRead(copy.server, controllers)) : isRead(server, controllers)));
    const [attribute] = hit?.attributes ?? [];
    if (hit === undefined || attribute === undefined) return ruledOut('the domain controller that Entra Connect reads has the newest state');
    const facts = { dn: ad.dn, attributes: hit.attributes, server: hit.server ?? controllers.join(', ') };
    return { is: 'confirmed', facts, evidenceClass: 'B', evidence: [shown(ad, attribute, hit.newer), { ...shown(ad, attribute, hit.older), at: facts.server }] };
  },

  explain: ({ dn, attributes, server }) => `${server}, which Entra Connect reads, does not yet have the newest state of ${dn}: ${attributes.join(', ')} differ${attributes.length === 1 ? 's' : ''} there.`,
});

interface Pair {
  readonly newer: AdEntry;
  readonly older: AdEntry;
  /** Where the older state was read; null for the one that the question rests on. */
  readonly server: string | null;
}

const pairOf = (newer: AdEntry, older: AdEntry, server: string | null): Pair => ({ newer, older, server });

const isRead = (server: Copy['server'], controllers: readonly string[]): boolean => controllers.some((each) => sameServer(each, server));

/** The controllers that the connector is told to read, else those that its newest import connected to. */
function controllersOf(ad: AdObject, also: Pick<Evidence, 'syncServers.connectors' | 'syncServers.runHistory'>): readonly string[] {
  const connectors = (knownOf(also['syncServers.connectors']) ?? []).flatMap(({ value }) => value).filter(isAdConnector);
  const preferred = connectors.flatMap((connector) => partitionOf(ad.dn, connector)?.PreferredDCs ?? []);
  if (preferred.length > 0) return preferred;
  const names = connectors.length === 0 ? [ad.forest.toLowerCase()] : connectorsFor(ad, connectors);
  const imports = (knownOf(also['syncServers.runHistory']) ?? []).flatMap(({ value }) => value).filter((run) => /import/i.test(run.RunProfileName ?? '') && names.includes(run.ConnectorName?.toLowerCase() ?? ''));
  const logged = imports.sort((one, other) => (other.StartDate ?? '').localeCompare(one.StartDate ?? '')).map(serversIn);
  return logged.find((servers) => servers.length > 0) ?? [];
}

const serversIn = (run: RunProfileResult): readonly string[] => [
  ...new Set((run.RunStepResults ?? []).flatMap((step) => [...(step.ConnectorConnectionInformationXml ?? '').matchAll(/<server>\s*([^<\s]{1,200})\s*<\/server>/gi)].flatMap((match) => match[1] ?? []))),
];

const shown = (ad: AdObject, attribute: string, entry: AdEntry) =>
  inAd(ad, attribute, attribute === 'distinguishedName' ? entry.dn : `${valuesOf(entry, attribute).join(' | ') || '(none)'} (whenChanged ${firstOf(entry, 'whenChanged') ?? 'not read'})`);
