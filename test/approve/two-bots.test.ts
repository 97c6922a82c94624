import { openPostgres } from '../../src/adapters/postgres/open-postgres.ts';
import { openSqliteStore } from '../../src/adapters/sqlite/open-sqlite-store.ts';
import type { Store } from '../../src/ports/store.ts';
import { minutes } from '../contracts/sample-plan.ts';
import { withPostgres } from '../real/with-postgres.ts';
import { pressRounds, quorumRounds } from './two-bots-rounds.ts';

const clock = { now: () => minutes(5), sleep: () => Promise.resolve() };

function describeTwoBots(where: string, open: () => Promise<readonly [Store, Store]>, rounds: { readonly quorum: number; readonly presses: number }): void {
  describe(`approvals through two bots ${where}`, function () {
    this.timeout(60_000);
    let stores: readonly [Store, Store];
    beforeEach(async () => {
      stores = await open();
    });
    afterEach(() => Promise.all(stores.map((store) => store.close())));

    it('count both of two approvals at the same moment, so that no plan stays pending with enough of them', async () => void (await quorumRounds(stores, rounds.quorum)));
    it('let exactly one of fifty presses at the same moment move the plan', async () => void (await pressRounds(stores, { rounds: rounds.presses, presses: 50 })));
  });
}

describeTwoBots('that share one SQLite store', async () => {
  const store = await openSqliteStore({ file: ':memory:', clock });
  return [store, { ...store, close: () => Promise.resolve() }];
}, { quorum: 20, presses: 3 });

withPostgres('approvals', (postgres) => {
  describeTwoBots('on one PostgreSQL database', async () => {
    const server = await postgres().database();
    return [(await openPostgres({ server, clock })).store, (await openPostgres({ server, clock })).store];
  }, { quorum: 20, presses: 3 });
});
