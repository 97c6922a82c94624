import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openStore, openStoreAndDesk } from '../../src/bot/open-store.ts';
import type { StoreConfig } from '../../src/boundary/store-config.ts';
import { NotReady } from '../../src/ports/not-ready.ts';
import { auditOf } from '../contracts/sample-plan.ts';
import { withPostgres } from '../real/with-postgres.ts';

describe('opening the store of the configuration', () => {
  let folder = '';
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'syncwhy-open-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it('makes a file for the bot, and none for who only reads', async () => {
    const file = join(folder, 'store.db');
    await assert.rejects(openStore({ file }, { environment: {}, mustExist: true }), (error) => error instanceof NotReady && error.message.includes(file));
    assert.equal(existsSync(file), false);
    const { store } = await openStoreAndDesk({ file }, { environment: {}, group: 'default' });
    await store.audit(auditOf('event.1'));
    await store.close();
    const again = await openStore({ file }, { environment: {}, mustExist: true });
    assert.equal((await again.auditTrail(0, 10)).length, 1);
    await again.close();
  });

  withPostgres('a configured store', (postgres) => {
    const configured = async (change: { readonly passwordFile?: string; readonly passwordEnvironment?: string }): Promise<StoreConfig> => {
      const { host, port, database, user } = await postgres().database();
      return { postgres: { host, port, database, user, tls: 'off', caFile: undefined, passwordFile: undefined, passwordEnvironment: undefined, ...change } };
    };
    const password = async (): Promise<string> => (await postgres().database()).password ?? assert.fail();

    it('is opened with a password from a file or from the environment, and its desk closes with it', async () => {
      const passwordFile = join(folder, 'password');
      writeFileSync(passwordFile, `${await password()}\n`);
      const { store, desk } = await openStoreAndDesk(await configured({ passwordFile }), { environment: {}, group: 'default' });
      const waiting = desk.lease('relay-1', { kind: 'read', free: 1 }, AbortSignal.timeout(20_000));
      await store.audit(auditOf('event.1'));
      await store.close();
      assert.deepEqual(await waiting, []);
      const other = await openStore(await configured({ passwordEnvironment: 'DB' }), { environment: { DB: await password() } });
      await other.close();
    });

    it('is refused without the password, and to who only reads while nobody has written', async () => {
      await assert.rejects(openStore(await configured({ passwordEnvironment: 'DB' }), { environment: {} }), /The environment variable DB is empty/);
      await assert.rejects(openStore(await configured({ passwordFile: join(folder, 'none') }), { environment: {} }), /Cannot read the password of the database/);
      await assert.rejects(openStore(await configured({ passwordEnvironment: 'DB' }), { environment: { DB: await password() }, mustExist: true }), /There is no store in postgres:/);
    });
  });
});
