import { DirectoryError } from '../../ports/directory.ts';
import { directoryFault } from './directory-fault.ts';
import type { DomainControllers } from './domain-controllers.ts';
import type { LdapConnection } from './ldap-connection.ts';

/** A long list from one domain controller: another may begin it, but not go on with it. */
export async function* streamFrom<Part>(controllers: DomainControllers, read: (connection: LdapConnection) => AsyncGenerator<Part>): AsyncGenerator<Part> {
  const { parts, first, server } = await controllers.ask(async (connection) => {
    const begun = read(connection);
    return { parts: begun, first: await begun.next().catch(inOurWords), server: connection.server };
  });
  try {
    for (let step = first; step.done !== true; step = await parts.next().catch(inOurWords)) yield step.value;
  } catch (thrown) {
    if (thrown instanceof DirectoryError) {
      thrown.server ??= server;
      controllers.report(server, thrown);
    }
    throw thrown;
  } finally {
    await parts.return(undefined);
  }
}

function inOurWords(thrown: unknown): never {
  throw thrown instanceof TypeError ? thrown : directoryFault(thrown);
}
