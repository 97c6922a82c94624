import { comparableDn, rdnsOf } from '../model/distinguished-name.ts';
import type { AdObject } from '../model/exhibits.ts';
import type { Unread } from '../model/evidence.ts';
import { LISTED_ATTRIBUTES, type ListedAttribute } from '../model/list-reading.ts';
import type { ScanRequest } from '../model/scan.ts';
import { ListBroken, type RelayLists } from '../ports/relay-link.ts';
import { TenantError } from '../ports/tenant.ts';
import { CLOUD_LISTS, FOLLOWED_LISTS, type CloudList, type FollowedList, type TenantLists } from '../ports/tenant-lists.ts';
import type { ScanFacts, ScannedDomain } from './scan-facts.ts';
import type { Intake } from './take-in.ts';

/** How far the two sides were read, and where to go on later. */
export interface SidesRead {
  readonly unread: readonly Unread[];
  readonly wholeLists: ReadonlySet<CloudList>;
  readonly wholeDirectory: boolean;
  readonly bookmarks: Bookmarks;
}

/** Where changes begin; a domain or list that is not among them has to be read as a whole. */
export interface Bookmarks {
  /** By the DN of the domain. */
  readonly domains: Readonly<Record<string, string>>;
  readonly lists: Readonly<Partial<Record<FollowedList, string>>>;
}

export interface Reader {
  readonly lists: RelayLists;
  readonly tenant: TenantLists | null;
  readonly facts: ScanFacts;
  readonly intake: Intake;
  /** Called now and then; true ends the reading. */
  onward(): boolean;
}

const NOT_NEEDED: readonly ListedAttribute[] = ['dNSHostName', 'operatingSystem', 'lastLogonTimestamp', 'uSNChanged', 'ou', 'isDeleted', 'lastKnownParent', 'sAMAccountType', 'lockoutTime', 'preferredLanguage', 'countryCode'];
export const SCANNED_ATTRIBUTES = LISTED_ATTRIBUTES.filter((name) => !NOT_NEEDED.includes(name));

/** Reads both sides at the same time, each as fast as it comes. Never rejects: what broke off is named, and what came until then stays as a part. */
export async function readEverything(reader: Reader, request: ScanRequest): Promise<SidesRead> {
  const wanted = request.below.length === 0 ? reader.facts.domains.map((domain) => ({ ...domain, below: [] })) : belowByDomain(request.below, reader.facts.domains);
  const keep = request.keep && request.below.length === 0;
  const [domains, lists] = await Promise.all([
    Promise.all(wanted.map((domain) => readDomain(reader, domain, keep))),
    Promise.all(CLOUD_LISTS.map((list) => readList(reader, list, keep))),
  ]);
  const none: readonly Unread[] = wanted.length === 0 ? [{ what: 'directory', why: 'failed', detail: 'no sync server says which domains there are, and no container was named' }] : [];
  return {
    unread: [...none, ...domains.flatMap(({ unread }) => unread), ...lists.flatMap(({ unread }) => unread)],
    wholeLists: new Set(lists.flatMap(({ list, isWhole }) => (isWhole ? [list] : []))),
    wholeDirectory: wanted.length > 0 && request.below.length === 0 && domains.every(({ isWhole }) => isWhole),
    bookmarks: {
      domains: Object.fromEntries(domains.flatMap(({ dn, bookmark }) => (bookmark === undefined ? [] : [[dn, bookmark]]))),
      lists: Object.fromEntries(lists.flatMap(({ list, bookmark }) => (bookmark === undefined ? [] : [[list, bookmark]]))),
    },
  };
}

/** The containers of every domain; few beside the objects in them. One that could not be read is only not known. */
export async function readContainers({ lists, facts }: Reader): Promise<ReadonlyMap<string, AdObject>> {
  const containers = new Map<string, AdObject>();
  await Promise.all(facts.domains.map(async ({ dn, forest }) => {
    try {
      for await (const part of lists.list({ reading: 'ad.objects', version: 1, params: { domain: dn, below: [], classes: ['organizationalUnit'], attributes: ['objectClass', 'objectGUID', 'ou', 'whenChanged'] } })) {
        if (part.reading === 'ad.objects') for (const entry of part.entries) containers.set(comparableDn(entry.dn), { ...entry, forest });
      }
    } catch (error) {
      if (!(error instanceof ListBroken)) throw error;
    }
  }));
  return containers;
}

