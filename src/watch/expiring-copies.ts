import { guidsOf } from '../deduce/source-anchor.ts';
import { isoTime, RECYCLE_BIN_DAYS, spoken } from '../deduce/times.ts';
import type { AdEntry, CloudUser, Unread } from '../model/evidence.ts';
import type { Sighting } from '../model/sighting.ts';
import type { Clock } from '../ports/clock.ts';
import type { RelayLink } from '../ports/relay-link.ts';
import { TenantError } from '../ports/tenant.ts';
import type { TenantLists } from '../ports/tenant-lists.ts';

interface ExpiringWorld {
  readonly relayLink: Pick<RelayLink, 'read'>;
  readonly lists: Pick<TenantLists, 'pages'>;
  readonly clock: Clock;
}

export interface ExpiringCopies {
  readonly sightings: readonly Sighting[];
  readonly read: readonly string[];
  readonly unread: readonly Unread[];
}

/** The source of what is told here. */
const SOURCE = 'check recycle-bin-expiring';
const DAY = 24 * 60 * 60 * 1000;
/** As the cause of the same name has it. */
const WARNING_MS = 5 * DAY;
/** The recycle bin is read as a whole, and a day or two are enough to act. */
const EVERY_MS = 60 * 60 * 1000;
const AT_ONCE = 40;
const MOST = 1000;

/**
 * Deleted accounts that Entra purges within days although their AD account is there: whoever left for good is deleted in AD too and is none of them. Looks once
 * an hour and tells the same in between. Never rejects.
 */
export function createExpiringCopies(world: ExpiringWorld): () => Promise<ExpiringCopies> {
  let last: { readonly at: number; readonly told: ExpiringCopies } | null = null;
  return async () => {
    const now = world.clock.now().getTime();
    if (last !== null && now - last.at < EVERY_MS) return last.told;
    const told = await look(world);
    // What could not be read is tried again at the next look.
    last = told.unread.length > 0 ? null : { at: now, told };
    return told;
  };
}

async function look({ relayLink, lists, clock }: ExpiringWorld): Promise<ExpiringCopies> {
  const expiring: Expiring[] = [];
  try {
    for await (const page of lists.pages('deletedUsers')) if (page.list === 'deletedUsers') expiring.push(...page.objects.flatMap((user) => soon(user, clock.now())));
  } catch (error) {
    if (!(error instanceof TenantError)) throw error;
    return { sightings: [], read: [], unread: [{ what: 'entra.deletedUsers', why: error.fault === 'access-denied' ? 'access-denied' : 'failed', detail: error.message }] };
  }
  if (expiring.length > MOST) return { sightings: [], read: [], unread: [{ what: 'entra.deletedUsers', why: 'failed', detail: `${String(expiring.length)} deleted accounts expire within days, more than are looked up in AD` }] };
  const sightings: Sighting[] = [];
  const unread: Unread[] = [];
  for (let from = 0; from < expiring.length; from += AT_ONCE) {
    const some = expiring.slice(from, from + AT_ONCE);
    const found = await relayLink.read({ reading: 'ad.holders', version: 1, params: { anchors: some.map(({ anchor }) => anchor), addresses: [] } });
    const entries = (found.forests ?? []).flatMap((forest) => forest.entries ?? []);
    sightings.push(...some.flatMap((each) => sightingOf(each, entries)));
    unread.push(...found.unread);
  }
  return { sightings, read: unread.length > 0 ? [] : [SOURCE], unread };
}

interface Expiring {
  readonly user: CloudUser;
  readonly anchor: string;
  readonly purgedAt: Date;
}

function soon(user: CloudUser, now: Date): readonly Expiring[] {
  const deleted = isoTime(user.deletedDateTime);
  const anchor = user.onPremisesImmutableId ?? '';
  if (deleted === undefined || anchor === '') return [];
  const purgedAt = new Date(deleted.getTime() + RECYCLE_BIN_DAYS * DAY);
  const left = purgedAt.getTime() - now.getTime();
  return left > 0 && left < WARNING_MS ? [{ user, anchor, purgedAt }] : [];
}

function sightingOf({ user, anchor, purgedAt }: Expiring, entries: readonly AdEntry[]): readonly Sighting[] {
  const entry = entries.find((each) => guidsOf(each).includes(anchor));
  if (entry === undefined) return [];
  const name = user.displayName ?? undefined;
  return [{
    source: SOURCE, cause: 'recycle-bin-expiring', area: 'deletion', kind: 'quarantine', severity: 'high', title: 'The recycle-bin copy expires soon',
    says: `Its AD account is there, but the cloud account lies in the recycle bin and is purged for good, the first one on ${spoken(purgedAt)}. Ask why, and restore it in time.`,
    split: '', object: { dn: entry.dn, entraId: user.id, name, ask: entry.dn }, since: user.deletedDateTime ?? null,
  }];
}
