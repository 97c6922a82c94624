import type { AdObject, Evidence } from '../model/exhibits.ts';
import { firstOf } from './attributes.ts';
import { knownOf } from './reading.ts';
import { objectGuidOf } from './source-anchor.ts';
import { ownMember } from '../model/own-member.ts';

/** The mapping of a cloud account to an AD object (onPremisesObjectIdentifier holds the objectGUID, as text or as base64); `unknown` when it was not read. */
export function mappingOf(userId: string, ad: AdObject, sources: Pick<Evidence, 'entra.objectIdentifiers'>): 'none' | 'own' | 'unknown' | { readonly other: string } {
  const identifier = ownMember(knownOf(sources['entra.objectIdentifiers']), userId);
  if (identifier === undefined) return 'unknown';
  if (identifier === null || identifier === '') return 'none';
  return identifier.toLowerCase() === objectGuidOf(ad) || identifier === firstOf(ad, 'objectGUID') ? 'own' : { other: identifier };
}
