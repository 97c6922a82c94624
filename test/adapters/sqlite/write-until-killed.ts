import { openSqliteStore } from '../../../src/adapters/sqlite/open-sqlite-store.ts';
import { auditOf, MADE, samplePlan } from '../../contracts/sample-plan.ts';

const [file = '', from = '1'] = process.argv.slice(2);
const store = await openSqliteStore({ file, clock: { now: () => new Date(MADE), sleep: () => Promise.resolve() } });
for (let n = Number(from); ; n += 1) {
  const plan = samplePlan(n);
  await store.addPlan(plan, auditOf('plan.created', plan));
  await store.movePlan(plan, { state: 'cancelled', stateSince: MADE }, auditOf('plan.cancelled', plan));
  process.stdout.write(`${plan.content.planId}\n`);
}
