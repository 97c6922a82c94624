import { AndFilter, EqualityFilter, NotFilter } from 'ldapts';
import type { AdEntry } from '../../model/evidence.ts';
import { DirectoryError } from '../../ports/directory.ts';
import { rootFacts } from './forest-facts.ts';
import type { LdapConnection } from './ldap-connection.ts';
import { hasDn, present } from './look-up-filters.ts';
import { searchAll, searchSome } from './paged-search.ts';

/** What the clock of a domain controller says, in the name of the account for reading or of the one for changes. */
export async function controllerClock(connection: LdapConnection, as: 'reader' | 'writer'): Promise<Date> {
  const ask = as === 'reader' ? connection.read : connection.readAsWriter;
  const [root] = await ask((session) => searchAll(session, { base: '', scope: 'base', filter: present, attributes: ['currentTime'] }));
  const [, ...parts] = /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)/.exec(root?.attributes['currentTime']?.[0] ?? '') ?? [];
  const [year = NaN, month = NaN, ...rest] = parts.map(Number);
  const time = Date.UTC(year, month - 1, ...rest);
  if (Number.isNaN(time)) throw new DirectoryError('failed', 'The server does not say what time it is; it may be no domain controller.');
  return new Date(time);
}

const RECYCLE_BIN = 'CN=Recycle Bin Feature,';

/** Whether the recycle bin is switched on for the forest. */
export async function recycleBinIsOn(connection: LdapConnection): Promise<boolean> {
  const { configuration } = await connection.read((session) => rootFacts(session));
  const partitions = `CN=Partitions,${configuration}`;
  const [entry] = await connection.read((session) => searchAll(session, { base: partitions, scope: 'base', filter: present, attributes: ['objectClass', 'msDS-EnabledFeature'] }));
  if (entry === undefined) throw new DirectoryError('access-denied', `${partitions} cannot be read.`);
  return (entry.attributes['msDS-EnabledFeature'] ?? []).some((dn) => dn.toLowerCase().startsWith(RECYCLE_BIN.toLowerCase()));
}

const of = (objectClass: string): EqualityFilter => new EqualityFilter({ attribute: 'objectClass', value: objectClass });
const isOrdinary = new NotFilter({ filter: new EqualityFilter({ attribute: 'adminCount', value: '1' }) });
const user = new AndFilter({ filters: [of('user'), new NotFilter({ filter: of('computer') }), isOrdinary] });
const group = new AndFilter({ filters: [of('group'), isOrdinary] });

/** Some ordinary account below a container, to look at rights on; null when there is none that can be seen. */
export const accountBelow = (connection: LdapConnection, container: string): Promise<AdEntry | null> => sampleBelow(connection, container, user);

/** The same of groups. */
export const groupBelow = (connection: LdapConnection, container: string): Promise<AdEntry | null> => sampleBelow(connection, container, group);

async function sampleBelow(connection: LdapConnection, container: string, filter: AndFilter): Promise<AdEntry | null> {
  const found = await connection.read((session) => searchSome(session, { base: container, scope: 'sub', filter, attributes: ['distinguishedName', 'objectClass', 'objectGUID'] }, 1));
  return found[0] ?? null;
}

/** The account name of whoever has this DN; null when it cannot be seen. */
export async function accountName(connection: LdapConnection, base: string, dn: string): Promise<string | null> {
  const [entry] = await connection.read((session) => searchAll(session, { base, scope: 'sub', filter: hasDn(dn), attributes: ['sAMAccountName'] }));
  return entry?.attributes['sAMAccountName']?.[0] ?? null;
}
