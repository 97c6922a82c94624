import { auditEvent } from '../approve/approvals-world.ts';
import { pairAccounts, type ProposedPair } from '../campaign/pair-accounts.ts';
import { noticeReply } from '../cards/notice.ts';
import { workingReply } from '../cards/working.ts';
import { firstOf, valuesOf } from '../deduce/attributes.ts';
import { objectGuidOf } from '../deduce/source-anchor.ts';
import type { Campaign, CampaignPair } from '../model/campaign.ts';
import { isObjectGuid } from '../model/ids.ts';
import { Conflict } from '../ports/store.ts';
import { whereToAnswer } from './answer.ts';
import { campaignHead } from './campaign-words.ts';
import { readSides, type Sides } from './campaign-sides.ts';
import { defineCommand } from './command.ts';
import { mayAsk } from './may-ask.ts';
import type { CommandWorld } from './world.ts';

const DEFAULT_PAUSE = 60;

export const campaignNew = defineCommand({
  word: 'campaign new',
  usage: 'campaign new <name> from <OU or old domain> to <OU> [waves of <number>] [pause <minutes>]',
  summary: 'Pair the accounts of an old and a new domain, for a migration in waves; nothing is changed by it',
  example: 'campaign new northwind from northwind.example to OU=Northwind,DC=corp,DC=contoso,DC=com',
  effect: 'writes',
  inMenu: false,
  parse(rest) {
    const [, name = '', from = '', said = ''] = /^([a-z0-9][a-z0-9-]{1,39})\s+from\s+(.+?)\s+to\s+(.+)$/iu.exec(rest.trim()) ?? [];
    const [, to = '', size, pause] = /^(.+?)(?:\s+waves\s+of\s+(\d{1,4}))?(?:\s+pause\s+(\d{1,5}))?$/iu.exec(said) ?? [];
    if (name === '' || !/^(?:OU|DC|CN)\s*=/iu.test(to)) return { ok: false, wrong: 'What shall it be called, and from where to where? For example: campaign new northwind from northwind.example to OU=Northwind,DC=corp,DC=contoso,DC=com waves of 50 pause 60.' };
    return { ok: true, args: { name: name.toLowerCase(), from: from.trim(), to: to.trim(), size: size === undefined ? null : Number(size), pause: pause === undefined ? DEFAULT_PAUSE : Number(pause) } };
  },
  async run(world: CommandWorld, request, talk, { name, from, to, size, pause }) {
    const may = await mayAsk(world, request.actor);
    if (may !== null) return talk.tell(may);
    const where = await whereToAnswer(world, { request, talk });
    if (where === null) return;
    const message = await where.post(workingReply({ doing: `Reading the accounts of ${from} and ${to}. I only read.`, sources: [] }));
    const read = await readSides(world, { from, to });
    if (read.is === 'refused') return where.amend(message, noticeReply({ tone: 'warning', headline: 'No campaign was made', happened: read.says, effect: 'Nothing was changed.' }));
    const most = world.policy().batch.mostObjects;
    const campaign: Campaign = {
      campaignId: world.random.uuid(), name, by: { oid: request.actor.oid, name: request.actor.name }, since: world.clock.now().toISOString(), from, to,
      waveSize: Math.max(1, Math.min(size ?? most, most)), pauseMinutes: pause, ...pairsOf(read.sides), waves: [], stopped: null, version: 1,
    };
    try {
      await world.store.addCampaign(campaign, auditEvent(world, 'campaign.made', { actor: request.actor.oid, planId: null, facts: { name, from, to, pairs: campaign.pairs.length } }));
    } catch (error) {
      if (!(error instanceof Conflict)) throw error;
      return where.amend(message, noticeReply({ tone: 'warning', headline: 'No campaign was made', happened: error.message, advice: `Type: campaign ${name}` }));
    }
    return where.amend(message, campaignHead(campaign, []));
  },
});

/** What is certain or likely and has no rival goes by itself; everything else waits for the word of a person. */
function pairsOf({ old, fresh, leftOut }: Sides): Pick<Campaign, 'pairs' | 'unpaired'> {
  const { pairs, unpairedOld, unpairedFresh } = pairAccounts([...old.values()].map(({ account }) => account), [...fresh.values()].map(({ account }) => account));
  return {
    pairs: pairs.flatMap((pair) => asPair(pair, { old, fresh }) ?? []),
    unpaired: [
      ...leftOut.map(({ name, because }) => ({ name, because })),
      ...unpairedOld.map((id) => ({ name: old.get(id)?.account.name ?? id, because: 'no account of the new domain fits' })),
      ...unpairedFresh.map((id) => ({ name: fresh.get(id)?.account.name ?? id, because: 'no account of the old domain fits' })),
    ],
  };
}

/** Null where one of the two is not there. */
export function asPair({ old: oldId, fresh: freshId, confidence, because, isAmbiguous }: ProposedPair, { old, fresh }: Pick<Sides, 'old' | 'fresh'>): CampaignPair | null {
  const [one, other] = [old.get(oldId), fresh.get(freshId)];
  if (one === undefined || other === undefined || !isObjectGuid(freshId)) return null;
  const guid = one.entry === null ? null : objectGuidOf(one.entry);
  const needsWord = isAmbiguous || confidence === 'weak';
  return {
    old: { name: one.account.name, cloudId: one.cloud.id, anchor: one.cloud.onPremisesImmutableId ?? '', ad: one.entry === null || guid === null ? null : { guid, dn: one.entry.dn, adminDescription: valuesOf(one.entry, 'adminDescription') } },
    fresh: { name: other.account.name, guid: freshId, dn: other.entry.dn, anchor: firstOf(other.entry, 'mS-DS-ConsistencyGuid') ?? null, adminDescription: valuesOf(other.entry, 'adminDescription') },
    confidence, because, standing: needsWord ? 'needs-a-word' : 'ready',
  };
}
