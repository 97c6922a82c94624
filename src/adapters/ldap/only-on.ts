import { DirectoryError } from '../../ports/directory.ts';
import type { DomainControllers } from './domain-controllers.ts';
import type { LdapConnection } from './ldap-connection.ts';
import { present } from './look-up-filters.ts';
import { searchAll } from './paged-search.ts';

/** The same domain, asked at this one domain controller only. */
export function onlyOn(connection: LdapConnection, controllers: DomainControllers): DomainControllers {
  return {
    ask: (work) => work(connection),
    change: (about, work) => {
      controllers.pin(about, connection.server);
      return work(connection);
    },
    pin: (about, server) => controllers.pin(about, server),
    known: () => controllers.known(),
    report: (server, why) => controllers.report(server, why),
    at: (server) => controllers.at(server),
    close: () => undefined,
  };
}

/** A known one by its address, else by the name that it gives itself; a name that nobody bears is no wish to connect to it. Null also when one that might be it does not answer. */
export async function connectionTo(controllers: DomainControllers, name: string): Promise<LdapConnection | null> {
  const direct = await controllers.at(name);
  if (direct !== null) return direct;
  const wanted = hostIn(name);
  for (const { server } of await controllers.known()) {
    const connection = await controllers.at(server);
    if (connection !== null && (hostIn(server) === wanted || (await ownName(connection)) === wanted)) return connection;
  }
  return null;
}

/** `dc1.corp.contoso.com:389` and the same without a port are one. */
const hostIn = (name: string): string => name.toLowerCase().replace(/:\d+$/, '').replace(/\.$/, '');

async function ownName(connection: LdapConnection): Promise<string | null> {
  try {
    const [root] = await connection.read((session) => searchAll(session, { base: '', scope: 'base', filter: present, attributes: ['dnsHostName'] }));
    return root?.attributes['dnsHostName']?.[0]?.toLowerCase() ?? null;
  } catch (thrown) {
    if (thrown instanceof DirectoryError) return null;
    throw thrown;
  }
}
