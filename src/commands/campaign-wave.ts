import { auditEvent } from '../approve/approvals-world.ts';
import { campaignStanding, nextWave, pauseEnds, type WaveRun } from '../campaign/campaign-standing.ts';
import { targetOfPair, waveOffer } from '../campaign/wave-offer.ts';
import { noticeReply } from '../cards/notice.ts';
import { utcTime } from '../cards/look.ts';
import type { Campaign, CampaignPair, CampaignWave } from '../model/campaign.ts';
import type { PlanId } from '../model/ids.ts';
import { because, tooLong } from './because.ts';
import { askedAs, campaignRuns, wavesWithPlans } from './campaign-runs.ts';
import { waveReady, type WaveReady } from './campaign-ready.ts';
import { noCampaign } from './campaign-words.ts';
import { defineCommand, type Here } from './command.ts';
import { mayAsk } from './may-ask.ts';
import { sayProposed } from './say-proposed.ts';
import type { CommandWorld } from './world.ts';

export const campaignStart = defineCommand({
  word: 'campaign start',
  usage: 'campaign start <name> because <reason> [ticket <number>]',
  summary: 'Propose the plan of the next wave of a campaign; it needs its own approval',
  example: 'campaign start northwind because the pilot went well ticket INC12345',
  effect: 'writes',
  inMenu: false,
  parse(rest) {
    const said = because(rest);
    const wrong = /^[a-z0-9-]+$/iu.test(said.about) ? tooLong(said.reason) : 'Which campaign, and why now? For example: campaign start northwind because the pilot went well.';
    return wrong === null ? { ok: true, args: { name: said.about.toLowerCase(), reason: said.reason, ticket: said.ticket } } : { ok: false, wrong };
  },
  async run(world: CommandWorld, request, talk, { name, reason, ticket }) {
    const may = await mayAsk(world, request.actor);
    if (may !== null) return talk.tell(may);
    const campaign = await world.store.campaignByName(name);
    if (campaign === null) return talk.tell(noCampaign(name));
    const due = await dueWave(world, campaign);
    if (typeof due === 'string') return talk.tell(noWave(due));
    const ready = await waveReady(world, due);
    if (ready.is === 'refused') return talk.tell(noWave(ready.says));
    return begin(world, { request, talk }, { campaign, due: due.pairs, runs: due.runs, ready, reason, ticket });
  },
});

/** So long a wave of which no plan came is another bot's; after it, that bot has died. */
const MAKING_MINUTES = 5;

/** The pairs of the next wave, or why there is none now. */
async function dueWave(world: CommandWorld, campaign: Campaign): Promise<DueWave | string> {
  const runs = await campaignRuns(world.store, campaign);
  const now = world.clock.now().getTime();
  const making = runs.find(({ wave, plan }) => plan === null && wave.planId === null && now - Date.parse(wave.at) < MAKING_MINUTES * 60_000);
  if (making !== undefined) return `Wave ${making.wave.n} is just being made.`;
  const pause = pauseEnds(campaign, runs);
  if (pause.is === 'open') return `Plan ${pause.code} of the last wave is still open. One wave at a time.`;
  if (now < pause.at) return `The pause after the last wave ends at ${utcTime(new Date(pause.at).toISOString())}.`;
  const rows = campaignStanding(campaign, runs);
  const pairs = nextWave(rows, campaign.waveSize);
  const isIn = new Set(pairs.map(({ fresh }) => fresh.guid));
  const later = rows.filter(({ pair, stands }) => stands !== 'done' && !isIn.has(pair.fresh.guid) && pair.fresh.anchor !== pair.old.anchor).map(({ pair }) => pair);
  return pairs.length === 0 ? `Nothing is left for a wave. See the rest with: campaign pairs ${campaign.name}` : { pairs, later, runs };
}

interface DueWave {
  readonly pairs: readonly CampaignPair[];
  readonly later: readonly CampaignPair[];
  readonly runs: readonly WaveRun[];
}

