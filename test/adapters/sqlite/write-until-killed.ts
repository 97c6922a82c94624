import { openSqliteStore } from '../../../src/adapters/sqlite/open-sqlite-store.ts';
import { auditOf, MADE, samplePlan } from '../../contracts/sample-plan.ts';

/** Arguments: the file, the first number, and how many plans to write (for ever without). */
const [file = '', from = '1', count = 'Infinity'] = process.argv.slice(2);
const store = await openSqliteStore({ file, clock: { now: () => new Date(MADE), sleep: () => Promise.resolve() } });
for (let n = Number(from); n < Number(from) + Number(count); n += 1) {
  const plan = samplePlan(n);
  await store.addPlan(plan, auditOf('plan.created', plan));
  await store.movePlan(plan, { state: 'cancelled', stateSince: MADE }, auditOf('plan.cancelled', plan));
  process.stdout.write(`${plan.content.planId}\n`);
}
await store.close();
