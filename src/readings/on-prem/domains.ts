import { rdnsOf, sameDn } from '../../model/distinguished-name.ts';
import type { ForestDocument, Unread } from '../../model/evidence.ts';
import { couldNotRead } from './could-not-read.ts';
import { eachOnce } from './entry-facts.ts';
import type { Domain } from './world.ts';

export type Attempt<Value> = { readonly ok: true; readonly value: Value } | { readonly ok: false; readonly error: unknown };

export async function attempt<Value>(look: () => Promise<Value>): Promise<Attempt<Value>> {
  try {
    return { ok: true, value: await look() };
  } catch (error) {
    return { ok: false, error };
  }
}

/** How a domain is called in a sentence. */
export function placeOf({ forest, baseDn }: Domain): string {
  const name = domainName(baseDn);
  return name === undefined || name.toLowerCase() === forest.toLowerCase() ? `forest ${forest}` : `domain ${name} of forest ${forest}`;
}

/** DNS name of a domain. */
export const domainName = (baseDn: string | undefined): string | undefined => (baseDn === undefined ? undefined : rdnsOf(baseDn).map((rdn) => rdn.slice(rdn.indexOf('=') + 1)).join('.'));

export const sameForest = (one: { readonly forest: string }, other: { readonly forest: string }): boolean => one.forest.toLowerCase() === other.forest.toLowerCase();

/** The domain that a DN belongs to. A child domain lies below its parent, but its objects are not the parent's. */
export const homeOf = (dn: string, domains: readonly Domain[]): Domain | undefined => domains.find(({ baseDn }) => baseDn !== undefined && sameDn(domainDnOf(dn), baseDn));

/** The unbroken row of `DC=` at the end of a DN. */
export function domainDnOf(dn: string): string {
  const rdns = rdnsOf(dn);
  return rdns.slice(rdns.findLastIndex((rdn) => !/^dc\s*=/i.test(rdn)) + 1).join(',');
}

/** A domain that could not be read takes its whole forest out, unless another domain of it answered: then what is known of the forest stays, and is incomplete. */
export function missing(domain: Domain, error: unknown, readable: readonly Domain[]): readonly Unread[] {
  const sections = readable.some((each) => sameForest(each, domain)) ? ['directory.entries', 'directory.deleted'] : ['directory'];
  return sections.map((what) => couldNotRead(what, placeOf(domain), error));
}

/** What several domains say of one forest, put together. */
export function byForest(documents: readonly ForestDocument[]): readonly ForestDocument[] {
  const forests = new Map<string, ForestDocument>();
  for (const document of documents) {
    const before = forests.get(document.name.toLowerCase());
    forests.set(document.name.toLowerCase(), before === undefined ? document : joined(before, document));
  }
  return [...forests.values()];
}

function joined(one: ForestDocument, other: ForestDocument): ForestDocument {
  const lists = {
    domains: distinct(one.domains, other.domains),
    upnSuffixes: distinct(one.upnSuffixes, other.upnSuffixes),
    schemaAttributes: distinct(one.schemaAttributes, other.schemaAttributes),
    entries: once(one.entries, other.entries),
    deleted: once(one.deleted, other.deleted),
    inheritanceBlocked: distinct(one.inheritanceBlocked, other.inheritanceBlocked),
    delegations: both(one.delegations, other.delegations),
    copies: both(one.copies, other.copies),
  };
  const exchangeSchema = one.exchangeSchema ?? other.exchangeSchema;
  return { name: one.name, ...given({ ...lists, exchangeSchema }) };
}

/** Absent stays absent: a section that nobody read is not an empty one. */
function given<Sections extends object>(sections: Sections): Partial<Sections> {
  const { ...copy }: Partial<Sections> = sections;
  for (const name of Object.keys(copy)) if (Reflect.get(copy, name) === undefined) Reflect.deleteProperty(copy, name);
  return copy;
}

const both = <Item>(one: readonly Item[] | undefined, other: readonly Item[] | undefined): readonly Item[] | undefined => (one === undefined ? other : other === undefined ? one : [...one, ...other]);
const distinct = (one: readonly string[] | undefined, other: readonly string[] | undefined): readonly string[] | undefined => {
  const all = both(one, other);
  return all === undefined ? undefined : [...new Set(all)];
};
const once = (one: ForestDocument['entries'], other: ForestDocument['entries']): ForestDocument['entries'] => {
  const all = both(one, other);
  return all === undefined ? undefined : eachOnce(all);
};
