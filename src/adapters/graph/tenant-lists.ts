import { readCloudContact, readCloudGroup, readCloudUser, readGraphCount, readGraphListPage, readRemoved } from '../../boundary/graph-objects.ts';
import type { Clock } from '../../ports/clock.ts';
import { TenantError } from '../../ports/tenant.ts';
import { MarkExpired, type CloudChanges, type CloudList, type CloudPage, type FollowedList, type TenantLists } from '../../ports/tenant-lists.ts';
import { chainFilters, type ChainFilter } from './chain-filters.ts';
import type { GraphClient } from './graph-client.ts';
import { asTenantError, GraphRefusal } from './graph-fault.ts';
import { LISTS } from './list-properties.ts';
import { inParallel } from './in-parallel.ts';
import { address } from './odata.ts';
import { SeenIds } from './seen-ids.ts';

interface TenantListsOptions {
  /** One of its own, so that nobody who waits for an answer stands behind a scan. */
  readonly client: GraphClient;
  readonly clock: Clock;
  /** How many parts of the users are read side by side; left out: as many as cost no more than 2 % of resource units, at most 6. */
  readonly chains?: number | undefined;
}

const PAGE = 999;
const MOST_CHAINS = 6;
/** What parting the users may cost beside the pages that they take anyway. */
const EXTRA = 0.02;
const LOW = { 'x-ms-throttle-priority': 'low' };
const ADVANCED = { ...LOW, ConsistencyLevel: 'eventual' };

/** Reads lists of Entra ID page by page with as few resource units as they can be had for; a page of 999 objects with $select costs one. */
export function createTenantLists({ client, clock, chains }: TenantListsOptions): TenantLists {
  const lists = new Lists(client, clock, chains);
  return { pages: (list) => lists.pages(list), mark: (list) => lists.mark(list), changes: (list, mark) => lists.changes(list, mark) };
}

type Page = ReturnType<typeof readGraphListPage>;
type Headers = Readonly<Record<string, string>>;

class Lists {
  readonly #client: GraphClient;
  readonly #clock: Clock;
  readonly #chains: number | undefined;

  constructor(client: GraphClient, clock: Clock, chains: number | undefined) {
    this.#client = client;
    this.#clock = clock;
    this.#chains = chains;
  }

