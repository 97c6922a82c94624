import { bareAddress, cloudAddressesOf, suffixOf } from '../../deduce/addresses.ts';
import { firstOf, sameText, valuesOf } from '../../deduce/attributes.ts';
import { CLOUD_SECTION, cloudObjectOf } from '../../deduce/cloud-object.ts';
import { exportingServer } from '../../deduce/exporting-server.ts';
import { underscored } from '../../deduce/legal-characters.ts';
import { knownOf } from '../../deduce/reading.ts';
import { rivalsOf } from '../../deduce/rivals.ts';
import { onInitialDomain } from '../../deduce/verified-domains.ts';
import type { CloudObject } from '../../model/evidence.ts';
import type { Evidence } from '../../model/exhibits.ts';
import { cannotTell, notApplicable, ruledOut } from '../../model/verdict.ts';
import { adTarget } from '../address-repair.ts';
import { defineCause } from '../cause.ts';
import { inAd, inEntra } from '../evidence-items.ts';

const SHELVES = ['entra.users', 'entra.groups', 'entra.contacts'] as const;

export const duplicateMailnickname = defineCause({
  id: 'duplicate-mailnickname',
  area: 'duplicates',
  layer: 5,
  title: 'Alias taken, MOERA got digits',
  why: 'Entra makes an address on the initial domain of the tenant out of the alias (mailNickname). Another object had that address already, so digits were put behind the alias. No error is shown anywhere.',
  checkYourself: [
    'Compare mailNickname in AD with the address of the cloud object that ends in the initial domain (…@tenant.onmicrosoft.com).',
    'Search users, groups and contacts of Entra for the plain address, without the digits.',
    'Look whether targetAddress in AD, or the remote routing address in Exchange, points at the plain address: then mail goes to the other object. Otherwise it is only a matter of looks.',
  ],
  learnMore: 'https://learn.microsoft.com/troubleshoot/entra/entra-id/user-prov-sync/proxyaddresses-attribute-populate',
  fixAfter: [],
  byHand: 'Where targetAddress points at the plain address, correct it to the address with the digits. Otherwise leave it: a new mailNickname does not change the address any more. Give accounts made from now on an alias that nobody has.',
  byHandRisk: { risk: 'low', undo: 'full' },
  arrives: true,
  kinds: ['user', 'group', 'contact'],
  about: 'ad-object',
  needs: [],
  mayUse: [...SHELVES, 'directory.entries', 'entra.domains', 'entra.organization', 'syncServers.connectors', 'syncServers.globalSettings', 'syncServers.mvObjects', 'syncServers.scheduler'],

  judge(_, { subject, also }) {
    const { ad } = subject;
    const alias = firstOf(ad, 'mailNickname')?.trim();
    if (alias === undefined) return notApplicable('it has no mailNickname');
    const own = cloudObjectOf(subject, also);
    if (own === undefined) return also[subject.kind === 'device' ? 'entra.users' : CLOUD_SECTION[subject.kind]].state === 'unknown' ? cannotTell(CLOUD_SECTION[subject.kind]) : notApplicable('it is not in Entra');
    const made = cloudAddressesOf(own).filter((address) => onInitialDomain(suffixOf(address), also));
    const plain = made.map((address) => underscored(`${alias.toLowerCase()}@${suffixOf(address)}`));
    if (made.length === 0 || made.some((address, at) => address === plain[at])) return ruledOut('its address on the initial domain is made of its alias');
    if (valuesOf(ad, 'targetAddress').some((value) => made.includes(bareAddress(value) ?? ''))) return ruledOut('its mail is routed to the address that it has on the initial domain');
    const digits = made.find((address, at) => isWithDigits(address, plain[at] ?? ''));
    const holders = shelved(also).filter(({ id }) => id !== own.id).filter((object) => cloudAddressesOf(object).some((address) => plain.includes(address)));
    const namesakes = digits === undefined ? [] : rivalsOf(ad, knownOf(also['directory.entries']) ?? [], also).filter((other) => sameText(firstOf(other, 'mailNickname')?.trim(), alias));
    if (holders.length === 0 && namesakes.length === 0) {
      const missing = digits === undefined ? [] : SHELVES.filter((name) => also[name].state === 'unknown');
      return missing.length > 0 ? cannotTell(...missing) : ruledOut('nobody else has the address that its alias would make: the alias was changed later');
    }
    const routed = [...valuesOf(ad, 'targetAddress')].find((value) => plain.includes(bareAddress(value) ?? ''));
    const facts = { alias, made: digits ?? made[0] ?? '', taken: plain[0] ?? '', holders: holders.length > 0 ? holders.map((object) => object.displayName ?? object.id) : namesakes.map(({ dn }) => dn), routed: routed ?? null, object: adTarget(ad), target: valuesOf(ad, 'targetAddress'), server: exportingServer(also['syncServers.scheduler']) };
    const evidence = [inAd(ad, 'mailNickname', alias), inEntra('proxyAddresses', facts.made, own.id), ...holders.map(({ id }) => inEntra('proxyAddresses', facts.taken, id)), ...namesakes.map((other) => inAd(other, 'mailNickname', alias)), ...(routed === undefined ? [] : [inAd(ad, 'targetAddress', routed)])];
    // Who has the alias too in AD has the address for all that is known, although its cloud object was not read.
    return { is: 'confirmed', facts, evidenceClass: holders.length > 0 ? 'B' : 'C', evidence };
  },

  explain: ({ alias, made, taken, holders, routed }) =>
    `${taken} belongs to ${holders.join(', ')}, so the alias ${alias} became ${made}. ${routed === null ? 'That is only a matter of looks.' : `targetAddress (${routed}) still points at the plain address: mail for this object goes to the other one.`}`,
});

const isWithDigits = (address: string, plain: string): boolean => {
  const [name, wanted] = [address.slice(0, address.lastIndexOf('@')), plain.slice(0, plain.lastIndexOf('@'))];
  return name.startsWith(wanted) && /^\d+$/.test(name.slice(wanted.length));
};

const shelved = (also: Pick<Evidence, (typeof SHELVES)[number]>): readonly CloudObject[] => SHELVES.flatMap((name): readonly CloudObject[] => knownOf<readonly CloudObject[]>(also[name]) ?? []);
