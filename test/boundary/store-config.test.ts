import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { readBotConfig } from '../../src/bot/config.ts';
import { parseBotConfig } from '../../src/boundary/bot-config.ts';

const credential = { secretEnvironment: 'SECRET' };
const GUID = '5c1f0e2a-7d34-4b8e-9a61-0d2f4c6b8a10';
const withStore = (store: unknown): unknown => ({
  tenantId: GUID, chat: { appId: GUID, credential }, graph: { read: { clientId: GUID, credential } }, listen: {}, admin: { tokenFile: 'admin.token' },
  store, approval: { policyFile: 'approval.yaml' }, relay: { jobKeyFile: 'job-key.jwk' },
});
const URL_EXAMPLE = 'for example postgres://syncwhy@db.contoso.com:5432/syncwhy';
const SERVER = { host: 'db.contoso.com', database: 'syncwhy', user: 'bot' };

describe('the configuration of the store', () => {
  const read = (store: unknown) => {
    const parsed = parseBotConfig(withStore(store));
    return parsed.ok ? parsed.config.store : parsed.complaints;
  };
  const resolved = { passwordFile: undefined, passwordEnvironment: undefined, caFile: undefined };

  for (const [what, store, expected] of [
    ['a file', { file: 'syncwhy.db' }, { file: 'syncwhy.db' }],
    ['an address', { postgres: { url: 'postgres://bot@db.contoso.com/sync%20why' } }, { postgres: { ...resolved, host: 'db.contoso.com', port: 5432, database: 'sync why', user: 'bot', tls: 'required' } }],
    ['an address with a port', { postgres: { url: 'postgresql://bot@[::1]:5433/syncwhy' } }, { postgres: { ...resolved, host: '::1', port: 5433, database: 'syncwhy', user: 'bot', tls: 'off' } }],
    ['its parts', { postgres: { ...SERVER, port: 6432, passwordFile: 'p', caFile: 'c' } }, { postgres: { ...resolved, ...SERVER, port: 6432, passwordFile: 'p', caFile: 'c', tls: 'required' } }],
    ['an address, and what differs from it', { postgres: { url: 'postgres://db.contoso.com/syncwhy', user: 'bot' } }, { postgres: { ...resolved, ...SERVER, port: 5432, tls: 'required' } }],
    ['a socket', { postgres: { ...SERVER, host: '/var/run/postgresql' } }, { postgres: { ...resolved, ...SERVER, host: '/var/run/postgresql', port: 5432, tls: 'off' } }],
    ['TLS on this machine too', { postgres: { ...SERVER, host: '127.0.0.1', tls: 'required' } }, { postgres: { ...resolved, ...SERVER, host: '127.0.0.1', port: 5432, tls: 'required' } }],
  ] as const) it(`takes ${what}`, () => assert.deepEqual(read(store), expected));

  for (const [what, store, complaint] of [
    ['neither', {}, 'store: must hold either file (one bot) or postgres (several bots), for example { file: /var/lib/syncwhy/syncwhy.db }'],
    ['both', { file: 'a', postgres: SERVER }, 'store: must hold either file (one bot) or postgres (several bots), for example { file: /var/lib/syncwhy/syncwhy.db }'],
    ['a password in the address', { postgres: { url: 'postgres://bot:hunter2@db.contoso.com/syncwhy' } }, `store.postgres.url: holds a password; name it with passwordFile or passwordEnvironment instead, ${URL_EXAMPLE}`],
    ['a password in the address behind the question mark', { postgres: { url: 'postgres://bot@db.contoso.com/syncwhy?password=hunter2' } }, `store.postgres.url: has parameters behind a question mark; use the keys tls and caFile instead, ${URL_EXAMPLE}`],
    ['a password', { postgres: { ...SERVER, password: 'hunter2' } }, 'store.postgres: Unrecognized key: "password"'],
    ['another address', { postgres: { url: 'mysql://db.contoso.com/syncwhy' } }, `store.postgres.url: must be like postgres://syncwhy@db.contoso.com:5432/syncwhy, ${URL_EXAMPLE}`],
    ['an address that is none', { postgres: { url: 'postgres://a b c' } }, `store.postgres.url: must be like postgres://syncwhy@db.contoso.com:5432/syncwhy, ${URL_EXAMPLE}`],
    ['no host', { postgres: { database: 'syncwhy', user: 'bot' } }, 'store.postgres.host: is missing, for example db.contoso.com'],
    ['no database', { postgres: { url: 'postgres://bot@db.contoso.com' } }, 'store.postgres.database: is missing, for example syncwhy'],
    ['no user', { postgres: { url: 'postgres://db.contoso.com/syncwhy' } }, 'store.postgres.user: is missing, for example syncwhy'],
    ['two passwords', { postgres: { ...SERVER, passwordFile: 'p', passwordEnvironment: 'P' } }, 'store.postgres.passwordFile: is given beside passwordEnvironment; keep one, for example /etc/syncwhy/database.secret'],
    ['no TLS over the network', { postgres: { ...SERVER, tls: 'off' } }, 'store.postgres.tls: cannot be off for db.contoso.com: approvals and sign-ins would cross the network readable, for example required'],
  ] as const) {
    it(`refuses ${what}`, () => {
      const said = read(store);
      assert.deepEqual(said, [complaint]);
      assert.ok(!JSON.stringify(said).includes('hunter2'));
    });
  }

  describe('read from its file', () => {
    let folder = '';
    beforeEach(() => {
      folder = mkdtempSync(join(tmpdir(), 'syncwhy-config-'));
    });
    afterEach(() => rmSync(folder, { recursive: true, force: true }));
    const storeOf = (store: unknown, environment: Readonly<Record<string, string>> = {}) => {
      writeFileSync(join(folder, 'bot.yaml'), stringify(withStore(store)));
      return readBotConfig(join(folder, 'bot.yaml'), environment).store;
    };

    it('counts paths from its folder', () => {
      assert.deepEqual(storeOf({ file: 'syncwhy.db' }), { file: join(folder, 'syncwhy.db') });
      assert.deepEqual(storeOf({ postgres: { ...SERVER, passwordFile: 'p', caFile: '/etc/ca.pem' } }), { postgres: { ...resolved, ...SERVER, port: 5432, tls: 'required', passwordFile: join(folder, 'p'), caFile: '/etc/ca.pem' } });
    });

    it('gives way to the environment', () => {
      assert.deepEqual(storeOf({ file: 'syncwhy.db' }, { SYNCWHY_STORE_FILE: '/data/other.db' }), { file: '/data/other.db' });
      const url = 'postgres://bot@db.contoso.com/syncwhy';
      assert.deepEqual(storeOf({ file: 'syncwhy.db' }, { SYNCWHY_STORE_POSTGRES_URL: url, SYNCWHY_STORE_POSTGRES_PASSWORD: 'x', SYNCWHY_STORE_POSTGRES_CA_FILE: '/etc/ca.pem' }), {
        postgres: { ...SERVER, port: 5432, tls: 'required', passwordFile: undefined, passwordEnvironment: 'SYNCWHY_STORE_POSTGRES_PASSWORD', caFile: '/etc/ca.pem' },
      });
    });
  });
});
