import { openSqliteStore } from '../../../src/adapters/sqlite/open-sqlite-store.ts';
import { sampleIncident, sampleMember, samplePoll } from '../../contracts/sample-incident.ts';
import { auditOf, MADE, samplePlan } from '../../contracts/sample-plan.ts';

/** Arguments: the file, the first number, and how many plans to write (for ever without). */
const [file = '', from = '1', count = 'Infinity'] = process.argv.slice(2);
const store = await openSqliteStore({ file, clock: { now: () => new Date(MADE), sleep: () => Promise.resolve() } });
for (let n = Number(from); n < Number(from) + Number(count); n += 1) {
  const plan = samplePlan(n);
  await store.addPlan(plan, auditOf('plan.created', plan));
  await store.appendJournal(plan.content.planId, 0, { at: MADE, what: 'began', step: 1, attempt: 1, fence: n }, auditOf('step.began', plan));
  await store.movePlan(plan, { state: 'cancelled', stateSince: MADE }, auditOf('plan.cancelled', plan));
  await keepIncident(plan.content.planId);
  process.stdout.write(`${plan.content.planId}\n`);
}
await store.close();

/** An incident of the name of the plan, whoever else has had a look meanwhile. */
async function keepIncident(planId: string): Promise<void> {
  const incident = sampleIncident(1, { incidentId: planId, code: planId, key: planId });
  const outcome = { incidents: [incident], members: [sampleMember(1, 1, { incidentId: planId })], events: [{ at: MADE, turn: 'opened' as const, incident }] };
  while (!(await store.keepPoll(samplePoll(((await store.lastPoll())?.n ?? 0) + 1, outcome), null)));
}
