import { planOfRow } from '../../boundary/store-rows.ts';
import type { Decision } from '../../model/approval.ts';
import type { PlanId } from '../../model/ids.ts';
import { mayMove } from '../../model/plan-arrows.ts';
import { OPEN_STATES, type Plan, type PlanState } from '../../model/plan.ts';
import { Conflict, type AuditEvent } from '../../ports/store.ts';
import { addAudit } from './audit-rows.ts';
import { columnText } from './column-text.ts';
import { inTransaction } from './in-transaction.ts';
import type { Database, Writing } from './tables.ts';

type Change = Partial<Pick<Plan, 'state' | 'says' | 'verification'>> & { readonly stateSince: string };

/** Throws for a plan that could not be read again: one such row would make every list of plans fail. */
export async function addPlan(database: Database, plan: Plan, audit: AuditEvent): Promise<void> {
  planOfRow(rowOf(plan));
  await inTransaction(database, async (writing) => {
    // In one order, so that two plans on the same targets wait for each other in one direction only.
    const keys = [...new Set(plan.content.targets.flatMap(({ key, cloudId }) => (cloudId === undefined ? [key] : [key, cloudId])))].sort();
    await refuseClash(writing, plan, keys);
    await writing.insertInto('plans').values(rowOf(plan)).execute();
    const isOpen = OPEN_STATES.includes(plan.state) ? 1 : 0;
    for (const key of keys) await writing.insertInto('plan_targets').values({ plan_id: plan.content.planId, target_key: key, is_open: isOpen }).execute();
    await addAudit(writing, audit);
  });
}

/** Compare-and-set on state and version. */
export async function movePlan(database: Database, plan: Plan, move: { readonly change: Change; readonly audit: AuditEvent }): Promise<Plan> {
  return inTransaction(database, async (writing) => {
    await setPlan(writing, plan, move.change);
    await addAudit(writing, move.audit);
    return planNow(writing, plan.content.planId);
  });
}

/** Every decision raises the version, so that two decisions made on the same view cannot both commit. */
export async function addDecision(database: Database, plan: Plan, move: { readonly decision: Decision; readonly change: Change | null; readonly audit: AuditEvent }): Promise<Plan> {
  return inTransaction(database, async (writing) => {
    const { planId } = plan.content;
    await setPlan(writing, plan, move.change ?? { stateSince: plan.stateSince });
    const earlier = await writing.selectFrom('decisions').select('row').where('plan_id', '=', planId).where('decider', '=', move.decision.decider.oid).executeTakeFirst();
    if (earlier !== undefined) throw new Conflict(`This person has already decided about plan ${plan.code}.`);
    await writing.insertInto('decisions').values({ plan_id: planId, decider: move.decision.decider.oid, decision: JSON.stringify(move.decision) }).execute();
    await addAudit(writing, move.audit);
    return planNow(writing, planId);
  });
}

export async function planById(database: Database, planId: PlanId): Promise<Plan | null> {
  const row = await database.selectFrom('plans').selectAll().where('plan_id', '=', planId).executeTakeFirst();
  return row === undefined ? null : planOfRow(row);
}

export async function planByCode(database: Database, code: string): Promise<Plan | null> {
  const open = await database.selectFrom('plans').selectAll().where('code', '=', code).where('state', 'in', OPEN_STATES).executeTakeFirst();
  const row = open ?? (await database.selectFrom('plans').selectAll().where('code', '=', code).orderBy('row', 'desc').limit(1).executeTakeFirst());
  return row === undefined ? null : planOfRow(row);
}

export async function openPlanOn(database: Database, targetKey: string): Promise<Plan | null> {
  const row = await onTarget(database, targetKey).where('plan_targets.is_open', '=', 1).executeTakeFirst();
  return row === undefined ? null : planOfRow(row);
}

export async function plansOn(database: Database, targetKey: string, limit: number): Promise<readonly Plan[]> {
  return (await onTarget(database, targetKey).orderBy('plans.row', 'desc').limit(limit).execute()).map(planOfRow);
}

export async function plansIn(database: Database, states: readonly PlanState[]): Promise<readonly Plan[]> {
  return (await database.selectFrom('plans').selectAll().where('state', 'in', states).orderBy('row').execute()).map(planOfRow);
}

const onTarget = (database: Database, targetKey: string) =>
  database.selectFrom('plans').innerJoin('plan_targets', 'plan_targets.plan_id', 'plans.plan_id').selectAll('plans').where('plan_targets.target_key', '=', targetKey);

async function setPlan(writing: Writing, plan: Plan, change: Change): Promise<void> {
  const { planId } = plan.content;
  if (!mayMove(plan.state, change.state ?? plan.state)) throw new Error(`a plan never goes from ${plan.state} to ${change.state}`);
  const { numUpdatedRows } = await writing
    .updateTable('plans')
    .set({
      state: change.state ?? plan.state,
      says: columnText(change.says ?? plan.says),
      verification: JSON.stringify(change.verification ?? plan.verification),
      state_since: change.stateSince,
      version: plan.version + 1,
    })
    .where('plan_id', '=', planId)
    .where('state', '=', plan.state)
    .where('version', '=', plan.version)
    .executeTakeFirst();
  if (numUpdatedRows !== 1n) throw new Conflict(`Plan ${plan.code} has moved on.`);
  if (change.state !== undefined && !OPEN_STATES.includes(change.state)) await writing.updateTable('plan_targets').set({ is_open: 0 }).where('plan_id', '=', planId).execute();
}

async function planNow(writing: Writing, planId: PlanId): Promise<Plan> {
  return planOfRow(await writing.selectFrom('plans').selectAll().where('plan_id', '=', planId).executeTakeFirstOrThrow());
}

async function refuseClash(writing: Writing, plan: Plan, keys: readonly string[]): Promise<void> {
  const sameCode = await writing.selectFrom('plans').select('row').where('code', '=', plan.code).where('state', 'in', OPEN_STATES).executeTakeFirst();
  if (sameCode !== undefined) throw new Conflict(`An open plan has the code ${plan.code}.`);
  if (keys.length === 0) return;
  const holder = await writing.selectFrom('plan_targets').select('plan_id').where('target_key', 'in', keys).where('is_open', '=', 1).executeTakeFirst();
  if (holder !== undefined) throw new Conflict('An open plan holds one of these targets.');
}

const rowOf = (plan: Plan) => ({
  plan_id: plan.content.planId,
  code: plan.code,
  hash: plan.hash,
  content: JSON.stringify(plan.content),
  state: plan.state,
  version: plan.version,
  title: columnText(plan.title),
  cause: columnText(plan.cause),
  asked: columnText(plan.asked),
  reason: columnText(plan.reason),
  ticket: plan.ticket === null ? null : columnText(plan.ticket),
  seal: plan.seal,
  risk: plan.risk,
  undo_class: plan.undoClass,
  not_seen: JSON.stringify(plan.notSeen),
  undoes: plan.undoes,
  state_since: plan.stateSince,
  says: columnText(plan.says),
  verification: JSON.stringify(plan.verification),
  prediction: JSON.stringify(plan.prediction),
});
