import type { PairRow, PairStand } from '../campaign/campaign-standing.ts';
import { noticeReply } from '../cards/notice.ts';
import { utcTime } from '../cards/look.ts';
import type { Campaign } from '../model/campaign.ts';
import type { CardReply } from '../model/reply.ts';

const WORDS: Readonly<Record<PairStand, string>> = { 'done': 'done', 'in-a-wave': 'in an open wave', 'not-done': 'not done in their wave', 'taken-back': 'taken back', 'waits': 'wait for a wave', 'needs-a-word': 'need the word of a person', 'left': 'left out' };

/** Said wherever a campaign is shown: what the old ways of moving began with is neither needed nor offered. */
const NO_SWITCH = 'The synchronisation of the tenant stays on throughout: switching it off takes up to three days, stops every other account too, and is not needed, for the old anchor is carried over to the new account.';

/** A campaign at a glance. `rows` is empty where no wave was begun yet. */
export function campaignHead(campaign: Campaign, rows: readonly PairRow[]): CardReply {
  const { name, pairs, unpaired, stopped, waves } = campaign;
  const standings = rows.length > 0 ? rows.map(({ stands }) => stands) : pairs.map(({ standing }): PairStand => (standing === 'left' || standing === 'needs-a-word' ? standing : 'waits'));
  const counts = (Object.keys(WORDS).filter(isStand)).flatMap((stand) => { const many = standings.filter((each) => each === stand).length; return many === 0 ? [] : [`${many} ${WORDS[stand]}`]; });
  const unsure = standings.filter((each) => each === 'needs-a-word').length;
  return noticeReply({
    tone: stopped === null ? 'accent' : 'warning',
    headline: stopped === null ? `Campaign ${name}` : `Campaign ${name} is stopped`,
    happened: `${campaign.from} → ${campaign.to}: ${pairs.length} pairs${counts.length === 0 ? '' : `, of which ${counts.join(', ')}`}. ${unpaired.length} accounts without a partner. Waves of ${campaign.waveSize}, ${campaign.pauseMinutes} minutes apart.${stopped === null ? '' : ` Stopped by ${stopped.by} at ${utcTime(stopped.at)}.`}`,
    effect: NO_SWITCH,
    advice: [unsure > 0 ? `Look at those that need a word: campaign pairs ${name}. Then: campaign take ${name} <new account>, or campaign leave ${name} <new account>.` : '', `The next wave: campaign start ${name} because …`].filter((each) => each !== '').join(' '),
    lines: waves.map(({ n, code, keys, at }) => `Wave ${n}: ${keys.length} accounts, ${code === null ? 'its plan was not made' : `plan ${code}`}, ${utcTime(at)}`),
    json: { campaign: { ...campaign, pairs: undefined }, counts: Object.fromEntries((Object.keys(WORDS).filter(isStand)).map((stand) => [stand, standings.filter((each) => each === stand).length])) },
  });
}

const isStand = (text: string): text is PairStand => Object.hasOwn(WORDS, text);

/** The pairs that a person should look at first: those that need a word, then the weaker ones. */
export function pairsReply({ name, pairs, unpaired }: Campaign): CardReply {
  const rank = { 'needs-a-word': 0, 'left': 1, 'taken': 2, 'ready': 3 } as const;
  const sorted = pairs.toSorted((one, other) => rank[one.standing] - rank[other.standing]);
  return noticeReply({
    tone: 'accent', headline: `Pairs of campaign ${name}`, happened: `${pairs.length} pairs; those that need the word of a person come first.`,
    lines: [...sorted.map(({ old, fresh, confidence, because, standing }) => `${old.name} → ${fresh.name} (${fresh.dn}): ${confidence}, ${because.join(', ')}${standing === 'ready' ? '' : ` · ${standing}`}`), ...unpaired.map((each) => `${each.name}: ${each.because}`)],
    json: { pairs, unpaired },
  });
}

export const noCampaign = (name: string): CardReply => noticeReply({ tone: 'warning', headline: 'No such campaign', happened: `I know no campaign ${name}.`, effect: 'Nothing was done.', advice: 'Type campaign to see them all.' });
