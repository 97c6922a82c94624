import { isDisabled, valuesOf } from '../../deduce/attributes.ts';
import { sameObject } from '../../deduce/holders.ts';
import { boundUser } from '../../deduce/cloud-account.ts';
import { currentErrors } from '../../deduce/current-errors.ts';
import { exportingServer } from '../../deduce/exporting-server.ts';
import { isSent } from '../../deduce/match-targets.ts';
import { knownOf } from '../../deduce/reading.ts';
import { rivalsOf } from '../../deduce/rivals.ts';
import { cloudSessionAddressesOf, sessionAddressesOf } from '../../deduce/session-addresses.ts';
import { carriesAnchor } from '../../deduce/source-anchor.ts';
import type { CloudUser } from '../../model/evidence.ts';
import type { AdObject } from '../../model/exhibits.ts';
import type { AdTarget } from '../../model/plan.ts';
import { cannotTell, ruledOut, type EvidenceItem } from '../../model/verdict.ts';
import { adTarget } from '../address-repair.ts';
import { defineCause } from '../cause.ts';
import { inAd, inEntra } from '../evidence-items.ts';

const STATED = /Sip ?Proxy ?Address/i;

export const duplicateSipAddress = defineCause({
  id: 'duplicate-sip-address',
  area: 'duplicates',
  layer: 4,
  title: 'SIP address used twice',
  why: 'The address of a person for calls and messages (SIP) must be unique in Entra too. Such a conflict is never put aside as one of an e-mail address is: the export of the whole object fails, cycle after cycle, until one of the two lets go of the address.',
  checkYourself: [
    'Read msRTCSIP-PrimaryUserAddress and the values of proxyAddresses that begin with "sip:".',
    'Search the global catalog of every forest for the same value.',
    'Read imAddresses of the users in Entra: an account made in the cloud can hold it as well.',
  ],
  learnMore: 'https://learn.microsoft.com/entra/identity/hybrid/connect/tshoot-connect-sync-errors',
  fixAfter: [],
  byHand: 'Decide who is called under the address and take it off the other object: msRTCSIP-PrimaryUserAddress and the "sip:" value of proxyAddresses in AD, or the account in the cloud. Note the former values first.',
  byHandRisk: { risk: 'medium', undo: 'full' },
  arrives: true,
  kinds: ['user', 'contact'],
  about: 'ad-object',
  needs: ['directory.entries'],
  mayUse: ['entra.users', 'syncServers.connectors', 'syncServers.csObjects', 'syncServers.globalSettings', 'syncServers.mvObjects', 'syncServers.runHistory', 'syncServers.scheduler'],

  judge({ 'directory.entries': entries }, { subject: { ad }, also }) {
    const error = currentErrors(ad, also).find(({ attribute, text }) => STATED.test(attribute ?? '') || (attribute === undefined && STATED.test(text)));
    const own = sessionAddressesOf(ad);
    if (error === undefined && own.length === 0) return ruledOut('it has no SIP address');
    if (error === undefined && !isSent(ad, also)) return ruledOut('it is not in scope itself, so nothing collides');
    const users = knownOf(also['entra.users']) ?? [];
    const account = boundUser(ad, users, also['syncServers.globalSettings']);
    const inDirectory = rivalsOf(ad, entries, also).flatMap((other) => held(ad, other));
    const inCloud = users.filter(({ id }) => id !== account?.id).filter((user) => !entries.some((entry) => bound(entry, user) && !sameObject(entry, ad))).flatMap((user) => cloudHeld(ad, user));
    if (error === undefined && inDirectory.length + inCloud.length === 0) return ruledOut('nobody else has its SIP address');
    if (error === undefined && inCloud.length === 0 && also['syncServers.connectors'].state === 'unknown') return cannotTell('syncServers.connectors');
    const rivals = rivalsOf(ad, entries, also).filter((other) => held(ad, other).length > 0);
    const release = rivals.length === 1 && inCloud.length === 0 ? sessionRelease([ad, ...rivals]) : null;
    const facts = { release, server: exportingServer(also['syncServers.scheduler']), dn: ad.dn, addresses: [...new Set(own.map(({ address }) => address))], holders: [...inDirectory, ...inCloud].map(({ name }) => name) };
    const evidence = [...(error === undefined ? [] : [error.evidence]), ...own.map(({ attribute, address }) => inAd(ad, attribute, address)), ...[...inDirectory, ...inCloud].map((each) => each.evidence)];
    return { is: 'confirmed', facts, evidenceClass: error === undefined ? 'B' : 'A', layer: error === undefined && account !== undefined ? 5 : 4, evidence, statedAt: error?.statedAt };
  },

  explain({ dn, addresses, holders }) {
    const what = addresses.length === 0 ? 'a SIP address' : `the SIP address ${addresses.join(', ')}`;
    return holders.length === 0 ? `Entra refuses ${what} of ${dn} because another object has it; none of the objects that were read does.` : `${[...new Set(holders)].join(' and ')} ${new Set(holders).size === 1 ? 'has' : 'have'} ${what} as well as ${dn}.`;
  },
});

interface Held {
  readonly name: string;
  readonly evidence: EvidenceItem;
}

const addressesOf = (ad: AdObject): readonly string[] => sessionAddressesOf(ad).map(({ address }) => address);

const held = (ad: AdObject, other: AdObject): readonly Held[] =>
  sessionAddressesOf(other).filter(({ address }) => addressesOf(ad).includes(address)).map(({ attribute, address }) => ({ name: other.dn, evidence: inAd(other, attribute, address) }));

const cloudHeld = (ad: AdObject, user: CloudUser): readonly Held[] =>
  cloudSessionAddressesOf(user).filter((address) => addressesOf(ad).includes(address)).map((address) => ({ name: user.userPrincipalName ?? user.id, evidence: inEntra('imAddresses', address, user.id) }));

/** The AD object of a cloud account speaks for it. */
const bound = (entry: AdObject, user: CloudUser): boolean => typeof user.onPremisesImmutableId === 'string' && carriesAnchor(entry, user.onPremisesImmutableId);

export interface SessionRelease {
  readonly object: AdTarget;
  readonly before: readonly string[];
}

/** Where exactly one of the two is switched off, and the address stands in its attribute for calls alone. */
function sessionRelease(pair: readonly AdObject[]): SessionRelease | null {
  const [lesser, another] = pair.filter(isDisabled);
  const object = lesser === undefined ? null : adTarget(lesser);
  if (lesser === undefined || another !== undefined || object === null || sessionAddressesOf(lesser).some(({ attribute }) => attribute === 'proxyAddresses')) return null;
  return { object, before: valuesOf(lesser, 'msRTCSIP-PrimaryUserAddress') };
}
