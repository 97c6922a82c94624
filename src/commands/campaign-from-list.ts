import { auditEvent } from '../approve/approvals-world.ts';
import type { Campaign } from '../model/campaign.ts';
import type { PersonId } from '../model/ids.ts';
import type { ListedPair } from '../model/listed-pair.ts';
import { Conflict } from '../ports/store.ts';
import { cloudOf } from './campaign-ready.ts';
import { readSides, type Sides } from './campaign-sides.ts';
import { matchListedPairs, type FoundPair } from './match-listed-pairs.ts';
import type { CommandWorld } from './world.ts';

export interface ListedCampaign {
  readonly name: string;
  readonly from: string;
  readonly to: string;
  /** Accounts in a wave; null for as many as the policy allows. */
  readonly size: number | null;
  readonly pauseMinutes: number;
  readonly pairs: readonly ListedPair[];
  /** Who says that they belong together: a person in the chat, or at the terminal an account of the operating system, which is no person of the tenant. */
  readonly by: { readonly is: 'person'; readonly oid: PersonId; readonly name: string } | { readonly is: 'terminal'; readonly oid: PersonId; readonly account: string };
}

export type MadeCampaign = { readonly is: 'made'; readonly campaign: Campaign } | { readonly is: 'refused'; readonly faults: readonly string[] };

/** Makes a campaign of pairs that a person has listed. All of them are looked up now; with a single fault none is taken. Changes nothing in AD or Entra. */
export async function campaignFromList(world: CommandWorld, listed: ListedCampaign): Promise<MadeCampaign> {
  if ((await world.store.campaignByName(listed.name)) !== null) return refused(`There is a campaign ${listed.name} already.`);
  const { by } = listed;
  const read = await readSides(world, listed);
  if (read.is === 'refused') return refused(read.says);
  const { found, faults } = matchListedPairs(read.sides, listed.pairs, by.is === 'person' ? by.name : by.account);
  if (faults.length > 0) return { is: 'refused', faults };
  const cloud = await cloudOf(world, found.map(({ pair }) => pair));
  if (typeof cloud === 'string') return refused(cloud);
  const barred = found.flatMap(({ line, pair }) => { const because = cloud.barred.get(pair.fresh.guid); return because === undefined ? [] : [`Line ${line}: ${pair.old.name} cannot be in a campaign: ${because}.`]; });
  return barred.length > 0 ? { is: 'refused', faults: barred } : keep(world, listed, { found, sides: read.sides });
}

async function keep(world: CommandWorld, { name, from, to, size, pauseMinutes, by }: ListedCampaign, { found, sides }: { readonly found: readonly FoundPair[]; readonly sides: Sides }): Promise<MadeCampaign> {
  const most = world.policy().batch.mostObjects;
  const campaign: Campaign = {
    campaignId: world.random.uuid(), name, by: { oid: by.oid, name: by.is === 'person' ? by.name : `${by.account} at the terminal` }, since: world.clock.now().toISOString(), from, to,
    waveSize: Math.max(1, Math.min(size ?? most, most)), pauseMinutes, pairs: found.map(({ pair }) => pair), unpaired: unlisted(sides, found), waves: [], stopped: null, version: 1,
  };
  try {
    await world.store.addCampaign(campaign, auditEvent(world, 'campaign.made', { actor: by.is === 'person' ? by.oid : null, planId: null, facts: { name, from, to, pairs: found.length, ...(by.is === 'person' ? { pasted: true } : { terminalAccount: by.account }) } }));
  } catch (error) {
    if (!(error instanceof Conflict)) throw error;
    return refused(error.message);
  }
  return { is: 'made', campaign };
}

function unlisted({ old, fresh, leftOut }: Sides, found: readonly FoundPair[]): Campaign['unpaired'] {
  const listed = new Set(found.flatMap(({ pair }) => [pair.old.cloudId, pair.fresh.guid]));
  const rest = [...old, ...fresh].flatMap(([id, { account }]) => (listed.has(id) ? [] : [{ name: account.name, because: 'it is not in the list' }]));
  return [...leftOut.map(({ name, because }) => ({ name, because })), ...rest];
}

const refused = (says: string): MadeCampaign => ({ is: 'refused', faults: [says] });
