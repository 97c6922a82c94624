import { addressInputsOf } from '../deduce/address-inputs.ts';
import { proxyAddress } from '../deduce/addresses.ts';
import { firstOf } from '../deduce/attributes.ts';
import { cloudObjectOf } from '../deduce/cloud-object.ts';
import { carries } from '../deduce/cloud-account.ts';
import { addedAddresses, addressOutcomes, primaryAddress } from '../deduce/proxy-calculation.ts';
import { knownOf } from '../deduce/reading.ts';
import { anchorAttribute, anchorsOf } from '../deduce/source-anchor.ts';
import { upnCalculation } from '../deduce/upn-calculation.ts';
import { upnInputsOf } from '../deduce/upn-inputs.ts';
import { anchorSpellings } from '../model/anchor-spellings.ts';
import type { CloudObject, CloudUser } from '../model/evidence.ts';
import type { AdObject, Evidence } from '../model/exhibits.ts';
import type { SideBySide } from '../model/side-by-side.ts';
import type { Subject } from '../model/subject.ts';
import { attributeRows } from './attribute-rows.ts';
import { identityOf } from './identity.ts';
import { twinsOf } from './twins.ts';

/** One object in AD and in Entra, attribute by attribute, with the reason of every difference. Pure. */
export function sideBySide(subject: Subject, evidence: Evidence): SideBySide {
  const { ad, asked } = subject;
  const cloud = cloudObjectOf(subject, evidence) ?? subject.cloud ?? deletedOf(subject, evidence);
  const user: CloudUser | undefined = cloud;
  const name = (ad === undefined ? undefined : firstOf(ad, 'displayName')) ?? cloud?.displayName ?? asked;
  return {
    name,
    identity: identityOf(subject, cloud, evidence),
    where: { dn: ad?.dn ?? null, entraId: cloud?.id ?? null },
    rows: attributeRows(ad, cloud),
    ...addressesOf(subject, cloud, evidence),
    signInName: ad === undefined || subject.kind !== 'user' ? [] : upnCalculation(upnInputsOf({ ...subject, ad }, evidence)).steps.map(({ state, says }) => ({ state, says })),
    ...anchors(ad, user, evidence),
    ...twinsOf(subject, user, evidence),
    notSeen: (['directory.entries', 'entra.users', 'entra.deletedUsers', 'entra.domains', 'entra.subscribedSkus', 'syncServers.globalSettings'] as const).filter((section) => evidence[section].state === 'unknown'),
  };
}

function deletedOf({ ad, kind }: Subject, evidence: Evidence): CloudUser | undefined {
  if (ad === undefined || kind !== 'user') return undefined;
  return (knownOf(evidence['entra.deletedUsers']) ?? []).find((user) => carries(user, anchorsOf(ad, evidence['syncServers.globalSettings'])));
}

function addressesOf(subject: Subject, cloud: CloudObject | undefined, evidence: Evidence): Pick<SideBySide, 'addresses' | 'primary'> {
  const { ad } = subject;
  if (ad === undefined) return { addresses: (cloud?.proxyAddresses ?? []).map((address) => ({ address, inAd: false, inEntra: true, says: '' })), primary: '' };
  const live = addressInputsOf({ ...subject, ad }, evidence);
  // An account in the recycle bin keeps its addresses, and they are what would come back.
  const inputs = live.inCloud === undefined && cloud !== undefined ? { ...live, inCloud: cloud.proxyAddresses } : live;
  const own = addressOutcomes(inputs).map(({ raw, fate, reason, says }) => ({ address: raw, inAd: true, inEntra: fate === 'not-read' ? undefined : fate !== 'missing', says: reason === 'as-it-is' ? '' : says }));
  const added = addedAddresses(inputs).map(({ raw, from }) => ({ address: raw, inAd: false, inEntra: true, says: ADDED[from] }));
  return { addresses: [...own, ...added].sort((one, other) => Number(other.address.startsWith('SMTP:')) - Number(one.address.startsWith('SMTP:')) || proxyAddress(one.address).address.localeCompare(proxyAddress(other.address).address)), primary: primaryAddress(inputs).says };
}

const ADDED = {
  'initial-domain': 'Entra makes this address itself.',
  'userPrincipalName': 'It is the sign-in name, which a mailbox licence adds.',
  'mail': 'It is the value of mail.',
  'remote-routing': 'Exchange Online adds it for mail between on-premises and the cloud.',
  'cloud': 'It was added in the cloud; Active Directory does not have it.',
} as const;

function anchors(ad: AdObject | undefined, user: CloudUser | undefined, evidence: Evidence): Pick<SideBySide, 'anchors' | 'anchorSays'> {
  const settings = evidence['syncServers.globalSettings'];
  const attribute = anchorAttribute(settings);
  const values: readonly (readonly [string, string | null | undefined])[] = [
    ['objectGUID in AD', ad === undefined ? undefined : firstOf(ad, 'objectGUID')],
    ['mS-DS-ConsistencyGuid in AD', ad === undefined ? undefined : firstOf(ad, 'mS-DS-ConsistencyGuid')],
    ...(ad === undefined || attribute === undefined || /^(objectGUID|mS-DS-ConsistencyGuid)$/i.test(attribute) ? [] : [[`${attribute} in AD`, firstOf(ad, attribute)] as const]),
    ['onPremisesImmutableId in Entra', user?.onPremisesImmutableId],
  ];
  const spelt = values.flatMap(([from, value]) => anchorSpellings(value ?? '').slice(0, 1).map((spellings) => ({ from, spellings })));
  return { anchors: spelt, anchorSays: anchorSays(ad, user, evidence) };
}

function anchorSays(ad: AdObject | undefined, user: CloudUser | undefined, evidence: Evidence): string {
  if (ad === undefined || user === undefined || evidence['entra.users'].state === 'unknown') return '';
  const anchor = user.onPremisesImmutableId;
  if (anchor === null || anchor === undefined || anchor === '') return 'The account in Entra carries no anchor, so it is bound to nothing.';
  return anchorsOf(ad, evidence['syncServers.globalSettings']).includes(anchor) ? 'The anchor in Entra is that of this object.' : 'The anchor in Entra is another one: the account is not bound to this object.';
}
