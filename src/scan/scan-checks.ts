import { addressInputsOf } from '../deduce/address-inputs.ts';
import { carries, matchingUsers, namesMatch } from '../deduce/cloud-account.ts';
import { firstFew } from '../deduce/first-few.ts';
import { isSent } from '../deduce/match-targets.ts';
import { addressOutcomes } from '../deduce/proxy-calculation.ts';
import { isOneOnPurpose } from '../deduce/rivals.ts';
import { upnOf } from '../deduce/addresses.ts';
import { sameText } from '../deduce/attributes.ts';
import { anchorsOf, upnAttribute } from '../deduce/source-anchor.ts';
import type { CloudUser } from '../model/evidence.ts';
import type { AdObject } from '../model/exhibits.ts';
import type { ScanCheck, ScannedObject, ScanSeverity } from '../model/scan.ts';
import type { EvidenceItem } from '../model/verdict.ts';
import { describeCloud, describeEntry } from './describe-object.ts';
import { heldByCloud, heldByEntry, type HeldValue } from './held-values.ts';
import type { CaseVerdict } from './judge-case.ts';
import type { CaseSources, ScanCase } from './subject-evidence.ts';

/** What a check of the scan has found of one object. */
export interface Checked {
  readonly id: ScanCheck;
  readonly severity: ScanSeverity;
  readonly says: string;
  readonly evidence: readonly EvidenceItem[];
  readonly others: readonly ScannedObject[];
}

type InAd = ScanCase & { readonly ad: AdObject };

/** What no cause of the catalogue has said of the object already. */
export function checkCase(given: ScanCase, verdict: CaseVerdict, sources: CaseSources): readonly Checked[] {
  const { ad } = given.subject;
  if (ad === undefined) return orphan(given, verdict, sources);
  const inAd = { ...given, ad };
  const explained = verdict.blamed.map(({ cause }) => cause.text.area);
  const isBound = explained.includes('matching') || explained.includes('migration');
  const found = [...(isBound || verdict.standing === 'left-out-on-purpose' ? [] : otherAnchor(inAd)), ...(explained.includes('duplicates') || isBound ? [] : sharedValue(inAd)), ...otherName(inAd, verdict), ...lostAddresses(inAd, verdict)];
  const stopped = verdict.blamed.some(({ severity }) => severity === 'error') || found.some(({ severity }) => severity === 'error');
  return verdict.standing === 'should-be-but-is-not' && !stopped ? [...found, missing(inAd)] : found;
}

const missing = ({ ad }: InAd): Checked => ({
  id: 'not-in-entra', severity: 'error', evidence: [{ from: 'directory', what: 'distinguishedName', value: ad.dn }], others: [],
  says: 'It lies in the scope of the synchronisation and is not in Entra, and nothing in what was read explains it. It may be new, or an error of the sync server stops it: ask about it alone.',
});

/** Synchronised, says Entra, but AD has nothing that it could have come from. */
function orphan({ sighted, subject, clouds }: ScanCase, { blamed }: CaseVerdict, { state, wholeDirectory }: CaseSources): readonly Checked[] {
  if (!wholeDirectory || !state.entra.is(sighted.object, 'synced') || blamed.length > 0 || subject.cloud?.deletedDateTime) return [];
  return [{
    id: 'orphan-in-entra', severity: 'warning', others: clouds.slice(0, MOST).map(describeCloud),
    evidence: [{ from: 'entra', what: 'onPremisesSyncEnabled', value: 'true', at: subject.cloud?.id }],
    says: 'Entra says that it is synchronised, but no object of AD belongs to it. Its object was deleted or left the scope without Entra being told, or it comes from a domain that was not read.',
  }];
}

/** An account of Entra that is plainly meant for this person, bound by another anchor. */
function otherAnchor({ ad, subject, evidence, clouds }: InAd): readonly Checked[] {
  if (subject.cloud !== undefined || subject.kind !== 'user') return [];
  const users = clouds.filter(({ list }) => list === 'users').map(({ object }) => object);
  const anchors = anchorsOf(ad, evidence['syncServers.globalSettings']);
  const meant = [...new Set([...matchingUsers(ad, users).map(({ user }) => user), ...users.filter((user) => namesMatch(ad, user))])].filter(({ onPremisesImmutableId: anchor }) => typeof anchor === 'string' && anchor !== '' && !anchors.includes(anchor));
  if (meant.length === 0) return [];
  return [{
    id: 'anchor-differs', severity: 'error', others: meant.slice(0, MOST).map((object) => describeCloud({ list: 'users', object })),
    evidence: [...anchors.map((value): EvidenceItem => ({ from: 'directory', what: 'anchor', value, at: ad.dn })), ...meant.slice(0, MOST).map((user): EvidenceItem => ({ from: 'entra', what: 'onPremisesImmutableId', value: user.onPremisesImmutableId ?? '', at: user.id }))],
    says: `${firstFew(meant.map(({ userPrincipalName, id }) => userPrincipalName ?? id))} has the same name or address in Entra, but another anchor, so the two are not one to the synchronisation.`,
  }];
}

