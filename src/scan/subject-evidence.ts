import { cloudObjectOf } from '../deduce/cloud-object.ts';
import { kindOfEntry } from '../deduce/object-kind.ts';
import { ancestorDns, comparableDn } from '../model/distinguished-name.ts';
import type { AdObject, Evidence, Reading } from '../model/exhibits.ts';
import type { Subject, SubjectKind } from '../model/subject.ts';
import type { CloudList } from '../ports/tenant-lists.ts';
import { cloudAt, entryAt, type CloudAt } from './read-objects.ts';
import type { ScanFacts } from './scan-facts.ts';
import type { ScanState } from './scan-state.ts';
import type { SharedValues, Sighted } from './shared-values.ts';

/** One object with everything that the scan has read and that has to do with it. */
export interface ScanCase {
  readonly sighted: Sighted;
  readonly subject: Subject;
  readonly evidence: Evidence;
  /** The other objects, those that share a value. */
  readonly entries: readonly AdObject[];
  readonly clouds: readonly CloudAt[];
}

export interface CaseSources {
  readonly state: ScanState;
  readonly shared: SharedValues;
  readonly facts: ScanFacts;
  /** Containers of AD by their DN in the spelling for comparing. */
  readonly containers: ReadonlyMap<string, AdObject>;
  /** Lists of Entra that were read to their end. */
  readonly whole: ReadonlySet<CloudList>;
  /** AD was read to its end, every domain of it. */
  readonly wholeDirectory: boolean;
}

const KIND_OF_LIST: Readonly<Record<CloudList, SubjectKind>> = { users: 'user', deletedUsers: 'user', groups: 'group', deletedGroups: 'group', contacts: 'contact' };
export const kindOfList = (list: CloudList): SubjectKind => KIND_OF_LIST[list];

/** The evidence that the question about one object would gather, made of what the scan has read of it, of its partner and of all that share a value with either. */
export function caseOf(sources: CaseSources, sighted: Sighted): ScanCase {
  const { state, facts } = sources;
  const near = nearOf(sources, sighted);
  const own = sighted.side === 'directory' ? entryAt(state, sighted.object) : undefined;
  const entries = near.filter(({ side }) => side === 'directory').map(({ object }) => entryAt(state, object));
  const ownCloud = sighted.side === 'entra' ? cloudAt(state, sighted.object) : undefined;
  const clouds = near.filter(({ side }) => side === 'entra').map(({ object }) => cloudAt(state, object));
  const evidence = evidenceOf(sources, sighted.side, { entries: [...(own === undefined ? [] : [own]), ...entries, ...facts.containers, ...homesOf(sources, own)], clouds: [...(ownCloud === undefined ? [] : [ownCloud]), ...clouds] });
  return { sighted, subject: subjectOf(own, ownCloud, evidence), evidence, entries, clouds };
}

const homesOf = ({ containers }: CaseSources, entry: AdObject | undefined): readonly AdObject[] => (entry === undefined ? [] : ancestorDns(entry.dn).flatMap((dn) => containers.get(comparableDn(dn)) ?? []));

/** Partner first, then whoever shares a value with the object or with its partner. */
function nearOf({ state, shared }: CaseSources, { side, object }: Sighted): readonly Sighted[] {
  const partner = state[side].partnerOf(object);
  const other: Sighted | undefined = partner < 0 ? undefined : { side: side === 'directory' ? 'entra' : 'directory', object: partner };
  const near = [...(other === undefined ? [] : [other]), ...shared.of({ side, object }), ...(other === undefined ? [] : shared.of(other))];
  // An account that holds a value of this object may belong to yet another one.
  const owners = near.flatMap((each): readonly Sighted[] => (state[each.side].partnerOf(each.object) < 0 ? [] : [{ side: each.side === 'directory' ? 'entra' : 'directory', object: state[each.side].partnerOf(each.object) }]));
  const byCode = new Map([...near, ...owners].filter((each) => each.side !== side || each.object !== object).map((each) => [`${each.side} ${each.object}`, each]));
  return [...byCode.values()];
}

function subjectOf(ad: AdObject | undefined, own: CloudAt | undefined, evidence: Evidence): Subject {
  if (ad === undefined) return { asked: own?.object.id ?? '', kind: kindOfList(own?.list ?? 'users'), ad: undefined, cloud: own?.object };
  const kind = kindOfEntry(ad) ?? 'user';
  const subject: Subject = { asked: ad.dn, kind, ad, cloud: undefined };
  return { ...subject, cloud: cloudObjectOf(subject, evidence) };
}

/** Without the whole of AD nothing can be said of what an object of Entra has there. */
function evidenceOf({ facts, whole, wholeDirectory }: CaseSources, side: Sighted['side'], { entries, clouds }: { readonly entries: readonly AdObject[]; readonly clouds: readonly CloudAt[] }): Evidence {
  const of = (list: CloudList): Reading<readonly CloudAt['object'][]> => (whole.has(list) ? { state: 'known', value: clouds.filter((each) => each.list === list).map(({ object }) => object) } : { state: 'unknown', why: 'failed', detail: 'this list of Entra ID was not read to its end' });
  return {
    ...facts.evidence,
    'directory.entries': wholeDirectory || side === 'directory' ? { state: 'known', value: entries } : { state: 'unknown', why: 'failed', detail: 'AD was not read to its end' },
    'entra.users': of('users'), 'entra.groups': of('groups'), 'entra.contacts': of('contacts'), 'entra.deletedUsers': of('deletedUsers'), 'entra.deletedGroups': of('deletedGroups'),
  };
}
