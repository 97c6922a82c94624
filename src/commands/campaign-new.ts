import { auditEvent } from '../approve/approvals-world.ts';
import { pairAccounts } from '../campaign/pair-accounts.ts';
import { noticeReply } from '../cards/notice.ts';
import { workingReply } from '../cards/working.ts';
import type { Campaign } from '../model/campaign.ts';
import type { CardReply } from '../model/reply.ts';
import { Conflict } from '../ports/store.ts';
import { whereToAnswer } from './answer.ts';
import { asPair } from './as-pair.ts';
import { campaignHead } from './campaign-words.ts';
import { readSides, type Sides } from './campaign-sides.ts';
import { campaignFromList, type ListedCampaign } from './campaign-from-list.ts';
import { defineCommand, type Request } from './command.ts';
import { mayAsk } from './may-ask.ts';
import { readPastedPairs } from './pasted-pairs.ts';
import type { CommandWorld } from './world.ts';

const DEFAULT_PAUSE = 60;

export const campaignNew = defineCommand({
  word: 'campaign new',
  usage: 'campaign new <name> from <OU or old domain> to <OU> [waves of <number>] [pause <minutes>] [pairs and on the next lines CSV: old,new and one pair on each line]',
  summary: 'Pair the accounts of an old and a new domain, for a migration in waves; nothing is changed by it',
  example: 'campaign new northwind from northwind.example to OU=Northwind,DC=corp,DC=contoso,DC=com',
  effect: 'writes',
  inMenu: false,
  parse(rest) {
    const [head = '', pasted] = split(rest.trim());
    const [, name = '', from = '', said = ''] = /^([a-z0-9][a-z0-9-]{1,39})\s+from\s+(.+?)\s+to\s+(.+)$/iu.exec(head) ?? [];
    const [, to = '', size, pause] = /^(.+?)(?:\s+waves\s+of\s+(\d{1,4}))?(?:\s+pause\s+(\d{1,5}))?$/iu.exec(said) ?? [];
    if (name === '' || !/^(?:OU|DC|CN)\s*=/iu.test(to) || /\s;\s/u.test(`${from} ${to}`)) return { ok: false, wrong: 'What shall it be called, and from where to where? For example: campaign new northwind from northwind.example to OU=Northwind,DC=corp,DC=contoso,DC=com waves of 50 pause 60.' };
    return { ok: true, args: { pasted: pasted ?? null, name: name.toLowerCase(), from: from.trim(), to: to.trim(), size: size === undefined ? null : Number(size), pause: pause === undefined ? DEFAULT_PAUSE : Number(pause) } };
  },
  async run(world: CommandWorld, request, talk, { name, from, to, size, pause, pasted = null }: Asked) {
    const may = await mayAsk(world, request.actor);
    if (may !== null) return talk.tell(may);
    const where = await whereToAnswer(world, { request, talk });
    if (where === null) return;
    const message = await where.post(workingReply({ doing: `Reading the accounts of ${from} and ${to}. I only read.`, sources: [] }));
    if (pasted !== null) return where.amend(message, await fromPaste(world, request, { name, from, to, size, pauseMinutes: pause, pasted }));
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

interface Asked {
  readonly name: string;
  readonly from: string;
  readonly to: string;
  readonly size: number | null;
  readonly pause: number;
  /** The CSV that a person has pasted; null where the pairs are to be found. */
  readonly pasted?: string | null;
}

/** What stands behind the word `pairs` at the end of its line. */
function split(rest: string): readonly [string, string | undefined] {
  const at = /\s+pairs\s*(?::?\s*;\s|:\s|(?=old\s*,\s*new\b))/iu.exec(rest);
  return at === null ? [rest, undefined] : [rest.slice(0, at.index), rest.slice(at.index + at[0].length)];
}

/** The word of the person who pasted the list counts for its pairs. */
async function fromPaste(world: CommandWorld, { actor }: Request, { pasted, ...listed }: Omit<ListedCampaign, 'by' | 'pairs'> & { readonly pasted: string }): Promise<CardReply> {
  const read = readPastedPairs(pasted, (csv) => world.readPairs(csv));
  const made = read.ok ? await campaignFromList(world, { ...listed, pairs: read.pairs, by: { is: 'person', ...actor } }) : { is: 'refused' as const, faults: read.faults };
  return made.is === 'made' ? campaignHead(made.campaign, []) : noticeReply({ tone: 'warning', headline: 'No campaign was made', happened: 'The list cannot be taken as it is.', effect: 'Nothing was changed.', lines: told(made.faults) });
}

const MOST_TOLD = 20;
const told = (faults: readonly string[]): readonly string[] => [...faults.slice(0, MOST_TOLD), ...(faults.length > MOST_TOLD ? [`And ${faults.length - MOST_TOLD} more.`] : [])];

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
