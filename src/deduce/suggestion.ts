import type { AdObject } from '../model/exhibits.ts';
import type { Subject } from '../model/subject.ts';
import { valuesOf } from './attributes.ts';
import { presenceOf, type PresenceSources } from './cloud-presence.ts';
import { freedomOf, sameObject, type HolderSources } from './holders.ts';
import { knownOf } from './reading.ts';

export type SuggestionSources = PresenceSources & HolderSources;

/** A legal value to write instead, and whether an object that was read has it: in AD in whatever attribute, in Entra, in its recycle bin. */
export interface Suggestion {
  readonly value: string;
  readonly is: 'free' | 'taken' | 'unknown';
}

/** A corrected e-mail address or sign-in name; undefined where nothing sensible remains. */
export function suggestedAddress(wrong: string, subject: Subject & { readonly ad: AdObject }, evidence: SuggestionSources): Suggestion | undefined {
  const value = legalAddress(wrong);
  if (value === undefined) return undefined;
  const presence = presenceOf(subject, evidence);
  return { value, is: freedomOf(value.toLowerCase(), { ad: subject.ad, cloudId: presence.is === 'there' ? presence.object.id : undefined }, evidence) };
}

/** A corrected alias or account name; these must be unique among the objects of AD. */
export function suggestedName(attribute: 'mailNickname' | 'sAMAccountName', wrong: string, { ad, evidence }: { readonly ad: AdObject; readonly evidence: SuggestionSources }): Suggestion | undefined {
  const limit = attribute === 'mailNickname' ? 64 : 20;
  const value = plainLetters(wrong).replace(/[^A-Za-z0-9._-]/g, '').replace(/^\.+/, '').slice(0, limit).replace(/\.+$/, '');
  if (value === '') return undefined;
  const entries = knownOf(evidence['directory.entries']);
  const users = knownOf(evidence['entra.users']);
  const holds = (other: AdObject): boolean => !sameObject(ad, other) && valuesOf(other, attribute).some((each) => each.toLowerCase() === value.toLowerCase());
  const own = presenceOf({ asked: '', kind: 'user', ad, cloud: undefined }, evidence);
  const inCloud = attribute === 'mailNickname' && (users ?? []).some((user) => user.mailNickname?.toLowerCase() === value.toLowerCase() && !(own.is === 'there' && own.object.id === user.id));
  if ((entries ?? []).some(holds) || inCloud) return { value, is: 'taken' };
  return { value, is: entries === undefined || (attribute === 'mailNickname' && users === undefined) ? 'unknown' : 'free' };
}

/** One sentence to stand behind an explanation; nothing where there is no suggestion. */
export function suggestionSays(suggestion: Suggestion | undefined): string {
  if (suggestion === undefined) return '';
  switch (suggestion.is) {
    case 'free': return ` ${suggestion.value} would be legal, and no object that was read has it.`;
    case 'taken': return ` The obvious correction ${suggestion.value} belongs to somebody else, so another value must be chosen.`;
    case 'unknown': return ` ${suggestion.value} would be legal; whether it is free could not be looked up everywhere.`;
  }
}

function legalAddress(wrong: string): string | undefined {
  const text = plainLetters(wrong).replace(/[^A-Za-z0-9'.\-_!#^~@]/g, '');
  const at = text.lastIndexOf('@');
  const name = text.slice(0, Math.max(at, 0)).replaceAll('@', '').replace(/\.{2,}/g, '.').replace(/^\.+|\.+$/g, '');
  const suffix = text.slice(at + 1).replace(/\.{2,}/g, '.').replace(/^[.-]+|[.-]+$/g, '');
  return at < 0 || name === '' || !suffix.includes('.') || name.length > 64 || suffix.length > 48 ? undefined : `${name}@${suffix}`;
}

/** Letters without their accents. */
const plainLetters = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '').replaceAll('ß', 'ss').replace(/[øØ]/g, 'o').replace(/[łŁ]/g, 'l');
