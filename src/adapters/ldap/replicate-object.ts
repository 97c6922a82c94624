import { Attribute, Change } from 'ldapts';
import type { ObjectGuid } from '../../model/ids.ts';
import { DirectoryError, type Directory } from '../../ports/directory.ts';
import type { DomainControllers } from './domain-controllers.ts';
import type { LdapConnection } from './ldap-connection.ts';
import { present } from './look-up-filters.ts';
import { connectionTo } from './only-on.ts';
import { searchAll } from './paged-search.ts';

const ATTRIBUTE = 'replicateSingleObject';
/** Operations, protocol, constraint and attribute errors, unwilling, other: what servers say to a root attribute that they do not know. */
const NOT_KNOWN: readonly (number | undefined)[] = [1, 2, 16, 17, 19, 21, 53, 80];

/**
 * Has a domain controller fetch one object from another at once: a write to the root entry that names the source's NTDS Settings and the object.
 * Source: [MS-ADTS] 3.1.1.3.3.18. The account needs the right Replication Synchronization. Samba (4.17, tried) does not know it.
 */
async function replicateObject({ from, to, guid }: { readonly from: LdapConnection; readonly to: LdapConnection; readonly guid: ObjectGuid }): Promise<'done' | 'not-supported'> {
  const source = await from.read(async (session) => {
    const [root] = await searchAll(session, { base: '', scope: 'base', filter: present, attributes: ['dsServiceName'] });
    return root?.attributes['dsServiceName']?.[0];
  });
  if (source === undefined) return 'not-supported';
  const change = new Change({ operation: 'replace', modification: new Attribute({ type: ATTRIBUTE, values: [`${source}:<GUID=${guid}>`] }) });
  try {
    await to.write((session) => session.request((client) => client.modify('', change)));
    return 'done';
  } catch (thrown) {
    if (thrown instanceof DirectoryError && NOT_KNOWN.includes(thrown.code)) return 'not-supported';
    throw thrown;
  }
}

/** Both by the names under which they are known; a name that is not known is an error, not a wish to connect to it. */
export async function replicateBetween(controllers: DomainControllers, asked: Parameters<Directory['replicate']>[0]): Promise<'done' | 'not-supported'> {
  const from = asked.from === undefined ? await controllers.ask((connection) => Promise.resolve(connection), asked.guid) : await known(controllers, asked.from);
  const to = await known(controllers, asked.to);
  return replicateObject({ from, to, guid: asked.guid });
}

async function known(controllers: DomainControllers, server: string): Promise<LdapConnection> {
  const connection = await connectionTo(controllers, server);
  if (connection === null) throw new DirectoryError('unreachable', `${server} is not among the known domain controllers of this domain.`);
  return connection;
}
