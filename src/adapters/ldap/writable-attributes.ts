import type { Directory } from '../../ports/directory.ts';
import type { LdapConnection } from './ldap-connection.ts';
import { hasDn, hasGuid } from './look-up-filters.ts';
import { searchAll } from './paged-search.ts';

const EFFECTIVE = 'allowedAttributesEffective';

/** AD works out for whoever asks what he may write on the object, so the account for changes has to ask. Source: [MS-ADTS] 3.1.1.4.5.7. */
export async function readWritable(connection: LdapConnection, base: string, object: Parameters<Directory['writableAttributes']>[0]): Promise<readonly string[] | null> {
  const filter = 'guid' in object ? hasGuid(object.guid) : hasDn(object.dn);
  const [entry] = await connection.readAsWriter((session) => searchAll(session, { base, scope: 'sub', filter, attributes: [EFFECTIVE] }));
  return entry === undefined ? null : (entry.attributes[EFFECTIVE] ?? []);
}
