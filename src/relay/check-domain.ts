import { controllerClock, recycleBinIsOn } from '../adapters/ldap/controller-facts.ts';
import { mayReadDeleted } from '../adapters/ldap/found-objects.ts';
import { createLdapConnection, type LdapConnection } from '../adapters/ldap/ldap-connection.ts';
import type { LocalPolicy } from '../boundary/local-policy.ts';
import type { RelayConfig } from '../boundary/relay-config.ts';
import type { Clock } from '../ports/clock.ts';
import { DirectoryError, type DomainController } from '../ports/directory.ts';
import { skewLine } from './check-bot.ts';
import { mend, note, ok, type CheckLine } from './check-line.ts';
import { checkRights } from './check-rights.ts';
import type { Site } from './menu.ts';
import { openSite, sessionOf, writerOf } from './site.ts';

type Configured = RelayConfig['directories'][number];

export interface DomainToCheck {
  readonly config: RelayConfig;
  readonly configured: Configured;
  readonly policy: LocalPolicy;
  readonly clock: Clock;
}

/** Kerberos and AD refuse what is further apart than this. Source: "Maximum tolerance for computer clock synchronization", 5 minutes. */
const LIMIT_MS = 300_000;
/** More domain controllers than these are not asked. */
const MOST_ASKED = 12;

/** The domain controllers of one domain, both accounts on each, the recycle bin and the rights of the account for changes. Nothing is written. */
export async function checkDomain(domain: DomainToCheck): Promise<readonly CheckLine[]> {
  const { config, configured, clock } = domain;
  const controllers = await knownControllers(openSite({ ...config, directories: [configured], syncServers: [], securityLog: undefined }, clock));
  const what = `domain ${configured.baseDn}`;
  if (controllers.length === 0) return [mend(what, 'DNS names no domain controller', 'name one in directories (url), or let this machine ask the DNS of the domain')];
  const asked = await Promise.all(controllers.slice(0, MOST_ASKED).map(({ server, from }) => checkController(domain, server, from)));
  const answering = asked.find(({ connection }) => connection !== null)?.connection;
  const left = controllers.length > MOST_ASKED ? [note(what, `${String(controllers.length - MOST_ASKED)} more domain controllers were not asked`)] : [];
  const lines = [...asked.flatMap((each) => each.lines), ...left];
  if (answering === undefined || answering === null) return [...lines, mend(what, 'no domain controller answers, so rights and recycle bin were not looked at', 'mend the lines above first')];
  const deeper = await Promise.all([recycleBinLine(answering, configured), checkRights({ ...domain, connection: answering })]);
  for (const { connection } of asked) connection?.close();
  return [...lines, ...deeper.flat()];
}

async function knownControllers({ directories }: Site): Promise<readonly DomainController[]> {
  const known = await Promise.all(directories.map(({ directory }) => directory.domainControllers()));
  await Promise.all(directories.flatMap(({ directory, globalCatalog }) => [directory.close(), globalCatalog?.close()]));
  return known.flat();
}

interface Asked {
  readonly lines: readonly CheckLine[];
  /** The connection, when the account for reading is let in. */
  readonly connection: LdapConnection | null;
}

async function checkController({ config, configured, clock }: DomainToCheck, server: string, from: 'configuration' | 'dns'): Promise<Asked> {
  const what = `domain controller ${server}`;
  const connection = createLdapConnection({ ...sessionOf(config, configured, clock), write: writerOf(config, configured), url: `${configured.startTls === true ? 'ldap' : 'ldaps'}://${server}` });
  const said = await whatItSays(connection, 'reader');
  if (said instanceof DirectoryError) {
    connection.close();
    return { lines: [mend(what, `${said.message} (account for reading: ${configured.bindDn})`, howToMend(said, from))], connection: null };
  }
  const skew = skewLine(`clock and ${server}`, server, { skewMs: clock.now().getTime() - said.getTime(), limitMs: LIMIT_MS });
  return { lines: [ok(what, `answers over TLS (found by ${from === 'dns' ? 'DNS' : 'the configuration'}), ${configured.bindDn} may read`), skew, ...(await writerLine(connection, configured, what))], connection };
}

async function writerLine(connection: LdapConnection, { write }: Configured, what: string): Promise<readonly CheckLine[]> {
  if (write === undefined) return [];
  const said = await whatItSays(connection, 'writer');
  return [said instanceof DirectoryError ? mend(what, `${said.message} (account for changes: ${write.bindDn})`, howToMend(said, 'configuration')) : ok(what, `${write.bindDn} may sign in for changes`)];
}

const whatItSays = (connection: LdapConnection, as: 'reader' | 'writer'): Promise<Date | DirectoryError> =>
  controllerClock(connection, as).catch((error: unknown) => {
    if (error instanceof DirectoryError) return error;
    throw error;
  });

function howToMend({ fault, message }: DirectoryError, from: 'configuration' | 'dns'): string {
  if (fault === 'credentials') return message.includes('locked') || message.includes('expired') || message.includes('disabled') || message.includes('changed') ? 'mend the account in AD' : 'see that bindDn is right and passwordFile holds its password';
  if (/CERT|ALTNAME|SELF_SIGNED|UNABLE_TO/.test(message)) return 'name the authority of the domain controllers in caFile, and call them by the name that stands in their certificate';
  if (fault === 'unreachable' || fault === 'timed-out') return `let this machine reach it (LDAPS is port 636)${from === 'dns' ? ', or let DNS no longer name it' : ', or correct its address'}`;
  return 'look whether it is a domain controller of this domain';
}

async function recycleBinLine(connection: LdapConnection, { forest, baseDn, bindDn }: Configured): Promise<readonly CheckLine[]> {
  const what = `recycle bin of ${forest}`;
  try {
    const deleted = `"CN=Deleted Objects,${baseDn}"`;
    const closed = mend(what, `${bindDn} may not look into it, so deleted accounts stay unknown`, `as a domain admin: dsacls ${deleted} /takeownership, then dsacls ${deleted} /G "<that account>:LCRP"`);
    const lines = (await mayReadDeleted(connection, baseDn)) ? [] : [closed];
    if (await recycleBinIsOn(connection)) return [ok(what, 'is on'), ...lines];
    return [...lines, { ...note(what, 'is off, so a deleted account can be named, but not brought back whole'), mend: `Enable-ADOptionalFeature 'Recycle Bin Feature' -Scope ForestOrConfigurationSet -Target ${forest} (this cannot be undone)` }];
  } catch (error) {
    if (!(error instanceof DirectoryError)) throw error;
    return [mend(what, error.message, 'let the account for reading read CN=Partitions,CN=Configuration')];
  }
}
