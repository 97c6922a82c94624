import { z } from 'zod';

const MESSAGE = 'must be like postgres://syncwhy@db.contoso.com:5432/syncwhy';

/** Where a PostgreSQL server is; the password is named, never written here. */
const postgres = z
  .strictObject({
    /** Instead of host, port, database and user. */
    url: z.string().regex(/^postgres(ql)?:\/\//, MESSAGE).optional(),
    /** Name or address, or the folder of a Unix socket. */
    host: z.string().min(1).optional(),
    port: z.number().int().min(1).max(65_535).optional(),
    database: z.string().min(1).optional(),
    user: z.string().min(1).optional(),
    passwordFile: z.string().min(1).optional(),
    passwordEnvironment: z.string().min(1).optional(),
    /** The authority of the server's certificate, PEM; without it those that this machine trusts. */
    caFile: z.string().min(1).optional(),
    tls: z.enum(['required', 'off']).optional(),
  })
  .transform((given, context) => {
    const parts = given.url === undefined ? {} : partsOf(given.url);
    const complain = (key: string, message: string): never => {
      context.addIssue({ code: 'custom', path: [key], message });
      return z.NEVER;
    };
    if (parts === null) return complain('url', MESSAGE);
    if ('secret' in parts) return complain('url', 'holds a password; name it with passwordFile or passwordEnvironment instead');
    if ('parameters' in parts) return complain('url', 'has parameters behind a question mark; use the keys tls and caFile instead');
    const { url: _url, passwordFile, passwordEnvironment, ...own } = given;
    const { host, port = 5432, database, user, caFile, tls } = { ...parts, ...own };
    if (host === undefined) return complain('host', 'is missing');
    if (database === undefined) return complain('database', 'is missing');
    if (user === undefined) return complain('user', 'is missing');
    if (passwordFile !== undefined && passwordEnvironment !== undefined) return complain('passwordFile', 'is given beside passwordEnvironment; keep one');
    const isHere = isThisMachine(host);
    if (tls === 'off' && !isHere) return complain('tls', `cannot be off for ${host}: approvals and sign-ins would cross the network readable`);
    return { host, port, database, user, passwordFile, passwordEnvironment, caFile, tls: tls ?? (isHere ? ('off' as const) : ('required' as const)) };
  });

export type PostgresConfig = z.infer<typeof postgres>;
export type StoreConfig = { readonly file: string } | { readonly postgres: PostgresConfig };

/** Either one file for one bot, or one PostgreSQL database for several. */
export const storeConfig = z.strictObject({ file: z.string().min(1).optional(), postgres: postgres.optional() }).transform(({ file, postgres: server }, context): StoreConfig => {
  if (file !== undefined && server === undefined) return { file };
  if (file === undefined && server !== undefined) return { postgres: server };
  context.addIssue({ code: 'custom', message: 'must hold either file (one bot) or postgres (several bots)' });
  return z.NEVER;
});

export const STORE_EXAMPLES: Readonly<Record<string, string>> = {
  store: '{ file: /var/lib/syncwhy/syncwhy.db }',
  'store.file': '/var/lib/syncwhy/syncwhy.db',
  'store.postgres.url': 'postgres://syncwhy@db.contoso.com:5432/syncwhy',
  'store.postgres.host': 'db.contoso.com',
  'store.postgres.port': '5432',
  'store.postgres.database': 'syncwhy',
  'store.postgres.user': 'syncwhy',
  'store.postgres.passwordFile': '/etc/syncwhy/database.secret',
  'store.postgres.passwordEnvironment': 'SYNCWHY_DATABASE_PASSWORD',
  'store.postgres.caFile': '/etc/syncwhy/database-ca.pem',
  'store.postgres.tls': 'required',
};

const isThisMachine = (host: string): boolean => host.startsWith('/') || host === 'localhost' || host === '::1' || /^127(\.\d{1,3}){3}$/.test(host);

interface Parts {
  readonly host?: string | undefined;
  readonly port?: number | undefined;
  readonly database?: string | undefined;
  readonly user?: string | undefined;
}

function partsOf(url: string): Parts | { readonly secret: true } | { readonly parameters: true } | null {
  if (!URL.canParse(url)) return null;
  const { hostname, port, pathname, username, password, search } = new URL(url);
  if (password !== '') return { secret: true };
  if (search !== '') return { parameters: true };
  const text = (part: string): string | undefined => (part === '' ? undefined : decodeURIComponent(part));
  return { host: text(hostname.replace(/^\[|\]$/g, '')), port: port === '' ? undefined : Number(port), database: text(pathname.slice(1)), user: text(username) };
}
