import type { Refusal } from '../model/approval.ts';
import { onlyOwnerOf, type CloudSnapshot } from '../model/cloud-snapshot.ts';
import type { RemedyOffer } from '../model/diagnosis.ts';
import type { ConfirmedItem } from '../model/plan.ts';
import { TenantError } from '../ports/tenant.ts';
import type { ApprovalsWorld } from './approvals-world.ts';

/** What the requester has confirmed, and what the account looked like; empty where the offer asks for neither. */
export interface CleanUp {
  readonly is: 'ready';
  readonly confirmed: readonly ConfirmedItem[] | undefined;
  readonly snapshot: CloudSnapshot | undefined;
}

type NotReady = { readonly is: 'not-ready'; readonly refusal: Refusal; readonly says: string; readonly missing: readonly string[] };

/**
 * Before a plan that takes an account away: every item of its checklist is confirmed by the requester, a snapshot of the account is taken, and no
 * group may be left without an owner. `items` are the names of those that were confirmed.
 */
export async function readyToCleanUp(world: Pick<ApprovalsWorld, 'clock' | 'snapshot'>, offer: Pick<RemedyOffer, 'checklist' | 'snapshotOf'>, items: readonly string[]): Promise<CleanUp | NotReady> {
  const at = world.clock.now().toISOString();
  const missing = (offer.checklist ?? []).filter(({ item }) => !items.includes(item));
  if (missing.length > 0) {
    const names = missing.map(({ item }) => item);
    const [only, another] = missing;
    const what = only === undefined || another !== undefined ? 'Ask why again to read what each of them means.' : only.says;
    return notReady('not-confirmed', `Not confirmed yet: ${new Intl.ListFormat('en').format(names)}. ${what} Tick every item on the card of the fix, or add ${names.map((name) => `--confirm ${name}`).join(' ')}, once it is true.`, names);
  }
  const confirmed = offer.checklist?.map(({ item, says }) => ({ item, says, at }));
  if (offer.snapshotOf === undefined) return { is: 'ready', confirmed, snapshot: undefined };
  const snapshot = await taken(world, offer.snapshotOf);
  if (snapshot === null) return notReady('source-unread', 'I could not take the snapshot of the account that this plan would remove, so I made no plan. Try again when Entra ID can be read.', []);
  const orphaned = onlyOwnerOf(snapshot);
  if (orphaned === null) return notReady('source-unread', 'I could not read which groups the account owns, and who owns them besides it, so I made no plan. A group must never lose its only owner.', []);
  if (orphaned.length === 0) return { is: 'ready', confirmed, snapshot };
  const names = new Intl.ListFormat('en').format(orphaned.map(({ name }) => name));
  return notReady('only-owner', `The account is the only owner of ${names}. Give ${orphaned.length === 1 ? 'that group' : 'those groups'} another owner first, then propose the fix again.`, orphaned.map(({ id }) => id));
}

async function taken({ snapshot }: Pick<ApprovalsWorld, 'snapshot'>, userId: string): Promise<CloudSnapshot | null> {
  try {
    return (await snapshot?.(userId)) ?? null;
  } catch (error) {
    if (error instanceof TenantError) return null;
    throw error;
  }
}

const notReady = (refusal: Refusal, says: string, missing: readonly string[]): NotReady => ({ is: 'not-ready', refusal, says, missing });
