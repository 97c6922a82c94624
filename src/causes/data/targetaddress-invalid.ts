import { bareAddress, proxyAddress } from '../../deduce/addresses.ts';
import { firstOf, sameText, valuesOf } from '../../deduce/attributes.ts';
import { attributesHolding, sameObject } from '../../deduce/holders.ts';
import { exportingServer } from '../../deduce/exporting-server.ts';
import { FEW, firstFew } from '../../deduce/first-few.ts';
import { kindOfEntry } from '../../deduce/object-kind.ts';
import { quoted, targetAddressFaults } from '../../deduce/legal-characters.ts';
import { knownOf } from '../../deduce/reading.ts';
import { isFilteredByDefaultRules, isOutside, scopeOf } from '../../deduce/scope.ts';
import { suggestedAddress, suggestionSays, type Suggestion } from '../../deduce/suggestion.ts';
import type { AdObject, Evidence } from '../../model/exhibits.ts';
import { ruledOut } from '../../model/verdict.ts';
import { defineCause } from '../cause.ts';
import { inAd } from '../evidence-items.ts';
import { repairOf, valuesTo, type AdChange, type Repair } from '../repair.ts';

export const targetaddressInvalid = defineCause({
  id: 'targetaddress-invalid',
  area: 'data',
  layer: 5,
  title: 'Forwarding address malformed or duplicated',
  why: 'targetAddress says where the mail of a mail user, a remote mailbox or a contact goes. Without "SMTP:" in front, with blanks or illegal characters, or longer than 255 characters it is not taken over, and mail does not arrive. Two objects with one forwarding address get in each other\'s way.',
  checkYourself: ['Look at targetAddress on the Attribute Editor tab; print it between quotes, so that blanks at its ends show.', 'It must begin with SMTP: and hold one e-mail address.', 'Search the global catalog for the same address in targetAddress, proxyAddresses and mail of other objects.'],
  learnMore: 'https://learn.microsoft.com/microsoft-365/enterprise/prepare-for-directory-synchronization',
  fixAfter: [],
  byHand: 'Write SMTP: and the right address into targetAddress, after noting the old value. For a remote mailbox that is the address ending in .mail.onmicrosoft.com.',
  byHandRisk: { risk: 'medium', undo: 'full' },
  arrives: true,
  kinds: ['user', 'group', 'contact'],
  about: 'ad-object',
  needs: ['directory.entries'],
  mayUse: ['entra.users', 'entra.groups', 'entra.contacts', 'entra.syncBehavior', 'syncServers.globalSettings', 'entra.deletedUsers', 'syncServers.connectors', 'syncServers.scheduler'],

  judge({ 'directory.entries': entries }, { subject, also }) {
    const { ad } = subject;
    const value = firstOf(ad, 'targetAddress');
    if (value === undefined) return ruledOut('it has no forwarding address');
    const faults = targetAddressFaults(value);
    if (faults.length > 0) {
      const suggestion = suggestedAddress(proxyAddress(value).address, subject, also);
      const facts: Facts = { repair: repairOf(ad, [prefixed(ad)], exportingServer(also['syncServers.scheduler'])), value, faults, rivals: [], suggestion: suggestion === undefined ? undefined : { ...suggestion, value: `SMTP:${suggestion.value}` } };
      return { is: 'confirmed', facts, evidenceClass: 'B', evidence: [inAd(ad, 'targetAddress', quoted(value))] };
    }
    const rivals = rivalsOf(ad, bareAddress(value), { entries, connectors: also['syncServers.connectors'] });
    if (rivals.length === 0) return ruledOut('the forwarding address is well formed and nobody else in scope has it');
    const sameAttribute = rivals.filter((other) => sameText(firstOf(other, 'targetAddress'), value));
    const facts: Facts = { repair: null, value, faults, rivals: rivals.map(({ dn }) => dn), suggestion: undefined };
    return { is: 'confirmed', facts, evidenceClass: sameAttribute.length > 0 ? 'C' : 'D', evidence: [inAd(ad, 'targetAddress', value), ...rivals.slice(0, FEW).map((other) => inAd(other, attributesHolding(other, bareAddress(value) ?? '').join(', '), value))] };
  },

  explain: ({ value, faults, rivals, suggestion }) =>
    faults.length > 0 ? `targetAddress ${quoted(value)} has ${faults.join(', ')}.${suggestionSays(suggestion)}` : `${firstFew(rivals)} ${rivals.length === 1 ? 'has' : 'have'} the forwarding address ${value} too.`,
});

interface Facts {
  readonly repair: Repair | null;
  readonly value: string;
  readonly faults: readonly string[];
  /** DNs of the others with the same address. */
  readonly rivals: readonly string[];
  readonly suggestion: Suggestion | undefined;
}

/** Other objects that synchronise and hold the address in any attribute; forwarding to one of one's own addresses is no rivalry. */
function rivalsOf(ad: AdObject, address: string | null, { entries, connectors }: { readonly entries: readonly AdObject[]; readonly connectors: Evidence['syncServers.connectors'] }): readonly AdObject[] {
  if (address === null) return [];
  const lists = knownOf(connectors);
  const synchronises = (object: AdObject): boolean => !isFilteredByDefaultRules(object) && lists !== undefined && !isOutside(scopeOf(object.dn, lists));
  if (!synchronises(ad)) return [];
  return entries.filter((other) => kindOfEntry(other) !== null && !sameObject(ad, other) && attributesHolding(other, address).length > 0 && synchronises(other));
}

/** The same address with its prefix, where that alone is missing. */
function prefixed(ad: AdObject): AdChange | null {
  const [value, another] = valuesOf(ad, 'targetAddress');
  const wanted = value === undefined || another !== undefined || proxyAddress(value).type !== null ? undefined : `SMTP:${value.trim()}`;
  return wanted === undefined || targetAddressFaults(wanted).length > 0 ? null : valuesTo(ad, 'targetAddress', [wanted]);
}
