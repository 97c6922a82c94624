import { appliedSteps } from '../approve/undo-plan.ts';
import type { WaveRun } from '../campaign/campaign-standing.ts';
import type { Campaign, CampaignWave } from '../model/campaign.ts';
import type { Plan } from '../model/plan.ts';
import type { Store } from '../ports/store.ts';

const MOST_PLANS = 20;

type PlanStore = Pick<Store, 'planById' | 'journal' | 'plansOn'>;

/** What the plan of a wave was asked for as; by it a plan is found whose bot died before it could write down which one it made. */
export const askedAs = ({ name }: Pick<Campaign, 'name'>, n: number): string => `campaign ${name}, wave ${n}`;

/** The waves with their plans, journals and what was undone of them. */
export const campaignRuns = (store: PlanStore, campaign: Pick<Campaign, 'name' | 'waves'>): Promise<readonly WaveRun[]> => Promise.all(campaign.waves.map((wave) => runOf(store, wave, askedAs(campaign, wave.n))));

/** The waves as they are to be kept: each with the plan that was found for it. */
export const wavesWithPlans = (runs: readonly WaveRun[]): readonly CampaignWave[] => runs.map(({ wave, plan }) => (plan === null ? wave : { ...wave, planId: plan.content.planId, code: plan.code }));

async function planOf(store: PlanStore, { planId, keys, at }: CampaignWave, asked: string): Promise<Plan | null> {
  if (planId !== null) return store.planById(planId);
  const [key] = keys;
  const plans = key === undefined ? [] : await store.plansOn(key, MOST_PLANS);
  return plans.find((plan) => plan.asked === asked && plan.undoes === null && Date.parse(plan.content.createdAt) >= Date.parse(at)) ?? null;
}

async function runOf(store: PlanStore, wave: CampaignWave, asked: string): Promise<WaveRun> {
  const plan = await planOf(store, wave, asked);
  const [key] = wave.keys;
  if (plan === null || key === undefined) return { wave, plan, journal: [], undone: [] };
  const journal = await store.journal(plan.content.planId);
  const undos = (await store.plansOn(key, MOST_PLANS)).filter(({ undoes, state }) => undoes === plan.code && (state === 'done' || state === 'partly-done'));
  const undone = await Promise.all(undos.map(async (undo) => appliedSteps(undo, await store.journal(undo.content.planId)).flatMap(({ lane }) => lane ?? [])));
  return { wave, plan, journal, undone: undone.flat() };
}
