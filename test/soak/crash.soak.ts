import assert from 'node:assert/strict';
import { BREAKAGES } from '../../lab/company/breakages/index.ts';
import { assertHonestEnd, dieInCompany, NOBODY, type Death } from '../crash/die-in-company.ts';
import { assertHonest, surviveCrash } from '../execute/crash.ts';
import type { Manner } from '../execute/pretend-world.ts';
import { seededRandom } from './seeded-random.ts';

const MANNERS: readonly Manner[] = ['works', 'no-relay', 'loses the answer', 'loses the job', 'is unsure but works', 'is unsure', 'fails', 'refuses'];

describe('a run whose process dies twice', function () {
  this.timeout(600_000);
  it('ends honestly and never writes twice, for every pair of deaths and every pair of manners', async () => {
    let runs = 0;
    for (const first of MANNERS) {
      for (const second of MANNERS) {
        for (let dieAt = 1; dieAt <= 12; dieAt += 1) {
          for (let dieAgainAt = 0; dieAgainAt <= 8; dieAgainAt += 2) {
            for (const when of ['before', 'after'] as const) {
              assertHonest(await surviveCrash({ manners: [first, second], dieAt, when, dieAgainAt }), `${first}, ${second}: died ${when} write ${dieAt}, then ${dieAgainAt}`);
              runs += 1;
            }
          }
        }
      }
    }
    assert.equal(runs, 7680);
  });
});

const ROUNDS = Number(process.env['SYNCWHY_CRASH_PER_REPAIR'] ?? Infinity);
const SEED = Number(process.env['SYNCWHY_CRASH_SEED'] ?? 1);
const ONLY = new RegExp(process.env['SYNCWHY_CRASH_ONLY'] ?? '');

describe(`every repair of the pretend company, with a death at each write of bot and relay, seed ${SEED}`, function () {
  this.timeout(0);
  const random = seededRandom(SEED);
  const offered = new Set<string>();
  for (const { cause } of BREAKAGES.filter(({ cause: each }) => ONLY.test(each))) {
    it(cause, async function () {
      const whole = await dieInCompany(cause, NOBODY);
      if (whole === null) return this.skip();
      offered.add(whole.remedy);
      assertHonestEnd(whole, cause);
      const deaths = deathsOf(whole.wrote).map((death) => ({ death, order: random() })).toSorted((one, other) => one.order - other.order);
      for (const { death } of deaths.slice(0, ROUNDS)) {
        const title = `${cause}: ${JSON.stringify(death)}`;
        assertHonestEnd((await dieInCompany(cause, death)) ?? assert.fail(title), title);
      }
      return undefined;
    });
  }
  after(() => console.log(`      ${offered.size} different repairs: ${[...offered].toSorted().join(', ')}`));
});

/** At each write of either, before it is durable and after; and both at each pair of writes, after. */
function deathsOf({ bot, relay }: { readonly bot: number; readonly relay: number }): readonly Death[] {
  const numbers = (count: number): readonly number[] => Array.from({ length: count }, (_, at) => at + 1);
  const alone = (['before', 'after'] as const).flatMap((when) => [...numbers(bot).map((each) => ({ bot: each, relay: 0, when })), ...numbers(relay).map((each) => ({ bot: 0, relay: each, when }))]);
  const together = numbers(bot).flatMap((each) => numbers(relay).map((other) => ({ bot: each, relay: other, when: 'after' as const })));
  return [...alone, ...together];
}