  /** The first page tells how many there are; only where parting pays the users are read in parts, and the first page was a sample. */
  async *pages(list: CloudList): AsyncGenerator<CloudPage, void> {
    const seen = new SeenIds();
    const first = await this.#page(firstAddress(list, { $count: 'true' }), ADVANCED);
    const count = first.count ?? first.value.length;
    const filters = list === 'users' && first.next !== undefined ? chainFilters(namesIn(first), this.#chainsFor(count)) : [];
    if (filters.length > 0) {
      yield* this.#fresh(list, inParallel(filters.map((filter) => this.#chain(list, filter))), seen);
      if (await this.#isComplete(list, count, seen)) return;
    }
    // What the parts may have missed is in the whole; what they brought is not given twice.
    yield* this.#fresh(list, this.#rest(filters.length > 0 ? await this.#page(firstAddress(list, { $count: 'true' }), ADVANCED) : first, ADVANCED), seen);
    if (!(await this.#isComplete(list, count, seen))) throw new TenantError('failed', `Entra ID counts ${count} objects, and ${seen.size} came, so the list may lack some`);
  }

  async mark(list: FollowedList): Promise<string> {
    let page = await this.#page(address(`${LISTS[list].path}/delta`, { $select: LISTS[list].select, $deltatoken: 'latest' }), LOW);
    while (page.delta === undefined && page.next !== undefined) page = await this.#page(page.next, LOW);
    if (page.delta === undefined) throw new TenantError('failed', 'Microsoft Graph did not say where changes begin');
    return page.delta;
  }

  async *changes(list: FollowedList, mark: string): AsyncGenerator<CloudChanges, string> {
    let next: string | undefined = mark;
    while (next !== undefined) {
      const page: Page = await this.#page(next, LOW).catch(expired);
      yield changesIn(list, page);
      if (page.delta !== undefined) return page.delta;
      next = page.next;
    }
    throw new TenantError('failed', 'Microsoft Graph did not say where its changes end');
  }

  #chainsFor(count: number): number {
    const pages = Math.ceil(count / PAGE);
    // Each part ends with a page that is not full, and the sample is read again.
    return Math.min(pages, this.#chains ?? Math.min(MOST_CHAINS, Math.floor(pages * EXTRA)));
  }

  async *#chain(list: CloudList, { filter, advanced }: ChainFilter): AsyncGenerator<Page, void> {
    const headers = advanced ? ADVANCED : LOW;
    yield* this.#rest(await this.#page(firstAddress(list, { $filter: filter, ...(advanced ? { $count: 'true' } : {}) }), headers), headers);
  }

  /** A page and those after it; the next one is fetched while this one is taken. */
  async *#rest(first: Page, headers: Headers): AsyncGenerator<Page, void> {
    let page: Page | undefined = first;
    while (page !== undefined) {
      const next: Promise<Page> | undefined = page.next === undefined ? undefined : this.#page(page.next, headers);
      // Nobody may be waiting for it any more when it fails.
      next?.catch(() => undefined);
      yield page;
      page = await next;
    }
  }

  async *#fresh(list: CloudList, pages: AsyncGenerator<Page, void>, seen: SeenIds): AsyncGenerator<CloudPage, void> {
    for await (const page of pages) yield freshPage(list, page, seen);
  }

  /** As many as were counted before it began, or after: meanwhile some may have come and gone. */
  async #isComplete(list: CloudList, count: number, seen: SeenIds): Promise<boolean> {
    if (seen.size >= count) return true;
    const now = readGraphCount(await this.#asked(`${LISTS[list].path}/$count`, ADVANCED));
    return seen.size >= Math.min(count, now);
  }

  async #page(at: string, headers: Headers): Promise<Page> {
    return readGraphListPage(await this.#asked(at, headers));
  }

  /** A scan can wait: whoever throttles it is asked again when he says, for a few minutes. */
  async #asked(at: string, headers: Headers): Promise<unknown> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await this.#client.get(at, headers);
      } catch (error) {
        const wait = error instanceof GraphRefusal ? error.retryAfter : undefined;
        const passes = error instanceof TenantError && ['throttled', 'timed-out', 'unreachable'].includes(error.fault);
        if (!passes || attempt === MOST_ATTEMPTS || (wait ?? 0) > LONGEST_WAIT) throw error instanceof MarkExpired ? error : asTenantError(error);
        await this.#clock.sleep(wait ?? 1000 * 2 ** attempt);
      }
    }
  }
}

const MOST_ATTEMPTS = 6;
const LONGEST_WAIT = 300_000;

const firstAddress = (list: CloudList, more: Readonly<Record<string, string>>): string => address(LISTS[list].path, { ...more, $select: LISTS[list].select, $top: String(PAGE) });

function namesIn({ value }: Page): readonly string[] {
  return value.flatMap((json) => readCloudUser(json).userPrincipalName ?? []);
}

function freshPage(list: CloudList, { value }: Page, seen: SeenIds): CloudPage {
  if (list === 'users' || list === 'deletedUsers') return { list, objects: value.map(readCloudUser).filter(({ id }) => seen.add(id)) };
  if (list === 'groups' || list === 'deletedGroups') return { list, objects: value.map(readCloudGroup).filter(({ id }) => seen.add(id)) };
  return { list, objects: value.map(readCloudContact).filter(({ id }) => seen.add(id)) };
}

const READ = { users: readCloudUser, groups: readCloudGroup, contacts: readCloudContact } as const;

function changesIn(list: FollowedList, { value }: Page): CloudChanges {
  const removed = value.flatMap((json) => readRemoved(json) ?? []);
  return { removed, changed: value.filter((json) => readRemoved(json) === null).map((json) => READ[list](json)) };
}

/** 410: the list has to be read anew. */
function expired(error: unknown): never {
  throw error instanceof TenantError && error.status === 410 ? new MarkExpired() : error;
}
