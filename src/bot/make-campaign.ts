import { parseCampaignRequest } from '../boundary/admin-messages.ts';
import { parsePairsList } from '../boundary/pairs-list.ts';
import { campaignFromList } from '../commands/campaign-from-list.ts';
import { campaignHead } from '../commands/campaign-words.ts';
import type { CommandWorld } from '../commands/world.ts';
import type { AdminAnswer } from '../boundary/admin-messages.ts';
import type { PersonId } from '../model/ids.ts';

/** So many faults are told at once; the rest shows when these are mended. */
const MOST_TOLD = 40;

/**
 * A campaign of a list, asked for at the terminal. It writes a row of the bot's own store and nothing else: each wave is begun in the chat and approved there.
 * `nobody` is the id under which it is kept, for the terminal knows no person of the tenant.
 */
export async function makeCampaign(commands: CommandWorld, body: unknown, nobody: PersonId): Promise<AdminAnswer> {
  const asked = parseCampaignRequest(body);
  if (asked === null) return { ok: false, says: 'A campaign needs a name of letters, digits and hyphens, the old side (a container or the name of a domain), the container of the new side, and a list of at most 1 MB.' };
  const list = parsePairsList(asked.list);
  if (!list.ok) return none(list.faults);
  const made = await campaignFromList(commands, { ...asked, pairs: list.pairs, by: { is: 'terminal', oid: nobody, account: asked.account } });
  if (made.is === 'refused') return none(made.faults);
  const { text, json } = campaignHead(made.campaign, []);
  return { ok: true, text, json };
}

const none = (faults: readonly string[]): AdminAnswer => ({
  ok: false, says: ['No campaign was made, and nothing was changed.', ...faults.slice(0, MOST_TOLD), ...(faults.length > MOST_TOLD ? [`And ${faults.length - MOST_TOLD} more.`] : [])].join('\n'),
});
