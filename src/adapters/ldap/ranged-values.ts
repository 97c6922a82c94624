import { Control } from 'ldapts';
import type { AdEntry } from '../../model/evidence.ts';
import { DirectoryError } from '../../ports/directory.ts';
import type { LdapSession } from './ldap-session.ts';
import { rangedPart, type NormalEntry, type RangedPart } from './normalise-entry.ts';
import { searchOptions } from './search-options.ts';

/** Of longer lists only so many values are read; enough for a group whose members a person can still judge. */
const MOST_VALUES = 5000;
/** Entra Connect does not synchronise groups with so many members. Source: learn.microsoft.com/entra/identity/hybrid/connect/plan-connect-performance-factors */
const MEMBER_LIMIT = 250_000;
const OPERATIONS_ERROR = 1;
const SHOW_DELETED = '1.2.840.113556.1.4.417';
/** The same code stands for a connection that is no longer signed in. */
const SIGN_IN_LOST = /00002020|000004DC/i;

/**
 * An entry with the lists that AD hands out in ranges put together. Of a list with more than 5,000 values the first ones stand under
 * its name, and single later ones under the names that LDAP gives them: `member;range=5000-5000` says that there are more, and
 * `member;range=249999-249999` that there are at least 250,000. Nobody has to load them all to know.
 */
export async function wholeEntry(session: LdapSession, { entry, open }: NormalEntry): Promise<AdEntry> {
  const attributes: Record<string, readonly string[]> = { ...entry.attributes };
  for (const part of open) Object.assign(attributes, await continued(session, entry.dn, part));
  return { dn: entry.dn, attributes };
}

async function continued(session: LdapSession, dn: string, first: RangedPart): Promise<Readonly<Record<string, readonly string[]>>> {
  const values = [...first.values];
  for (let next = first.next; next !== null; ) {
    if (values.length >= MOST_VALUES) return { [first.attribute]: values, ...(await landmarks(session, dn, { attribute: first.attribute, next })) };
    const part = await partAt(session, dn, `${first.attribute};range=${next}-*`);
    if (part === null) throw new DirectoryError('failed', `The values of ${first.attribute} could not be read to the end.`);
    values.push(...part.values);
    next = part.next;
  }
  return { [first.attribute]: values };
}

/** The next value, which is there, and the one at the limit, if it is. */
async function landmarks(session: LdapSession, dn: string, { attribute, next }: { readonly attribute: string; readonly next: number }): Promise<Readonly<Record<string, readonly string[]>>> {
  const found: Record<string, readonly string[]> = {};
  for (const at of attribute === 'member' ? [next, MEMBER_LIMIT - 1] : [next]) {
    const name = `${attribute};range=${at}-${at}`;
    const part = await partAt(session, dn, name);
    if (part !== null) found[name] = part.values;
  }
  return found;
}

/** Null when the list ends before the range: AD answers that with an error of its own. */
async function partAt(session: LdapSession, dn: string, name: string): Promise<RangedPart | null> {
  const entries = await session.request(async (client) => {
    try {
      return (await client.search(dn, searchOptions({ scope: 'base', attributes: [name] }), [new Control(SHOW_DELETED)])).searchEntries;
    } catch (thrown) {
      if (thrown instanceof Error && 'code' in thrown && thrown.code === OPERATIONS_ERROR && !SIGN_IN_LOST.test(thrown.message)) return [];
      throw thrown;
    }
  });
  return Object.entries(entries[0] ?? {}).map(([key, raw]) => rangedPart(key, raw)).find((each) => each !== null && each.values.length > 0) ?? null;
}
