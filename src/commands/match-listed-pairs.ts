import { pairAccounts } from '../campaign/pair-accounts.ts';
import { upnOf } from '../deduce/addresses.ts';
import { firstOf } from '../deduce/attributes.ts';
import { objectGuidOf } from '../deduce/source-anchor.ts';
import { guidOfAnchor } from '../model/anchor.ts';
import type { CampaignPair } from '../model/campaign.ts';
import { comparableDn } from '../model/distinguished-name.ts';
import type { AdEntry } from '../model/evidence.ts';
import type { ListedPair } from '../model/listed-pair.ts';
import { asPair } from './as-pair.ts';
import type { OldAccount, Sides } from './campaign-sides.ts';

/** A pair of a list with the two accounts that were found for it. */
export interface FoundPair {
  readonly line: number;
  readonly pair: CampaignPair;
}

/** The accounts that a list means, among those that stand there now. Faults name the line; `who` said that they belong together. */
export function matchListedPairs(sides: Sides, list: readonly ListedPair[], who: string): { readonly found: readonly FoundPair[]; readonly faults: readonly string[] } {
  const find = finder(sides);
  const lines = new Map<string, number>();
  const [found, faults]: [FoundPair[], string[]] = [[], []];
  for (const { line, old, fresh } of list) {
    const [one, other] = [find.old(old), find.fresh(fresh)];
    const wrong = [one, other].flatMap((side) => ('wrong' in side ? [side.wrong] : [twice(lines, side.id, line)])).filter((says) => says !== null);
    const pair = 'wrong' in one || 'wrong' in other ? null : said(sides, { old: one.id, fresh: other.id }, `line ${line} of the list of ${who}`);
    faults.push(...wrong.map((says) => `Line ${line}: ${says}.`));
    if (pair !== null && wrong.length === 0) found.push({ line, pair });
  }
  return { found, faults };
}

/** Notes the line of an account; what is wrong when it had one already. */
function twice(lines: Map<string, number>, id: string, line: number): string | null {
  const before = lines.get(id);
  lines.set(id, before ?? line);
  return before === undefined ? null : before === line ? 'both are the same account' : `an account of it stands in line ${before} already`;
}

/** What speaks for the pair besides the list is said too, so that a slip of the list is seen by who approves. */
function said(sides: Sides, { old, fresh }: { readonly old: string; readonly fresh: string }, by: string): CampaignPair | null {
  const [one, other] = [sides.old.get(old), sides.fresh.get(fresh)];
  const [likely] = one === undefined || other === undefined ? [] : pairAccounts([one.account], [other.account]).pairs;
  const pair = asPair({ old, fresh, confidence: likely?.confidence ?? 'weak', because: [by, ...(likely?.because ?? ['nothing else speaks for it'])], isAmbiguous: false }, sides);
  return pair === null ? null : { ...pair, standing: 'taken' };
}

type Found = { readonly id: string } | { readonly wrong: string };

function finder({ old, fresh, leftOut }: Sides): Readonly<Record<'old' | 'fresh', (name: string) => Found>> {
  const oldNames = indexOf([...old].map(([id, account]) => [id, namesOfOld(account)]));
  const freshNames = indexOf([...fresh].map(([id, { entry }]) => [id, namesOf(entry)]));
  const out = indexOf(leftOut.map(({ name, because, entry }) => [because, [name, ...(entry === null ? [] : namesOf(entry))]]));
  const in_ = (names: ReadonlyMap<string, ReadonlySet<string>>, side: string) => (name: string): Found => {
    const [id, ...others] = names.get(plain(name)) ?? [];
    if (id !== undefined) return others.length === 0 ? { id } : { wrong: `${others.length + 1} ${side} accounts are called ${name}; name the DN or the objectGUID` };
    const [because] = out.get(plain(name)) ?? [];
    return { wrong: because === undefined ? `I see no ${side} account ${name} there` : `${name} cannot be in a campaign: ${because}` };
  };
  return { old: in_(oldNames, 'old'), fresh: in_(freshNames, 'new') };
}

function indexOf(accounts: readonly (readonly [string, readonly string[]])[]): ReadonlyMap<string, ReadonlySet<string>> {
  const index = new Map<string, Set<string>>();
  for (const [id, names] of accounts) for (const name of names.map(plain)) if (name !== '') index.set(name, (index.get(name) ?? new Set()).add(id));
  return index;
}

const namesOf = (entry: AdEntry): readonly string[] => [entry.dn, objectGuidOf(entry) ?? '', firstOf(entry, 'sAMAccountName') ?? '', upnOf(entry) ?? ''];

/** Of a domain that cannot be read any more Entra still tells what it was given. */
const namesOfOld = ({ entry, cloud }: OldAccount): readonly string[] =>
  entry !== null ? namesOf(entry) : [cloud.onPremisesDistinguishedName ?? '', guidOfAnchor(cloud.onPremisesImmutableId ?? '') ?? '', cloud.onPremisesSamAccountName ?? '', cloud.onPremisesUserPrincipalName ?? '', cloud.userPrincipalName ?? ''];

const plain = (name: string): string => (name.includes('=') ? comparableDn(name) : name.trim().toLowerCase().replace(/^\{(.*)\}$/u, '$1'));
