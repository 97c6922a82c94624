import { openPostgres } from '../../../src/adapters/postgres/open-postgres.ts';
import type { PostgresServer } from '../../../src/adapters/postgres/postgres-server.ts';
import { MADE } from '../../contracts/sample-plan.ts';
import { describeStoreRaces } from '../../contracts/store-races.ts';
import { describeStoreCampaigns } from '../../contracts/store-campaigns.ts';
import { describeStoreIncidents } from '../../contracts/store-incidents.ts';
import { describeStoreReceivers } from '../../contracts/store-receivers.ts';
import { describeStoreScans } from '../../contracts/store-scans.ts';
import { describeStoreNotices } from '../../contracts/store-notices.ts';
import { describeStoreWatches } from '../../contracts/store-watches.ts';
import { describeStore } from '../../contracts/store.ts';
import { withPostgres } from '../../real/with-postgres.ts';

const clock = { now: () => new Date(MADE), sleep: () => Promise.resolve() };
const open = async (server: PostgresServer) => (await openPostgres({ server, clock })).store;

withPostgres('the store', (postgres) => {
  describeStore('in PostgreSQL', async () => open(await postgres().database()));
  const openTwo = async () => {
    const server = await postgres().database();
    // Both at once, as two bots that start together.
    return Promise.all([open(server), open(server)]);
  };
  describeStoreRaces('in PostgreSQL', openTwo);
  describeStoreWatches('in PostgreSQL', openTwo);
  describeStoreCampaigns('in PostgreSQL', openTwo);
  describeStoreReceivers('in PostgreSQL', openTwo);
  describeStoreScans('in PostgreSQL', openTwo);

  // One database for all of these, emptied each time: making one costs more than the test in it.
  let shared: Promise<PostgresServer> | null = null;
  const openTwoInEmptied = async () => {
    shared ??= postgres().database();
    const server = await shared;
    const stores = await Promise.all([open(server), open(server)]);
    await postgres().ask(server.database, EMPTY);
    return stores;
  };
  describeStoreIncidents('in PostgreSQL', openTwoInEmptied);
  describeStoreNotices('in PostgreSQL', openTwoInEmptied);
});

const EMPTY = [
  'ALTER TABLE audit DISABLE TRIGGER USER',
  'TRUNCATE audit, incidents, incident_members, incident_events, subscriptions, notices, notice_incidents, sent_messages',
  'ALTER TABLE audit ENABLE TRIGGER USER',
  "UPDATE incident_polls SET n = 0, poll = ''",
].join(';');
