import { openPostgres } from '../../src/adapters/postgres/open-postgres.ts';
import type { Store } from '../../src/ports/store.ts';
import { pressRounds, quorumRounds } from '../approve/two-bots-rounds.ts';
import { minutes } from '../contracts/sample-plan.ts';
import { withPostgres } from '../real/with-postgres.ts';

const clock = { now: () => minutes(5), sleep: () => Promise.resolve() };

withPostgres('two bots', (postgres) => {
  describe('for many rounds', function () {
    this.timeout(0);
    let stores: readonly [Store, Store];
    beforeEach(async () => {
      const server = await postgres().database();
      stores = [(await openPostgres({ server, clock })).store, (await openPostgres({ server, clock })).store];
    });
    afterEach(() => Promise.all(stores.map((store) => store.close())));
    const said = (began: number, { rounds, links }: { readonly rounds: number; readonly links: number }): void =>
      console.log(`      ${rounds} rounds, ${links} links of the audit chain, ${((performance.now() - began) / 1000).toFixed(1)} s`);

    it('leave no plan pending that two have approved, and lose no decision, in 500 rounds', async () => said(performance.now(), await quorumRounds(stores, 500)));
    it('move a plan exactly once when fifty press at the same moment, in 200 rounds', async () => said(performance.now(), await pressRounds(stores, { rounds: 200, presses: 50 })));
  });
});
