import type { ConnectorClient } from 'botframework-connector';
import { parseMembersPage, type ReadMember } from '../../boundary/conversation-members.ts';
import type { Audience } from '../../ports/channel.ts';
import type { Clock } from '../../ports/clock.ts';

const KEPT_MS = 10 * 60_000;
/** Not knowing is not kept as long: the next question may be luckier. */
const UNKNOWN_KEPT_MS = 30_000;
const PAGE = 500;
/** About 10,000 people; whoever reads along in more is as good as everybody. */
const MOST_PAGES = 20;

interface Kept {
  readonly until: number;
  readonly audience: Promise<Audience>;
}

/** Who reads along where, from the members that Teams lists page by page; kept for ten minutes or until members change. */
export class Audiences {
  readonly #kept = new Map<string, Kept>();
  readonly #tenantId: string;
  readonly #clock: Pick<Clock, 'now'>;

  constructor({ tenantId, clock }: { readonly tenantId: string; readonly clock: Pick<Clock, 'now'> }) {
    this.#tenantId = tenantId.toLowerCase();
    this.#clock = clock;
  }

  forget(): void {
    this.#kept.clear();
  }

  of(conversationId: string, connect: () => Promise<ConnectorClient>): Promise<Audience> {
    const now = this.#clock.now().getTime();
    const known = this.#kept.get(conversationId);
    if (known !== undefined && known.until > now) return known.audience;
    const audience = this.#read(conversationId, connect).catch((): Audience => ({ is: 'unknown' }));
    this.#kept.set(conversationId, { until: now + KEPT_MS, audience });
    void audience.then((read) => {
      if (read.is === 'unknown' && this.#kept.get(conversationId)?.audience === audience) this.#kept.set(conversationId, { until: now + UNKNOWN_KEPT_MS, audience });
    });
    return audience;
  }

  async #read(conversationId: string, connect: () => Promise<ConnectorClient>): Promise<Audience> {
    const { conversations } = await connect();
    let [guests, foreign, count] = [false, false, 0];
    let continuationToken: string | undefined;
    for (let page = 0; page < MOST_PAGES; page += 1) {
      const read = parseMembersPage(await (continuationToken === undefined ? conversations.getConversationPagedMembers(conversationId) : conversations.getConversationPagedMembers(conversationId, { pageSize: PAGE, continuationToken })));
      if (read === null) return { is: 'unknown' };
      count += read.members.length;
      guests ||= read.members.some(({ isGuest }) => isGuest);
      foreign ||= read.members.some((member) => this.#isForeign(member));
      if (count > 0 && (read.continuationToken === null || (guests && foreign))) return { is: 'known', guests, foreign };
      if (read.continuationToken === null) return { is: 'unknown' };
      continuationToken = read.continuationToken;
    }
    return { is: 'unknown' };
  }

  #isForeign({ tenantId }: ReadMember): boolean {
    return tenantId !== this.#tenantId;
  }
}
