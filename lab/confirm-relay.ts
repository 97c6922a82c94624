import { openPostgres } from '../src/adapters/postgres/open-postgres.ts';
import { openSqliteStore } from '../src/adapters/sqlite/open-sqlite-store.ts';
import { systemClock } from '../src/adapters/system/system-clock.ts';
import { isPersonId } from '../src/model/ids.ts';
import type { RelayConfirmation, Store } from '../src/ports/store.ts';
import { CAST } from './company/cast.ts';

/** Who would type `confirm relay …`. */
const CONFIRMING = ['ana', 'ben'];

/**
 * Confirms the relays of a lab that has just started, as two approvers would in Teams. It writes to the bot's store itself,
 * so that the lab stays one step to start and its conversations begin empty.
 */
export async function confirmLabRelay(storeFile: string): Promise<void> {
  const store = await openStore(storeFile);
  try {
    const at = systemClock.now().toISOString();
    const confirmations = CAST.flatMap(({ key, oid, displayName, upn, employeeId }): RelayConfirmation[] => (CONFIRMING.includes(key) && isPersonId(oid) ? [{ oid, name: displayName, upn, personKey: employeeId, at }] : []));
    for (const relay of await store.relays()) {
      if (relay.confirmedAt !== null || relay.revokedAt !== null) continue;
      const facts = { relayId: relay.relayId, host: relay.host, by: 'the start of the lab', confirmedBy: confirmations.map(({ oid }) => oid) };
      await store.confirmRelay(relay, { confirmations, confirmedAt: at }, { event: 'relay.confirmed', at, actor: null, planId: null, rule: null, facts });
    }
  } finally {
    await store.close();
  }
}

/** The environment wins over the configuration, as it does for the bot. */
async function openStore(storeFile: string): Promise<Store> {
  const address = process.env['SYNCWHY_STORE_POSTGRES_URL'];
  if (address === undefined) return openSqliteStore({ file: storeFile, clock: systemClock });
  const { hostname, port, pathname, username } = new URL(address);
  const server = { host: hostname, port: Number(port), database: pathname.slice(1), user: username, password: process.env['SYNCWHY_STORE_POSTGRES_PASSWORD'], tls: 'off' as const };
  return (await openPostgres({ server, clock: systemClock })).store;
}