interface Beginning {
  readonly campaign: Campaign;
  readonly due: readonly CampaignPair[];
  readonly runs: readonly WaveRun[];
  readonly ready: Extract<WaveReady, { is: 'ready' }>;
  readonly reason: string;
  readonly ticket: string;
}

/** The wave is claimed in the store first, so that of two bots one makes its plan. */
async function begin(world: CommandWorld, here: Here, { campaign, due, runs, ready, reason, ticket }: Beginning): Promise<void> {
  const { request, talk } = here;
  const isIn = ({ fresh }: CampaignPair): boolean => !ready.barred.has(fresh.guid);
  const pairs = due.filter(isIn);
  const marked = campaign.pairs.map((pair): CampaignPair => (isIn(pair) ? pair : { ...pair, standing: 'left', because: [...pair.because, ready.barred.get(pair.fresh.guid) ?? ''] }));
  const n = (campaign.waves.at(-1)?.n ?? 0) + 1;
  const before = wavesWithPlans(runs);
  const wave: CampaignWave = { n, at: world.clock.now().toISOString(), planId: null, code: null, keys: pairs.map(({ fresh }) => fresh.guid) };
  const audit = (facts: Readonly<Record<string, unknown>>, planId: PlanId | null) => auditEvent(world, 'campaign.wave', { actor: request.actor.oid, planId, facts: { name: campaign.name, wave: n, accounts: pairs.length, ...facts } });
  const claimed = await world.store.moveCampaign(campaign, { waves: pairs.length === 0 ? before : [...before, wave], pairs: marked, stopped: null }, audit({}, null));
  if (claimed === null) return talk.tell(noWave('Somebody else has just moved this campaign on. Look again first.'));
  if (ready.barred.size > 0) await talk.tell(barredReply(due, ready.barred));
  const [first, ...others] = pairs.map(targetOfPair);
  if (first === undefined) return talk.tell(noWave('None of the accounts of this wave can be bound. Ask again for the next ones.'));
  const proposed = await world.approvals.propose({
    actor: request.actor, tenantId: request.tenantId, place: talk.place, offer: waveOffer({ campaign: campaign.name, n, pairs, server: ready.server, needsBypass: ready.needsBypass }), about: first, also: others,
    cause: pairs.every(({ old }) => old.ad === null) ? 'new-domain-new-anchor' : '', asked: askedAs(campaign, n), reason, ticket: ticket === '' ? null : ticket, diagnosis: null, notSeen: ready.unseen,
  });
  const waves = proposed.is === 'proposed' ? claimed.waves.map((each) => (each.n === n ? { ...each, planId: proposed.plan.content.planId, code: proposed.plan.code } : each)) : claimed.waves.filter((each) => each.n !== n);
  await named(world, claimed, waves, audit(proposed.is === 'proposed' ? { code: proposed.plan.code } : { refused: proposed.says }, proposed.is === 'proposed' ? proposed.plan.content.planId : null));
  return sayProposed(world, here, proposed);
}

const TRIES = 5;

/** A stop thrown in between is kept: only the waves are put in. */
async function named({ store }: CommandWorld, claimed: Campaign, waves: readonly CampaignWave[], audit: Parameters<CommandWorld['store']['moveCampaign']>[2]): Promise<void> {
  let now: Campaign | null = claimed;
  for (let tries = 0; now !== null && tries < TRIES; tries += 1) {
    if ((await store.moveCampaign(now, { waves }, audit)) !== null) return;
    now = await store.campaignByName(claimed.name);
  }
}

const barredReply = (due: readonly CampaignPair[], barred: ReadonlyMap<string, string>) =>
  noticeReply({ tone: 'warning', headline: `${barred.size} of ${due.length} are not in this wave`, happened: 'They stay as they are.', lines: due.flatMap(({ fresh }) => { const says = barred.get(fresh.guid); return says === undefined ? [] : [`${fresh.name}: ${says}`]; }) });

const noWave = (happened: string) => noticeReply({ tone: 'warning', headline: 'No wave was made', happened, effect: 'Nothing was changed.' });
