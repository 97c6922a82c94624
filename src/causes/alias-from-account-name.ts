import { firstOf, sameText, valuesOf } from '../deduce/attributes.ts';
import { sameObject } from '../deduce/holders.ts';
import { aliasFaults } from '../deduce/legal-characters.ts';
import { knownOf } from '../deduce/reading.ts';
import type { AdObject, Evidence } from '../model/exhibits.ts';
import { valuesTo, type AdChange } from './repair.ts';

/** The logon name as alias: it is unique in its domain. Null where it is no legal alias, or an object that was read has it as its own. */
export function aliasFromAccountName(ad: AdObject, also: Pick<Evidence, 'directory.entries' | 'entra.users'>): AdChange | null {
  const name = firstOf(ad, 'sAMAccountName');
  const entries = knownOf(also['directory.entries']);
  const users = knownOf(also['entra.users']);
  if (name === undefined || name.endsWith('$') || aliasFaults(name).length > 0 || entries === undefined || users === undefined) return null;
  const isTaken = entries.some((other) => !sameObject(ad, other) && valuesOf(other, 'mailNickname').some((each) => sameText(each, name)));
  const inCloud = users.some((user) => sameText(user.mailNickname, name) && !sameText(user.onPremisesSamAccountName, name));
  return isTaken || inCloud ? null : valuesTo(ad, 'mailNickname', [name]);
}
