import { firstOf } from '../../deduce/attributes.ts';
import { memberDns } from '../../deduce/members-of.ts';
import { isOutside, scopeOf } from '../../deduce/scope.ts';
import { sidOf } from '../../deduce/security-identifier.ts';
import { rdnsOf } from '../../model/distinguished-name.ts';
import type { Connector } from '../../model/evidence.ts';
import type { AdObject, FromServer } from '../../model/exhibits.ts';
import { cannotTell, ruledOut } from '../../model/verdict.ts';
import { defineCause } from '../cause.ts';
import { inAd, onServer } from '../evidence-items.ts';
import { settledBy } from '../standing.ts';

export const memberFromOtherForest = defineCause({
  id: 'member-from-other-forest',
  area: 'groups-and-devices',
  layer: 5,
  title: 'Foreign member is missing',
  why: 'A member from another forest stands in the group as a foreign security principal, which holds nothing but its SID. Entra Connect finds the account behind it only when both the container ForeignSecurityPrincipals and the forest of the account are synchronised.',
  checkYourself: [
    'Look for members of the group in CN=ForeignSecurityPrincipals; the name of each is a SID.',
    'Look in the OU selection of Entra Connect whether that container is ticked.',
    'Find the account that bears the SID in the other forest, and look whether that forest has a connector and the OU of the account is selected.',
  ],
  learnMore: 'https://learn.microsoft.com/entra/identity/hybrid/connect/concept-azure-ad-connect-sync-user-and-contacts',
  fixAfter: [],
  byHand: 'Tick the container ForeignSecurityPrincipals in the OU selection, or connect the other forest and select the OU of the account; then run a full cycle. Look first at what else would be synchronised by that.',
  byHandRisk: { risk: 'medium', undo: 'full' },
  whyByHand: 'Another forest or container in the configuration brings other objects along, and that people must decide.',
  arrives: true,
  kinds: ['group'],
  about: 'ad-object',
  needs: ['directory.entries'],
  mayUse: ['syncServers.connectors'],

  judge({ 'directory.entries': entries }, { subject: { ad }, also }) {
    const foreign = memberDns(ad).flatMap((dn) => {
      const sid = foreignSid(dn);
      return sid === undefined ? [] : [{ dn, sid }];
    });
    if (foreign.length === 0) return ruledOut('no member comes from another forest');
    if (also['syncServers.connectors'].state === 'unknown') return cannotTell('syncServers.connectors');
    const connectors = also['syncServers.connectors'].value;
    const standings = foreign.map((member) => ({ ...member, ...homeOf(member, entries, connectors) }));
    const missing = standings.find(({ home }) => home === 'container-out' || home === 'account-out');
    if (missing === undefined) return standings.some(({ home }) => home === 'unknown') ? cannotTell('directory.entries') : ruledOut('the accounts behind its foreign members are synchronised');
    const { dn, account, home } = missing;
    const facts = { member: dn, account: account === undefined ? null : (firstOf(account, 'displayName') ?? account.dn), forest: account?.forest ?? null, container: home === 'container-out' };
    const out = home === 'container-out' ? dn : (account?.dn ?? dn);
    return { is: 'confirmed', facts, evidenceClass: settledBy(connectors), evidence: [inAd(ad, 'member', dn), onServer(connectors[0]?.server ?? '', 'Partitions, ContainerInclusionList', `${out} is not covered`)] };
  },

  explain: ({ member, account, forest, container }) =>
    `The member ${account ?? member} comes from ${forest === null ? 'another forest' : `the forest ${forest}`}, and ${container ? 'the container ForeignSecurityPrincipals is not synchronised' : 'its account there is not synchronised'}, so it is missing in the group in Entra.`,
});

/** The SID of an account of another domain; principals such as Authenticated Users, which every Windows knows, are none. */
function foreignSid(dn: string): string | undefined {
  const [first = '', container = ''] = rdnsOf(dn);
  return /^CN=ForeignSecurityPrincipals$/i.test(container) ? /^CN=(S-1-5-21-[\d-]+)$/i.exec(first)?.[1]?.toUpperCase() : undefined;
}

interface Home {
  readonly home: 'synchronised' | 'container-out' | 'account-out' | 'unknown';
  readonly account: AdObject | undefined;
}

function homeOf({ dn, sid }: { readonly dn: string; readonly sid: string }, entries: readonly AdObject[], connectors: readonly FromServer<readonly Connector[]>[]): Home {
  const account = entries.find((entry) => sidOf(entry) === sid);
  const container = scopeOf(dn, connectors);
  if (isOutside(container)) return { home: 'container-out', account };
  if (account === undefined) return { home: 'unknown', account };
  const own = scopeOf(account.dn, connectors);
  if (isOutside(own)) return { home: 'account-out', account };
  return { home: container.is === 'unknown' || own.is === 'unknown' ? 'unknown' : 'synchronised', account };
}
