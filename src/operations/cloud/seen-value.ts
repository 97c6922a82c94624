import type { Observation } from '../../model/journal.ts';
import { valueOrNone } from '../changes.ts';

interface Compared {
  /** What is compared, as people say it: "the sign-in name of Jane". */
  readonly what: string;
  /** Name of the value on cards. */
  readonly name: string;
  readonly now: string | null;
  readonly before: string | null;
  readonly after: string | null;
  /** Values that differ in case alone are the same one. */
  readonly ignoresCase?: true | undefined;
  /** Why it cannot be changed although it is as before; null for no reason. */
  readonly obstacle: string | null;
}

/** One value of one object against the two that the plan knows. */
export function seenValue({ what, name, now, before, after, ignoresCase, obstacle }: Compared): Observation {
  const same = (one: string | null, other: string | null): boolean => one === other || (ignoresCase === true && one?.toLowerCase() === other?.toLowerCase());
  const found = { [name]: valueOrNone(now) };
  if (now === after) return { stands: 'after', found, says: `${what} is as wanted` };
  if (!same(now, before)) return { stands: 'other', found, says: `${what} is now ${now ?? 'empty'}, but the plan was made for ${before ?? 'an empty one'}` };
  if (obstacle !== null) return { stands: 'other', found, says: obstacle };
  return { stands: 'before', found, says: `${what} is as it was when the plan was made` };
}

export const gone = (userId: string): Observation => ({ stands: 'other', found: {}, says: `the account ${userId} is not in Entra ID any more` });

/** What hinders every change of a synchronised account in the cloud; null where it is not synchronised. */
export const masteredInAd = (name: string, isSynced: boolean | null | undefined, what: string): string | null =>
  isSynced === true ? `${name} is synchronised from Active Directory, so ${what} can only be changed there` : null;
