import { mailAddressesOf, primaryAddressOf, upnOf } from '../../deduce/addresses.ts';
import { isDisabled, sameText, valuesOf } from '../../deduce/attributes.ts';
import { addressesHeldBy, attributesHolding, proxyValuesFor, sameObject } from '../../deduce/holders.ts';
import { boundUser } from '../../deduce/cloud-account.ts';
import { kindOfEntry } from '../../deduce/object-kind.ts';
import { isSent } from '../../deduce/match-targets.ts';
import { isLinkedPair } from '../../deduce/linked-pair.ts';
import { knownOf } from '../../deduce/reading.ts';
import { isFilteredByDefaultRules, isOutside, scopeOf } from '../../deduce/scope.ts';
import { statedAbout, statedConflicts } from '../../deduce/stated-conflict.ts';
import { activeServer } from '../../deduce/sync-server.ts';
import { sameDn } from '../../model/distinguished-name.ts';
import type { MvObject } from '../../model/evidence.ts';
import type { AdObject } from '../../model/exhibits.ts';
import { cannotTell, ruledOut } from '../../model/verdict.ts';
import { adTarget } from '../address-repair.ts';
import { defineCause } from '../cause.ts';
import { inAd } from '../evidence-items.ts';

export const duplicateProxyTwoAdObjects = defineCause({
  id: 'duplicate-proxy-two-ad-objects',
  area: 'duplicates',
  layer: 4,
  title: 'Two AD objects have the same e-mail address',
  why: 'An address can belong to one object in Entra only, whatever its type. The second object that brings it is refused, or arrives without the address.',
  checkYourself: ['Search the global catalog for the address in proxyAddresses, mail, targetAddress and userPrincipalName.', 'Check which of the objects found lie in synchronised containers.', 'Ask who receives mail for the address today.', 'Do not rely on a clean run of IdFix: it compares each attribute only with itself, never mail with proxyAddresses.'],
  learnMore: 'https://learn.microsoft.com/entra/identity/hybrid/connect/tshoot-connect-sync-errors',
  fixAfter: ['source-account-still-in-scope'],
  byHand: 'Decide who shall have the address and remove it from the other object (proxyAddresses, mail, targetAddress). First ask who receives the mail today.',
  byHandRisk: { risk: 'medium', undo: 'full' },
  arrives: true,
  kinds: ['user', 'group', 'contact'],
  about: 'ad-object',
  needs: ['directory.entries'],
  mayUse: ['syncServers.connectors', 'syncServers.mvObjects', 'syncServers.csObjects', 'syncServers.runHistory', 'syncServers.globalSettings', 'syncServers.scheduler', 'entra.users'],

  judge({ 'directory.entries': entries }, { subject: { ad }, also }) {
    const sharedWith = sharing(ad);
    const pairs = entries.filter((other) => !sameObject(ad, other) && kindOfEntry(other) !== null).map((other) => ({ other, shared: sharedWith(other) })).filter(({ shared }) => shared.length > 0);
    if (pairs.length === 0) return ruledOut('no other AD object has one of its addresses');
    const conflicts = statedConflicts(ad, also);
    const stated = statedAbout(conflicts, pairs.flatMap(({ shared }) => shared)) ?? conflicts.find(({ holderId }) => holderId !== undefined && pairs.some(({ other }) => boundUser(other, knownOf(also['entra.users']) ?? [], also['syncServers.globalSettings'])?.id === holderId));
    const connectors = knownOf(also['syncServers.connectors']);
    if (!isSent(ad, also)) return ruledOut('it is not in scope itself, so nothing collides');
    const joined = (other: AdObject): boolean => joinOnPurpose(ad, other, (knownOf(also['syncServers.mvObjects']) ?? []).flatMap(({ value }) => value));
    const rivals = pairs.filter(({ other }) => !isFilteredByDefaultRules(other) && !joined(other) && (stated !== undefined || !isDisabled(other) || isDisabled(ad)));
    if (rivals.length === 0) return ruledOut('the other object does not take part: filtered, disabled, a conflict copy, or joined on purpose');
    if (connectors === undefined && stated === undefined) return cannotTell('syncServers.connectors');
    const inScope = rivals.filter(({ other }) => connectors === undefined || !isOutside(scopeOf(other.dn, connectors)));
    if (inScope.length === 0) return ruledOut('the other object is not in scope');
    const facts = { dn: ad.dn, rivals: inScope.map(({ other, shared }) => ({ dn: other.dn, shared })), release: inScope.length === 1 ? releaseFrom(ad, inScope[0]?.other, inScope[0]?.shared ?? []) : null, server: activeServer(also['syncServers.scheduler']) };
    const evidence = [...inScope.flatMap(({ other, shared }) => shared.map((address) => inAd(other, attributesHolding(other, address).join(', '), address))), ...(stated === undefined ? [] : [stated.evidence])];
    return { is: 'confirmed', facts, evidenceClass: stated === undefined ? 'B' : 'A', layer: stated === undefined && boundUser(ad, knownOf(also['entra.users']) ?? [], also['syncServers.globalSettings']) !== undefined ? 5 : 4, evidence, statedAt: stated?.statedAt };
  },

  explain: ({ dn, rivals }) => `${rivals.map(({ dn: other, shared }) => `${other} also has ${shared.join(', ')}`).join('; ')}. Only one of them and ${dn} can have it in Entra.`,
});

