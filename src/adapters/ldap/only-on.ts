import type { DomainControllers } from './domain-controllers.ts';
import type { LdapConnection } from './ldap-connection.ts';

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
