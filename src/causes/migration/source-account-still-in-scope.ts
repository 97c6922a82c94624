import { mailAddressesOf, upnOf } from '../../deduce/addresses.ts';
import { isDisabled } from '../../deduce/attributes.ts';
import { isJoinedPair, isLinkedMailbox, isLinkedPair, masterSidOf } from '../../deduce/linked-pair.ts';
import { kindOfEntry } from '../../deduce/object-kind.ts';
import { knownOf } from '../../deduce/reading.ts';
import { isFilteredByDefaultRules, scopeOf } from '../../deduce/scope.ts';
import type { Connector } from '../../model/evidence.ts';
import type { AdObject, FromServer } from '../../model/exhibits.ts';
import { cannotTell, ruledOut } from '../../model/verdict.ts';
import { defineCause } from '../cause.ts';
import { inAd } from '../evidence-items.ts';

export const sourceAccountStillInScope = defineCause({
  id: 'source-account-still-in-scope',
  area: 'migration',
  layer: 4,
  title: 'Both the old and the new AD account sync',
  why: 'After a migration the person has an account in the old forest, now disabled, and one in the new forest, and both are synchronised. Their names and addresses collide, even where the anchors are right.',
  checkYourself: ['Search the address of the person in every forest.', 'Look which of the accounts is disabled.', 'Check in the wizard or in the containers of the connectors that both are in scope.'],
  learnMore: 'https://learn.microsoft.com/entra/identity/hybrid/connect/how-to-connect-install-existing-tenant',
  fixAfter: [],
  byHand: 'First carry the anchor over: write the immutable id of the cloud account into mS-DS-ConsistencyGuid of the new AD account. Only then take the old account out of scope; the other way round the cloud account is deleted with it.',
  byHandRisk: { risk: 'high', undo: '30-days' },
  whyByHand: 'It takes two steps in the right order in two forests, the second of which is a change of scope.',
  kinds: ['user'],
  about: 'ad-object',
  needs: ['directory.entries'],
  mayUse: ['syncServers.connectors', 'syncServers.mvObjects'],

  judge({ 'directory.entries': entries }, { subject: { ad }, also }) {
    const values = valuesOf(ad);
    const others = entries.filter((entry) => kindOfEntry(entry) === 'user' && entry.forest.toLowerCase() !== ad.forest.toLowerCase() && isDisabled(entry) !== isDisabled(ad) && valuesOf(entry).some((value) => values.includes(value)));
    const pairs = others.filter((other) => !isOnPurpose(ad, other) && !isJoinedPair(ad, other, also));
    const connectors = knownOf(also['syncServers.connectors']);
    if (pairs.length > 0 && connectors === undefined) return cannotTell('syncServers.connectors');
    const clashing = pairs.find((other) => isInScope(ad, connectors ?? []) && isInScope(other, connectors ?? []));
    if (clashing === undefined) return ruledOut('no second account of the person in another forest is synchronised');
    const shared = valuesOf(clashing).filter((value) => values.includes(value)).join(', ');
    const [old, fresh] = isDisabled(ad) ? [ad, clashing] : [clashing, ad];
    const evidence = [inAd(old, 'userAccountControl', 'disabled'), inAd(fresh, 'userAccountControl', 'enabled'), inAd(clashing, 'mail, proxyAddresses, userPrincipalName', shared)];
    return { is: 'confirmed', facts: { old: old.dn, fresh: fresh.dn, shared }, evidenceClass: 'B', evidence };
  },

  explain: ({ old, fresh, shared }) => `${fresh} and the disabled account ${old} are both synchronised and share ${shared}.`,
});

const valuesOf = (ad: AdObject): readonly string[] => [...new Set([...mailAddressesOf(ad), ...(upnOf(ad) === undefined ? [] : [(upnOf(ad) ?? '').toLowerCase()])])];

const isInScope = (ad: AdObject, connectors: readonly FromServer<readonly Connector[]>[]): boolean => scopeOf(ad.dn, connectors).is === 'in' && !isFilteredByDefaultRules(ad);

/** The account of a linked mailbox is disabled by design and joins that of its owner. */
const isOnPurpose = (one: AdObject, other: AdObject): boolean => isLinkedPair(one, other) || [one, other].some((each) => isLinkedMailbox(each) && masterSidOf(each) !== undefined);
