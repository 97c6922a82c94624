import type { CloudContact, CloudDevice, CloudGroup, CloudUser, EvidenceDocument } from '../model/evidence.ts';
import type { AdObject, Evidence } from '../model/exhibits.ts';
import type { Candidate, Subject, SubjectKind } from '../model/subject.ts';
import { upnOf } from '../deduce/addresses.ts';
import { firstOf, isConflictCopy, isTrue } from '../deduce/attributes.ts';
import { cloudObjectOf } from '../deduce/cloud-object.ts';
import { computerFit, deviceFit } from '../deduce/device-names.ts';
import { adFit, bestFits, cloudFit, FITS, type Fit } from '../deduce/name-match.ts';
import { kindOfEntry } from '../deduce/object-kind.ts';
import { ownerOf } from '../deduce/owner-of.ts';
import { adObjectsOf } from './ad-objects.ts';
import { exhibitsOf } from './exhibits-of.ts';
import { askedName } from './asked-name.ts';
import { nearNames } from './near-names.ts';

export type Found =
  | { readonly is: 'found'; readonly subject: Subject }
  | { readonly is: 'ambiguous'; readonly asked: string; readonly candidates: readonly Candidate[] }
  | { readonly is: 'not-found'; readonly asked: string; readonly near: readonly Candidate[] };

/** A cloud object with its kind; `deleted` when it lies in the recycle bin. */
interface CloudHit {
  readonly kind: SubjectKind;
  readonly object: CloudUser | CloudGroup | CloudContact | CloudDevice;
  readonly deleted: boolean;
}

const fitOf = (entry: AdObject, asked: string): Fit | null => better(adFit(entry, asked), kindOfEntry(entry) === 'device' ? computerFit(entry, asked) : null);

const hitFit = ({ kind, object }: CloudHit, asked: string): Fit | null => better(cloudFit(object, asked), kind === 'device' ? deviceFit(object, asked) : null);

const better = (one: Fit | null, other: Fit | null): Fit | null => FITS.find((fit) => fit === one || fit === other) ?? null;

/** Whom the question is about. Works on whatever was read, even if a part is missing: what is there is there. */
export function findSubject(document: EvidenceDocument, evidence: Evidence = exhibitsOf(document)): Found {
  const entries = liveEntries(document);
  const clouds = cloudObjects(document);
  const asked = askedName(document, (name) => rankOf(best(entries, clouds, name)));
  const { ad, cloud } = best(entries, clouds, asked);
  const chosen = ad.length > 0 && (cloud.length === 0 || rankOf({ ad, cloud: [], asked }) <= rankOf({ ad: [], cloud, asked })) ? ad.map((entry) => subjectOf(asked, entry, undefined, evidence)) : fromCloud(asked, cloud, entries, evidence);
  const [only, ...others] = chosen;
  if (only === undefined) return { is: 'not-found', asked, near: nearNames(asked, [...entries.map((entry) => candidateOf(subjectOf(asked, entry, undefined, evidence))), ...clouds.map((hit) => candidateOf(cloudSubject(asked, hit)))]) };
  return others.length === 0 ? { is: 'found', subject: only } : { is: 'ambiguous', asked, candidates: chosen.map(candidateOf) };
}

interface Hits {
  readonly asked: string;
  readonly ad: readonly AdObject[];
  readonly cloud: readonly CloudHit[];
}

function best(entries: readonly AdObject[], clouds: readonly CloudHit[], asked: string): Hits {
  const ad = bestFits(entries, (entry) => fitOf(entry, asked));
  const originals = ad.filter((entry) => !isConflictCopy(entry));
  const live = bestFits(clouds.filter(({ deleted }) => !deleted), (hit) => hitFit(hit, asked));
  const cloud = live.length > 0 ? live : bestFits(clouds.filter(({ deleted }) => deleted), (hit) => hitFit(hit, asked));
  return { asked, ad: originals.length > 0 ? originals : ad, cloud };
}

/** How good the best hit is; the length of the list when there is none. */
function rankOf({ ad, cloud, asked }: Hits): number {
  const fits: readonly (Fit | null | undefined)[] = [ad[0] && fitOf(ad[0], asked), cloud[0] && hitFit(cloud[0], asked)];
  return Math.min(...fits.map((fit) => (fit === null || fit === undefined ? FITS.length : FITS.indexOf(fit))));
}

/** A cloud object stands for the AD object it belongs to. */
function fromCloud(asked: string, hits: readonly CloudHit[], entries: readonly AdObject[], evidence: Evidence): readonly Subject[] {
  const subjects = hits.map((hit) => {
    const entry = ownerOf(hit.kind, hit.object, entries);
    return entry === undefined ? cloudSubject(asked, hit) : subjectOf(asked, entry, hit.deleted ? undefined : hit.object, evidence);
  });
  return subjects.filter((subject, at) => subject.ad === undefined || subjects.findIndex((other) => other.ad === subject.ad) === at);
}

function subjectOf(asked: string, ad: AdObject, found: Subject['cloud'], evidence: Evidence): Subject {
  const kind = kindOfEntry(ad) ?? 'user';
  const bound = cloudObjectOf({ asked, kind, ad, cloud: undefined }, evidence);
  return { asked, kind, ad, cloud: found ?? bound };
}

const cloudSubject = (asked: string, { kind, object }: CloudHit): Subject => ({ asked, kind, ad: undefined, cloud: object });

function candidateOf({ kind, ad, cloud }: Subject): Candidate {
  const user: CloudUser | undefined = cloud;
  return {
    kind,
    displayName: (ad === undefined ? undefined : (firstOf(ad, 'displayName') ?? firstOf(ad, 'cn'))) ?? user?.displayName ?? undefined,
    sAMAccountName: ad === undefined ? (user?.onPremisesSamAccountName ?? undefined) : firstOf(ad, 'sAMAccountName'),
    userPrincipalName: (ad === undefined ? undefined : upnOf(ad)) ?? user?.userPrincipalName ?? undefined,
    dn: ad?.dn,
    entraId: user?.id,
  };
}

const liveEntries = (document: EvidenceDocument): readonly AdObject[] => {
  const entries = (document.directory?.forests ?? []).flatMap(adObjectsOf);
  const asked = document.subject ?? '';
  // A container is nobody, unless the very container was asked for.
  const live = entries.filter((entry) => (kindOfEntry(entry) !== null || adFit(entry, asked) === 'identity') && !isTrue(entry, 'isDeleted'));
  return [...new Map(live.map((entry) => [firstOf(entry, 'objectGUID') ?? entry.dn.toLowerCase(), entry])).values()];
};

function cloudObjects(document: EvidenceDocument): readonly CloudHit[] {
  const { users = [], groups = [], contacts = [], devices = [], deletedUsers = [], deletedGroups = [] } = document.entra ?? {};
  const hits: readonly CloudHit[] = [
    ...users.map((object) => ({ kind: 'user' as const, object, deleted: false })),
    ...groups.map((object) => ({ kind: 'group' as const, object, deleted: false })),
    ...contacts.map((object) => ({ kind: 'contact' as const, object, deleted: false })),
    ...devices.map((object) => ({ kind: 'device' as const, object, deleted: false })),
    ...deletedUsers.map((object) => ({ kind: 'user' as const, object, deleted: true })),
    ...deletedGroups.map((object) => ({ kind: 'group' as const, object, deleted: true })),
  ];
  return [...new Map(hits.map((hit) => [`${hit.deleted ? 'deleted ' : ''}${hit.object.id.toLowerCase()}`, hit])).values()];
}