/** The sign-in name in Entra is another one than AD gives, and no cause has said why. */
function otherName({ ad, subject, evidence }: InAd, { standing, blamed }: CaseVerdict): readonly Checked[] {
  const user: CloudUser | undefined = subject.kind === 'user' ? subject.cloud : undefined;
  const [wanted, name] = [upnOf(ad), user?.userPrincipalName];
  const source = upnAttribute(evidence['syncServers.globalSettings'])?.toLowerCase() ?? 'userprincipalname';
  if (standing !== 'synced' || blamed.length > 0 || wanted === undefined || typeof name !== 'string' || sameText(wanted, name) || source !== 'userprincipalname') return [];
  return [{
    id: 'value-differs', severity: 'warning', others: [], says: `AD gives it the sign-in name ${wanted}, and in Entra it is ${name}. Nothing in what was read explains it; the change may not have been exported yet.`,
    evidence: [{ from: 'directory', what: 'userPrincipalName', value: wanted, at: ad.dn }, { from: 'entra', what: 'userPrincipalName', value: name, at: user?.id }],
  }];
}

function lostAddresses({ ad, subject, evidence }: InAd, { standing, blamed }: CaseVerdict): readonly Checked[] {
  if (standing !== 'synced' || blamed.length > 0) return [];
  const lost = addressOutcomes(addressInputsOf({ ...subject, ad }, evidence)).filter(({ fate, reason }) => fate === 'missing' && reason === 'unexplained');
  if (lost.length === 0) return [];
  return [{
    id: 'address-lost', severity: 'warning', others: [], evidence: lost.slice(0, MOST).map(({ raw }) => ({ from: 'directory', what: 'proxyAddresses', value: raw, at: ad.dn })),
    says: `${firstFew(lost.map(({ address }) => address))} ${lost.length === 1 ? 'is an address' : 'are addresses'} in AD, but not in Entra, and nothing in AD explains it. The calculation of Entra can lag behind for an hour.`,
  }];
}

const MOST = 10;

/** Whoever else has one of its values: told once for all values, and looked at as text, for equal keys are only a hint. */
function sharedValue({ ad, subject, evidence, entries, clouds }: InAd): readonly Checked[] {
  const own = heldByEntry(ad);
  const rivals = entries.filter((entry) => !isOneOnPurpose(ad, entry, evidence)).map((entry) => ({ is: describeEntry(entry), sent: isSent(entry, evidence), shared: common(own, heldByEntry(entry)) }));
  const anchors = anchorsOf(ad, evidence['syncServers.globalSettings']);
  // Its own former account in the recycle bin comes back to it.
  const held = clouds.filter(({ object }) => object.id !== subject.cloud?.id && !carries(object, anchors)).map((cloud) => ({ is: describeCloud(cloud), sent: true, shared: common(own, heldByCloud(cloud)) }));
  const found = [...rivals, ...held].filter(({ shared }) => shared.length > 0);
  const [first] = found;
  if (first === undefined) return [];
  const values = [...new Map(found.flatMap(({ shared }) => shared).map((each) => [each.as, each])).values()];
  const collides = isSent(ad, evidence) && found.some(({ sent }) => sent);
  return [{
    id: 'duplicate-value', severity: collides ? 'warning' : 'note', others: found.slice(0, MOST).map(({ is }) => is),
    evidence: values.slice(0, MOST).map(({ attribute, value }) => ({ from: 'directory', what: attribute, value, at: ad.dn })),
    says: `${firstFew(values.map(({ value }) => value))} ${values.length === 1 ? 'is' : 'are'} also held by ${firstFew(found.map(({ is }) => is.userPrincipalName ?? is.displayName ?? is.dn ?? is.entraId ?? ''))}.${collides ? '' : ' The other one is not synchronised, so nothing collides today.'}`,
  }];
}

const common = (own: readonly HeldValue[], others: readonly HeldValue[]): readonly HeldValue[] => {
  const theirs = new Set(others.map(({ as }) => as));
  return own.filter(({ as }) => theirs.has(as));
};
