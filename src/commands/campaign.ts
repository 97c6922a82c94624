import { auditEvent } from '../approve/approvals-world.ts';
import { campaignStanding } from '../campaign/campaign-standing.ts';
import { reportCsv, reportRows } from '../campaign/report.ts';
import { noticeReply } from '../cards/notice.ts';
import type { Campaign, CampaignPair } from '../model/campaign.ts';
import { sameDn } from '../model/distinguished-name.ts';
import type { CardReply, Reply } from '../model/reply.ts';
import { answer } from './answer.ts';
import { campaignRuns, wavesWithPlans } from './campaign-runs.ts';
import { campaignHead, noCampaign, pairsReply } from './campaign-words.ts';
import { defineCommand, type Here, type Parsed } from './command.ts';
import { mayAsk } from './may-ask.ts';
import type { CommandWorld } from './world.ts';

export const campaign = defineCommand({
  word: 'campaign',
  usage: 'campaign [name]',
  summary: 'Show the migrations to a new domain, or how far one of them is',
  example: 'campaign northwind',
  effect: 'reads',
  inMenu: false,
  parse: (rest) => ({ ok: true, args: { name: rest.trim().toLowerCase() } }),
  run: (world: CommandWorld, request, talk, { name }) => show(world, { request, talk }, name, async (found) => campaignHead(found, found.waves.length === 0 ? [] : campaignStanding(found, await campaignRuns(world.store, found)))),
});

export const campaignPairs = defineCommand({
  word: 'campaign pairs',
  usage: 'campaign pairs <name>',
  summary: 'List who is paired with whom and why; those that need the word of a person first',
  example: 'campaign pairs northwind',
  effect: 'reads',
  inMenu: false,
  parse: named,
  run: (world: CommandWorld, request, talk, { name }) => show(world, { request, talk }, name, (found) => Promise.resolve(pairsReply(found))),
});

export const campaignReport = defineCommand({
  word: 'campaign report',
  usage: 'campaign report <name>',
  summary: 'Give every account of a campaign with what became of it, as CSV; with --json as JSON',
  example: 'campaign report northwind',
  effect: 'reads',
  inMenu: false,
  parse: named,
  run: (world: CommandWorld, request, talk, { name }) =>
    show(world, { request, talk }, name, async (found) => {
      const rows = reportRows(campaignStanding(found, await campaignRuns(world.store, found)));
      return { text: reportCsv(rows), json: { format: 'syncwhy-campaign/1', name, rows } };
    }),
});

/** Personal data all through, so it is told where names may be. */
async function show(world: CommandWorld, here: Here, name: string, compose: (found: Campaign) => Promise<Reply>): Promise<void> {
  const found = name === '' ? null : await world.store.campaignByName(name);
  const reply: Reply = found !== null ? await compose(found) : name === '' ? listReply(await world.store.campaigns()) : noCampaign(name);
  if (reply.card !== undefined) return answer(world, here, { working: null, redactable: false, compose: () => Promise.resolve(reply) });
  const alone = here.talk.place.kind === 'terminal' ? here.talk : await here.talk.aside();
  await (alone === null ? here.talk.tell({ text: 'The report is for you alone, but Teams does not let me write to you. Open a chat with me and ask again there.' }) : alone.post(reply));
}

const listReply = (all: readonly Campaign[]): CardReply =>
  noticeReply({ tone: 'accent', headline: 'Campaigns', happened: all.length === 0 ? 'There is none. A campaign moves accounts to a new domain in waves.' : `${all.length} of them.`, advice: all.length === 0 ? 'Type help campaign new to see how one is made.' : undefined, lines: all.map(({ name, pairs, waves, stopped }) => `${name}: ${pairs.length} pairs, ${waves.length} waves begun${stopped === null ? '' : ', stopped'}`) });

function named(rest: string): Parsed<{ readonly name: string }> {
  return /^\s*[a-z0-9-]+\s*$/iu.test(rest) ? { ok: true, args: { name: rest.trim().toLowerCase() } } : { ok: false, wrong: 'Which campaign? Type campaign to see them all.' };
}