/** Addresses both hold, in whatever attribute; a sign-in name equal to a sign-in name is another cause. */
function sharing(ad: AdObject): (other: AdObject) => readonly string[] {
  const upn = upnOf(ad)?.toLowerCase();
  const addresses = new Set(mailAddressesOf(ad));
  return (other) => {
    const onlyName = (address: string): boolean => address === upn && sameText(address, upnOf(other)) && attributesHolding(other, address).length === 1;
    const asAddress = [...addressesHeldBy(other)].filter((address) => addresses.has(address) && !onlyName(address));
    const asName = upn === undefined || addresses.has(upn) ? [] : attributesHolding(other, upn).filter((name) => name !== 'userPrincipalName').map(() => upn);
    return [...new Set([...asAddress, ...asName])];
  };
}

/** A contact of another forest (made by GALSync), account and linked mailbox, or two objects of one person in the metaverse. */
function joinOnPurpose(ad: AdObject, other: AdObject, metaverse: readonly MvObject[]): boolean {
  const lines = metaverse.map((person) => (person.Lineage ?? []).flatMap((line) => line.ConnectedCsObjectDN ?? []));
  const together = lines.some((dns) => [ad, other].every((object) => dns.some((dn) => sameDn(dn, object.dn))));
  return together || isLinkedPair(ad, other) || (!sameText(ad.forest, other.forest) && [ad, other].some((object) => kindOfEntry(object) === 'contact'));
}

export interface Release {
  readonly object: NonNullable<ReturnType<typeof adTarget>>;
  readonly before: readonly string[];
  readonly remove: readonly string[];
  readonly because: string;
}

/** Where it is clear which of the two should not have it: the disabled one, or the one that has it as a mere alias. Never guessed. */
function releaseFrom(ad: AdObject, other: AdObject | undefined, shared: readonly string[]): Release | null {
  if (other === undefined) return null;
  return releaseAsLesser(other, ad, shared) ?? releaseAsLesser(ad, other, shared);
}

function releaseAsLesser(lesser: AdObject, owner: AdObject, shared: readonly string[]): Release | null {
  const object = adTarget(lesser);
  if (object === null || isDisabled(owner) || !shared.every((address) => attributesHolding(lesser, address).every((name) => name === 'proxyAddresses'))) return null;
  const primary = primaryAddressOf(owner);
  const alias = shared.every((address) => address === primary && proxyValuesFor(lesser, address).every((raw) => !raw.startsWith('SMTP:')));
  if (!isDisabled(lesser) && !alias) return null;
  return { object, before: valuesOf(lesser, 'proxyAddresses'), remove: shared.flatMap((address) => proxyValuesFor(lesser, address)), because: isDisabled(lesser) ? 'that account is disabled' : `it is a mere alias there and the primary address of ${owner.dn}` };
}
