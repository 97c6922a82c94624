import { sameDn } from '../model/distinguished-name.ts';
import type { AdEntry, MvObject } from '../model/evidence.ts';
import type { AdObject, Evidence } from '../model/exhibits.ts';
import { firstOf } from './attributes.ts';
import { knownOf } from './reading.ts';
import { sidOf, sidText } from './security-identifier.ts';

const LINKED_MAILBOX = '2';

/** SID of the account in the account forest that owns a linked mailbox. */
export const masterSidOf = (ad: AdEntry): string | undefined => sidText(firstOf(ad, 'msExchMasterAccountSid'));

export const isLinkedMailbox = (ad: AdEntry): boolean => firstOf(ad, 'msExchRecipientTypeDetails') === LINKED_MAILBOX;

/** One person with an account in an account forest and a linked mailbox in a resource forest. */
export function isLinkedPair(one: AdEntry, other: AdEntry): boolean {
  const names = (from: AdEntry, to: AdEntry): boolean => masterSidOf(from) !== undefined && masterSidOf(from) === sidOf(to);
  return names(one, other) || names(other, one);
}

/** The metaverse objects to which an AD object contributes. */
export const metaverseObjectsOf = (ad: AdEntry, sources: Pick<Evidence, 'syncServers.mvObjects'>): readonly MvObject[] =>
  (knownOf(sources['syncServers.mvObjects']) ?? []).flatMap(({ value }) => value.filter((each) => (each.Lineage ?? []).some(({ ConnectedCsObjectDN: dn }) => sameDn(dn ?? '', ad.dn))));

/** Joined on purpose: objects of two forests in one metaverse object. */
export const isJoinedPair = (one: AdObject, other: AdObject, sources: Pick<Evidence, 'syncServers.mvObjects'>): boolean =>
  one.forest.toLowerCase() !== other.forest.toLowerCase() && metaverseObjectsOf(one, sources).some((each) => (each.Lineage ?? []).some(({ ConnectedCsObjectDN: dn }) => sameDn(dn ?? '', other.dn)));
