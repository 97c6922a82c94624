import assert from 'node:assert/strict';
import { OPERATION_NAMES } from '../../src/model/plan.ts';
import { assertHonestEnd, NOBODY, type Death } from './die-in-company.ts';
import type { MachineOperation } from './one-of-each.ts';
import { startPlansInCompany, type PlansInCompany } from './plans-in-company.ts';

/** Of the six writes of the bot the third says that the step begins and the fourth how it ended; the relay writes the same two. */
const DEATHS: readonly (readonly [who: string, death: Death])[] = [
  ['nobody', NOBODY],
  ['the bot, which has just written that the step begins', { bot: 3, relay: 0, when: 'after' }],
  ['the bot, before it writes how the step ended', { bot: 4, relay: 0, when: 'before' }],
  ['the relay, which has just written that it starts', { bot: 0, relay: 1, when: 'after' }],
  ['the relay, before it writes how it ended', { bot: 0, relay: 2, when: 'before' }],
  ['both of them in the same step', { bot: 4, relay: 2, when: 'before' }],
];

describe('death in the middle of one change', function () {
  this.timeout(60_000);
  let plans: PlansInCompany;
  before(async () => {
    plans = await startPlansInCompany();
  });
  after(() => plans.close());

  const machine = OPERATION_NAMES.filter((name): name is MachineOperation => name !== 'people.do');
  for (const operation of machine) {
    for (const [who, death] of DEATHS.filter(([, { relay }]) => relay === 0 || !operation.startsWith('entra.'))) {
      it(`${operation}: it is not done twice, and ends truthfully, when ${who} dies`, async () => {
        const ran = await plans.run(operation, { death });
        assertHonestEnd(ran, `${operation} ${JSON.stringify(ran.journal)}`);
        if (death === NOBODY) assert.equal(ran.end.state, 'done', `${ran.end.says} ${JSON.stringify(ran.journal)}`);
        else assert.ok(ran.wrote.bot >= death.bot && ran.wrote.relay >= death.relay, 'nobody died');
      });
    }
  }
});
