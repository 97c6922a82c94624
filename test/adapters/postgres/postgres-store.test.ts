import { openPostgres } from '../../../src/adapters/postgres/open-postgres.ts';
import type { PostgresServer } from '../../../src/adapters/postgres/postgres-server.ts';
import { MADE } from '../../contracts/sample-plan.ts';
import { describeStoreRaces } from '../../contracts/store-races.ts';
import { describeStoreCampaigns } from '../../contracts/store-campaigns.ts';
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
});