function namedPair(rest: string): Parsed<{ readonly name: string; readonly about: string }> {
  const [, name = '', about = ''] = /^\s*([a-z0-9-]+)\s+(\S.*)$/iu.exec(rest) ?? [];
  return about === '' ? { ok: false, wrong: 'Which campaign, and which new account? For example: campaign take northwind CN=Jane Doe,OU=Northwind,DC=corp,DC=contoso,DC=com.' } : { ok: true, args: { name: name.toLowerCase(), about: about.trim() } };
}

const word = (standing: 'taken' | 'left') =>
  defineCommand({
    word: standing === 'taken' ? 'campaign take' : 'campaign leave',
    usage: `campaign ${standing === 'taken' ? 'take' : 'leave'} <name> <new account>`,
    summary: standing === 'taken' ? 'Say that a pair of a campaign is right, so that it can be in a wave' : 'Leave a pair of a campaign out of all waves to come',
    example: `campaign ${standing === 'taken' ? 'take' : 'leave'} northwind Jane Doe`,
    effect: 'writes' as const,
    inMenu: false,
    parse: namedPair,
    async run(world: CommandWorld, request, talk, { name, about }) {
      const may = await mayAsk(world, request.actor);
      if (may !== null) return talk.tell(may);
      const found = await world.store.campaignByName(name);
      if (found === null) return talk.tell(noCampaign(name));
      const meant = found.pairs.filter(({ fresh }) => fresh.guid === about.toLowerCase() || fresh.name.toLowerCase() === about.toLowerCase() || sameDn(fresh.dn, about));
      const [pair] = meant;
      if (pair === undefined || meant.length > 1) return talk.tell(said('warning', meant.length > 1 ? `Several new accounts are called ${about}. Name the DN.` : `No new account of ${name} is called ${about}.`));
      const pairs = found.pairs.map((each): CampaignPair => (each === pair ? { ...each, standing, because: [...each.because, `${standing === 'taken' ? 'taken' : 'left out'} by ${request.actor.name}`] } : each));
      const moved = await world.store.moveCampaign(found, { pairs }, auditEvent(world, 'campaign.moved', { actor: request.actor.oid, planId: null, facts: { name, old: pair.old.cloudId, fresh: pair.fresh.guid, standing } }));
      return talk.tell(moved === null ? said('warning', 'Somebody else has just moved this campaign on. Look again first.') : said('good', `${pair.old.name} → ${pair.fresh.name}: ${standing === 'taken' ? 'goes into the next waves' : 'stays out of all waves to come'}.`));
    },
  });

export const campaignTake = word('taken');
export const campaignLeave = word('left');

export const campaignStop = defineCommand({
  word: 'campaign stop',
  usage: 'campaign stop <name>',
  summary: 'Stop a campaign: a wave that runs ends before its next account, and no other begins until it is started again',
  example: 'campaign stop northwind',
  effect: 'writes',
  inMenu: false,
  parse: named,
  async run(world: CommandWorld, request, talk, { name }) {
    const may = await mayAsk(world, request.actor);
    if (may !== null) return talk.tell(may);
    for (let tries = 0; tries < STOP_TRIES; tries += 1) {
      const found = await world.store.campaignByName(name);
      if (found === null) return talk.tell(noCampaign(name));
      const at = world.clock.now().toISOString();
      const moved = await world.store.moveCampaign(found, { stopped: { by: request.actor.name, at }, waves: wavesWithPlans(await campaignRuns(world.store, found)) }, auditEvent(world, 'campaign.stopped', { actor: request.actor.oid, planId: null, facts: { name } }));
      if (moved !== null) return talk.tell(said('good', `Campaign ${name} is stopped. A wave that runs ends before its next account; what is done stays done, and a paused scheduler is switched on again.`));
    }
    return talk.tell(said('warning', 'The campaign moves so fast that I could not stop it. Try again at once.'));
  },
});

const STOP_TRIES = 20;

const said = (tone: 'good' | 'warning', happened: string): CardReply => noticeReply({ tone, headline: tone === 'good' ? 'Noted' : 'Nothing was done', happened });
