import type { AdObject, Evidence } from '../model/exhibits.ts';
import { kindOfEntry } from './object-kind.ts';
import { sameObject } from './holders.ts';
import { isJoinedPair, isLinkedPair } from './linked-pair.ts';
import { isSent } from './match-targets.ts';

type Sources = Pick<Evidence, 'syncServers.connectors' | 'syncServers.mvObjects'>;

/** The other objects of AD that are synchronised and are not meant to be one with this one: only with them can it collide. */
export const rivalsOf = (ad: AdObject, entries: readonly AdObject[], sources: Sources): readonly AdObject[] =>
  entries.filter((other) => kindOfEntry(other) !== null && !sameObject(ad, other) && isSent(other, sources) && !isOneOnPurpose(ad, other, sources));

/** Objects of two forests that stand for one person: account and linked mailbox, a contact of GALSync, or joined in the metaverse. */
export const isOneOnPurpose = (one: AdObject, other: AdObject, sources: Pick<Evidence, 'syncServers.mvObjects'>): boolean =>
  isLinkedPair(one, other) || isJoinedPair(one, other, sources) || isForeignContact(one, other);

const isForeignContact = (one: AdObject, other: AdObject): boolean => one.forest.toLowerCase() !== other.forest.toLowerCase() && [one, other].some((each) => kindOfEntry(each) === 'contact');
