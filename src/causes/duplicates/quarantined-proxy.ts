import { bareAddress, cloudAddressesOf, mailAddressesOf } from '../../deduce/addresses.ts';
import { provisioningErrors } from '../../deduce/provisioning-errors.ts';
import { uniqueValuesOf } from '../../deduce/holders.ts';
import { cloudObjectOf } from '../../deduce/cloud-object.ts';
import type { CloudObject } from '../../model/evidence.ts';
import type { AdObject } from '../../model/exhibits.ts';
import { cannotTell, notApplicable, ruledOut } from '../../model/verdict.ts';
import { defineCause } from '../cause.ts';
import { inEntra } from '../evidence-items.ts';

export const quarantinedProxy = defineCause({
  id: 'quarantined-proxy',
  area: 'duplicates',
  layer: 5,
  title: 'An address is missing because it is taken',
  why: 'Another object already holds the address. Entra created or updated the account without it and keeps the address aside. The export counts as a success, and it is not tried again.',
  checkYourself: ['Open the object in the Entra admin center and look at Provisioning errors.', 'Search the address in users, groups, contacts, deleted users and in Exchange.', 'After the conflict is gone Entra adds the address within an hour.'],
  learnMore: 'https://learn.microsoft.com/entra/identity/hybrid/connect/how-to-connect-syncservice-duplicate-attribute-resiliency',
  fixAfter: ['duplicate-proxy-two-ad-objects', 'duplicate-upn-two-ad-objects', 'duplicate-held-by-cloud-only-user', 'duplicate-held-by-soft-deleted-user'],
  byHand: 'Find who holds the address and free it there. Nothing has to be done on this account: Entra adds the address within an hour.',
  byHandRisk: { risk: 'medium', undo: 'full' },
  whyByHand: 'Nothing is to be done on this object: the holder of the address is repaired, and Entra adds the address by itself.',
  kinds: ['user', 'group', 'contact'],
  about: 'any',
  needs: [],
  mayUse: ['entra.users', 'entra.groups', 'entra.contacts', 'syncServers.globalSettings'],

  judge(_, { subject, also }) {
    const section = subject.kind === 'group' ? 'entra.groups' : subject.kind === 'contact' ? 'entra.contacts' : 'entra.users';
    if (also[section].state === 'unknown') return cannotTell(section);
    const object = cloudObjectOf(subject, also);
    if (object === undefined) return notApplicable('there is no cloud object of it');
    const errors = provisioningErrors(object, 'ProxyAddresses');
    if (errors === undefined) {
      if (object.onPremisesSyncEnabled !== true) return notApplicable('it was never synchronised');
      return hasLostNothing(object, subject.ad) ? ruledOut('every address that AD wants is in place') : cannotTell(section);
    }
    if (errors.length === 0) return ruledOut('Entra states no conflict of an address');
    const missing = errors.filter(({ value }) => !cloudAddressesOf(object).includes(bareAddress(value) ?? ''));
    if (missing.length === 0) return ruledOut('the address is already in place: the entry is old');
    const { ad } = subject;
    const standing = missing.filter(({ value }) => ad === undefined || bareAddress(value) === null || uniqueValuesOf(ad).includes(bareAddress(value) ?? ''));
    if (standing.length === 0) return ruledOut('the stated conflict is about an address that AD does not want any more');
    const evidence = standing.map((error) => inEntra('onPremisesProvisioningErrors', `${error.category ?? ''} ${error.propertyCausingError ?? ''}: ${error.value ?? ''}`.trim(), error.occurredDateTime ?? object.id));
    return { is: 'confirmed', facts: { addresses: standing.map(({ value }) => value ?? '') }, evidenceClass: 'A', evidence, statedAt: standing[0]?.occurredDateTime ?? undefined };
  },

  explain: ({ addresses }) => `${addresses.join(', ')} ${addresses.length === 1 ? 'is' : 'are'} missing in Entra because another object holds ${addresses.length === 1 ? 'it' : 'them'}.`,
});

/** Where the entries were not collected, an object that has every address that AD wants has lost none. */
function hasLostNothing(object: CloudObject, ad: AdObject | undefined): boolean {
  const there = cloudAddressesOf(object);
  return ad !== undefined && mailAddressesOf(ad).filter((address) => !RESERVED.test(address)).every((address) => there.includes(address));
}

/** An onmicrosoft address that comes from AD is dropped by rule, not because it is taken. */
const RESERVED = /\.onmicrosoft\.(com|us|de|cn)$/;