interface AskedDomain extends ScannedDomain {
  readonly below: readonly string[];
}

function belowByDomain(below: readonly string[], known: readonly ScannedDomain[]): readonly AskedDomain[] {
  const domains = new Map<string, AskedDomain>();
  for (const container of below) {
    const dn = rdnsOf(container).filter((rdn) => /^dc\s*=/i.test(rdn)).join(',');
    const forest = known.find((domain) => domain.dn.toLowerCase() === dn.toLowerCase())?.forest ?? rdnsOf(dn).map((rdn) => rdn.slice(rdn.indexOf('=') + 1)).join('.');
    domains.set(dn.toLowerCase(), { dn, forest, below: [...(domains.get(dn.toLowerCase())?.below ?? []), container] });
  }
  return [...domains.values()];
}

interface DomainRead {
  readonly dn: string;
  readonly isWhole: boolean;
  readonly unread: readonly Unread[];
  readonly bookmark?: string | undefined;
}

/** The bookmark comes first, where one is wanted: what changes while the list is read is then told again. */
async function readDomain(reader: Reader, domain: AskedDomain, keep: boolean): Promise<DomainRead> {
  const { dn, forest, below } = domain;
  const bookmark = keep ? await bookmarkOf(reader, dn) : undefined;
  try {
    for await (const part of reader.lists.list({ reading: 'ad.objects', version: 1, params: { domain: dn, below, classes: ['user', 'group', 'contact'], attributes: SCANNED_ATTRIBUTES } })) {
      if (part.reading === 'ad.objects') for (const entry of part.entries) reader.intake.entry(entry, forest);
      if (reader.onward()) return { dn, isWhole: false, unread: [] };
    }
    return { dn, isWhole: true, unread: [], bookmark };
  } catch (error) {
    return { dn, isWhole: false, unread: [brokenDomain(dn, error)] };
  }
}

/** AD tells where changes begin only at the end of a list of everything, which lacks what never changes, such as the class. Undefined where the site does not allow that. */
async function bookmarkOf({ lists, onward }: Reader, dn: string): Promise<string | undefined> {
  let bookmark: string | undefined;
  try {
    for await (const part of lists.list({ reading: 'ad.object-changes', version: 1, params: { domain: dn, since: null, attributes: ['objectGUID'] } })) {
      if (part.reading === 'ad.object-changes') bookmark = part.cookie ?? bookmark;
      if (onward()) return undefined;
    }
    return bookmark;
  } catch (error) {
    if (error instanceof ListBroken) return undefined;
    throw error;
  }
}

export function brokenDomain(dn: string, error: unknown): Unread {
  if (error instanceof ListBroken) return { what: 'directory.entries', why: error.why, detail: `${dn} could not be read to its end: ${error.message}` };
  throw error;
}

interface ListRead {
  readonly list: CloudList;
  readonly isWhole: boolean;
  readonly unread: readonly Unread[];
  readonly bookmark?: string | undefined;
}

/** The bookmark is asked for first, so that nothing falls in between. */
export async function readList({ tenant, intake, onward }: Pick<Reader, 'tenant' | 'intake' | 'onward'>, list: CloudList, keep: boolean): Promise<ListRead> {
  if (tenant === null) return { list, isWhole: false, unread: [] };
  const followed = FOLLOWED_LISTS.find((each) => each === list);
  try {
    const bookmark = keep && followed !== undefined ? await tenant.mark(followed) : undefined;
    for await (const page of tenant.pages(list)) {
      for (const object of page.objects) intake.account(list, object);
      if (onward()) return { list, isWhole: false, unread: [] };
    }
    return { list, isWhole: true, unread: [], bookmark };
  } catch (error) {
    return { list, isWhole: false, unread: [brokenList(list, error)] };
  }
}

const WHY = { 'access-denied': 'access-denied', 'timed-out': 'timed-out', throttled: 'throttled' } as const;

export function brokenList(list: CloudList, error: unknown): Unread {
  if (!(error instanceof TenantError)) throw error;
  const why = error.fault === 'access-denied' || error.fault === 'timed-out' || error.fault === 'throttled' ? WHY[error.fault] : 'failed';
  return { what: `entra.${list}`, why, detail: `the list was not read to its end: ${error.message}` };
}
