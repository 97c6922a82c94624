import type { AdEntry } from '../../model/evidence.ts';
import type { ObjectGuid } from '../../model/ids.ts';
import { DirectoryError, type Copies } from '../../ports/directory.ts';
import { COPY_ATTRIBUTES } from './entry-attributes.ts';
import { createLdapConnection, type ConnectionOptions, type LdapConnection } from './ldap-connection.ts';
import { hasGuid, hasValue, present } from './look-up-filters.ts';
import { searchAll, searchParts } from './paged-search.ts';

/** Copies are a second opinion: nobody waits longer for one. */
const PATIENCE_MS = 2000;
/** So many domain controllers are asked for one question. */
const MOST_ASKED = 8;

interface OtherControllers {
  /** What others than the one that is connected have; `urls` are those that are configured or were found. */
  copies(connection: LdapConnection, guids: readonly ObjectGuid[], urls: readonly string[]): Promise<Copies>;
  close(): void;
}

interface Options extends Omit<ConnectionOptions, 'url'> {
  readonly baseDn: string;
}

/** The other domain controllers of a domain, asked all at the same time over connections of their own. */
export function createOtherControllers(options: Options): OtherControllers {
  const open = new Map<string, LdapConnection>();
  const to = (url: string): LdapConnection => {
    const known = open.get(url) ?? createLdapConnection({ ...options, url, write: undefined, sessions: 1, timeoutMs: Math.min(PATIENCE_MS, options.timeoutMs) });
    open.set(url, known);
    return known;
  };
  const search = { base: options.baseDn, scope: 'sub', attributes: COPY_ATTRIBUTES } as const;
  return {
    async copies(connection, guids, known) {
      if (guids.length === 0) return { copies: [], silent: [], notAsked: [] };
      const urls = known.length > 0 ? known : await listed(connection, options);
      const asked = urls.slice(0, MOST_ASKED);
      const [own, ...answers] = await Promise.all([
        searchParts(connection, { ...search, attributes: ['objectGUID'] }, guids.map(hasGuid)),
        ...asked.map((url) => inTime(searchParts(to(url), search, guids.map(hasGuid)), options).then((entries) => ({ url, entries }), (error: unknown) => ({ url, error }))),
      ]);
      return {
        copies: answers.flatMap((answer) => ('entries' in answer ? copiesOf(own, answer.entries, hostOf(answer.url)) : [])),
        silent: answers.flatMap((answer) => ('error' in answer ? [{ server: hostOf(answer.url), error: answer.error }] : [])),
        notAsked: urls.slice(MOST_ASKED).map(hostOf),
      };
    },
    close() {
      for (const connection of open.values()) connection.close();
    },
  };
}

/** Signing in and searching together; each alone has the same limit. */
async function inTime<Answer>(answer: Promise<Answer>, { clock }: Options): Promise<Answer> {
  const done = new AbortController();
  const late = clock.sleep(PATIENCE_MS, done.signal).then((): never => {
    throw new DirectoryError('timed-out', `It did not answer within ${PATIENCE_MS / 1000} seconds.`);
  });
  late.catch(() => undefined);
  try {
    return await Promise.race([answer, late]);
  } finally {
    done.abort();
  }
}

/** A server that lacks an object says so by an entry without attributes. */
function copiesOf(own: readonly AdEntry[], there: readonly AdEntry[], server: string): readonly (AdEntry & { readonly server: string })[] {
  const guidOf = ({ attributes }: AdEntry): string | undefined => attributes['objectGUID']?.[0];
  return own.map((entry) => ({ ...(there.find((each) => guidOf(each) === guidOf(entry)) ?? { dn: entry.dn, attributes: {} }), server }));
}

/** The domain controllers of this domain in CN=Sites without the one that is connected; those of its own site first. */
async function listed(connection: LdapConnection, { baseDn, startTls }: Options): Promise<readonly string[]> {
  return connection.read(async (session) => {
    const [root] = await searchAll(session, { base: '', scope: 'base', filter: present, attributes: ['configurationNamingContext', 'serverName'] });
    const configuration = root?.attributes['configurationNamingContext']?.[0] ?? '';
    const self = root?.attributes['serverName']?.[0]?.toLowerCase() ?? '';
    const servers = await searchAll(session, { base: `CN=Sites,${configuration}`, scope: 'sub', filter: hasValue('objectClass', 'server'), attributes: ['dNSHostName', 'serverReference'] });
    const inDomain = servers.filter(({ dn, attributes }) => dn.toLowerCase() !== self && (attributes['serverReference'] ?? []).some((computer) => isOfDomain(computer, baseDn)));
    const near = inDomain.filter(({ dn }) => siteOf(dn) === siteOf(self));
    const far = inDomain.filter((each) => !near.includes(each));
    return [...near, ...far].flatMap(({ attributes }) => attributes['dNSHostName'] ?? []).map((host) => `${startTls === true ? 'ldap' : 'ldaps'}://${host}`);
  });
}

const siteOf = (serverDn: string): string => serverDn.toLowerCase().slice(serverDn.toLowerCase().indexOf(',cn=servers,'));
/** The first `DC=` of a computer's DN begins the DN of its domain. */
const isOfDomain = (computerDn: string, baseDn: string): boolean => /(?:^|,)(dc=.*)$/i.exec(computerDn)?.[1]?.toLowerCase() === baseDn.toLowerCase();
const hostOf = (url: string): string => new URL(url).host;
