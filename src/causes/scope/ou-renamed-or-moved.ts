import { ARRIVAL, hasArrived } from '../../deduce/arrival.ts';
import { firstOf } from '../../deduce/attributes.ts';
import { knownOf } from '../../deduce/reading.ts';
import { isOut, scopeOf } from '../../deduce/scope.ts';
import { DAY, generalizedTime, spoken } from '../../deduce/times.ts';
import { ancestorDns, parentDn, rdnsOf, sameDn } from '../../model/distinguished-name.ts';
import type { AdObject } from '../../model/exhibits.ts';
import { cannotTell, ruledOut, type EvidenceItem } from '../../model/verdict.ts';
import { defineCause } from '../cause.ts';
import { inAd, onServer } from '../evidence-items.ts';
import { settledBy } from '../standing.ts';

/** As long as the cloud recycle bin keeps what a full import took away. */
const RECENT = 30 * DAY;

export const ouRenamedOrMoved = defineCause({
  id: 'ou-renamed-or-moved',
  area: 'scope',
  layer: 2,
  title: 'A selected OU was renamed',
  why: 'Entra Connect remembers the selected containers by their names. A container that was renamed or moved is no longer in its list: at the next full import everything below it counts as deleted. Delta cycles look fine until then.',
  checkYourself: [
    'Compare the selected containers (Synchronization Service, Connectors, the forest, Configure Directory Partitions, Containers) with the OUs that exist.',
    'Look at whenChanged of the OU of the object.',
    'Count the pending deletes of the Entra connector before anything is exported.',
  ],
  learnMore: 'https://learn.microsoft.com/entra/identity/hybrid/connect/how-to-connect-sync-configure-filtering',
  fixAfter: [],
  byHand: 'Export the server configuration, then select the OU again under its new name in the Entra Connect wizard before anything is exported, or give the OU its old name back. Keep the protection against accidental deletes on. Then run a full import and a full synchronisation and compare the pending deletes.',
  byHandRisk: { risk: 'high', undo: '30-days' },
  whyByHand: 'The list of containers is changed in the wizard of Entra Connect only, and a wrong list deletes every account below it.',
  kinds: ['user', 'group', 'contact', 'device'],
  about: 'ad-object',
  needs: ['directory.entries', 'syncServers.connectors'],
  mayUse: ['syncServers.pendingExports', ...ARRIVAL],

  judge({ 'directory.entries': entries, 'syncServers.connectors': connectors }, { subject, also, now }) {
    const { ad } = subject;
    const scope = scopeOf(ad.dn, connectors);
    if (scope.is === 'unknown') return cannotTell('syncServers.connectors');
    if (!isOut(scope) || scope.is !== 'not-included') return ruledOut('no selected container has lost it');
    const pairs = ancestorDns(ad.dn).flatMap((dn) => scope.included.filter((listed) => isFormerName(listed, dn)).map((listed) => ({ dn, listed })));
    const gone = pairs.filter(({ listed }) => !entries.some((entry) => sameDn(entry.dn, listed)));
    if (gone.length === 0) return ruledOut('every selected container that could be its own still exists');
    const found = gone.flatMap(({ dn, listed }) => ({ listed, dn, entry: entries.find((entry) => sameDn(entry.dn, dn)) }));
    const known = found.flatMap(({ listed, entry }) => (entry === undefined ? [] : [{ listed, entry, changed: generalizedTime(firstOf(entry, 'whenChanged')) }]));
    const hit = known.find(({ changed }) => changed !== undefined && now.getTime() - changed.getTime() <= RECENT);
    if (hit?.changed === undefined) return known.length < found.length && hasArrived(subject, also) !== true ? cannotTell('directory.entries') : ruledOut('its containers were not changed lately, as far as known');
    const deletes = knownOf(also['syncServers.pendingExports'])?.flatMap(({ value }) => value).filter((each) => /delete/i.test(each.Operation ?? '')).length;
    const facts = { dn: ad.dn, listed: hit.listed, now: hit.entry.dn, changed: spoken(hit.changed), deletes: deletes ?? null };
    return { is: 'confirmed', facts, evidenceClass: settledBy(connectors), evidence: evidenceOf({ ad, container: hit.entry, ...scope, listed: hit.listed, deletes }) };
  },

  explain: ({ dn, listed, now, changed, deletes }) =>
    `Entra Connect is set to read ${listed}, which does not exist any more; the container is now ${now} (changed ${changed}), so ${dn} lies below no selected container.${deletes === null || deletes === 0 ? '' : ` ${deletes === 1 ? 'One deletion waits' : `${deletes} deletions wait`} for export.`}`,
});

/** Renamed: another name at the same place. Moved: the same name at another place. */
const isFormerName = (listed: string, dn: string): boolean => !sameDn(listed, dn) && (sameDn(parentDn(listed) ?? '', parentDn(dn) ?? '') || sameDn(rdnsOf(listed)[0] ?? '', rdnsOf(dn)[0] ?? '')) && /^ou=/i.test(dn);

interface Shown {
  readonly ad: AdObject;
  readonly container: AdObject;
  readonly listed: string;
  readonly server: string;
  readonly deletes: number | undefined;
}

const evidenceOf = ({ ad, container, listed, server, deletes }: Shown): readonly EvidenceItem[] => [
  inAd(ad, 'distinguishedName', ad.dn),
  onServer(server, 'ContainerInclusionList', listed),
  inAd(container, 'whenChanged', firstOf(container, 'whenChanged') ?? ''),
  ...(deletes === undefined ? [] : [onServer(server, 'pending deletes', String(deletes))]),
];
