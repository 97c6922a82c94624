import type { Confidence } from '../model/campaign.ts';

/** What is compared of an account, on either side. Texts in any case; SIDs as `S-1-5-21-…`. */
export interface PairableAccount {
  readonly id: string;
  readonly name: string;
  readonly accountName: string | null;
  /** Addresses without prefix, mail among them. */
  readonly addresses: readonly string[];
  readonly employeeId: string | null;
  readonly displayName: string | null;
  /** The old side: its own SID. The new side: its former ones. */
  readonly sids: readonly string[];
}

export interface ProposedPair {
  readonly old: string;
  readonly fresh: string;
  readonly confidence: Confidence;
  /** What speaks for it and against it, in words. */
  readonly because: readonly string[];
  /** Another account fits as well, so a person has to say which it is. */
  readonly isAmbiguous: boolean;
}

interface Paired {
  readonly pairs: readonly ProposedPair[];
  readonly unpairedOld: readonly string[];
  readonly unpairedFresh: readonly string[];
}

/** What a match of each kind weighs: a former SID is given by the migration itself, a display name by chance. */
const SIGNALS = [
  { words: 'former SID', weight: 100, of: ({ sids }: PairableAccount) => sids },
  { words: 'employeeID', weight: 60, of: ({ employeeId }: PairableAccount) => [employeeId] },
  { words: 'mail address', weight: 50, of: ({ addresses }: PairableAccount) => addresses },
  { words: 'sAMAccountName', weight: 30, of: ({ accountName }: PairableAccount) => [accountName] },
  { words: 'display name', weight: 20, of: ({ displayName }: PairableAccount) => [displayName] },
] as const;

const CERTAIN = 90;
const LIKELY = 50;

/**
 * Pairs the accounts of two domains, each account once at most: the strongest pairs first. An employee number that differs makes a pair weak whatever else fits.
 * Pure, and independent of the order in which the accounts are given.
 */
export function pairAccounts(old: readonly PairableAccount[], fresh: readonly PairableAccount[]): Paired {
  const scored = scores(old, fresh).toSorted((one, other) => other.score - one.score || compare(one.old.id, other.old.id) || compare(one.fresh.id, other.fresh.id));
  const byOld = Map.groupBy(scored, (each) => each.old.id);
  const byFresh = Map.groupBy(scored, (each) => each.fresh.id);
  const taken = new Set<string>();
  const pairs: ProposedPair[] = [];
  for (const each of scored) {
    if (taken.has(`old ${each.old.id}`) || taken.has(`fresh ${each.fresh.id}`)) continue;
    taken.add(`old ${each.old.id}`).add(`fresh ${each.fresh.id}`);
    const rivals = [...(byOld.get(each.old.id) ?? []), ...(byFresh.get(each.fresh.id) ?? [])].filter((other) => other !== each && confidenceOf(other) === confidenceOf(each));
    pairs.push({ old: each.old.id, fresh: each.fresh.id, confidence: confidenceOf(each), because: [...each.because, ...rivals.map((rival) => againstOf(each, rival))], isAmbiguous: rivals.length > 0 });
  }
  const left = (side: 'old' | 'fresh', accounts: readonly PairableAccount[]): readonly string[] => accounts.filter(({ id }) => !taken.has(`${side} ${id}`)).map(({ id }) => id);
  return { pairs: pairs.toSorted((one, other) => compare(one.old, other.old)), unpairedOld: left('old', old), unpairedFresh: left('fresh', fresh) };
}

interface Scored {
  readonly old: PairableAccount;
  readonly fresh: PairableAccount;
  readonly score: number;
  readonly because: readonly string[];
}

/** Only accounts that share a value are compared: a thousand on each side would be a million pairs. */
function scores(old: readonly PairableAccount[], fresh: readonly PairableAccount[]): readonly Scored[] {
  const index = new Map<string, PairableAccount[]>();
  for (const account of fresh) for (const key of keysOf(account)) index.set(key, [...(index.get(key) ?? []), account]);
  return old.flatMap((one) => [...new Set(keysOf(one).flatMap((key) => index.get(key) ?? []))].map((other) => scored(one, other)));
}

const keysOf = (account: PairableAccount): readonly string[] => [...new Set(SIGNALS.flatMap(({ words, of }) => of(account).flatMap((value) => (isSaid(value) ? [`${words} ${plain(value)}`] : []))))];

function scored(old: PairableAccount, fresh: PairableAccount): Scored {
  const matches = SIGNALS.filter(({ of }) => {
    const values = new Set(of(fresh).filter(isSaid).map(plain));
    return of(old).filter(isSaid).some((value) => values.has(plain(value)));
  });
  const differs = isSaid(old.employeeId) && isSaid(fresh.employeeId) && plain(old.employeeId) !== plain(fresh.employeeId);
  const score = matches.reduce((sum, { weight }) => sum + weight, 0);
  const because = matches.map(({ words }) => `same ${words}`);
  return { old, fresh, score: differs ? Math.min(score, LIKELY - 1) : score, because: differs ? [...because, 'but another employeeID'] : because };
}

const confidenceOf = ({ score }: Scored): Confidence => (score >= CERTAIN ? 'certain' : score >= LIKELY ? 'likely' : 'weak');

const againstOf = (own: Scored, rival: Scored): string => `${rival.old === own.old ? rival.fresh.name : rival.old.name} fits as well (${rival.because.join(', ')})`;

const isSaid = (value: string | null): value is string => value !== null && value.trim() !== '';
const plain = (value: string): string => value.trim().toLowerCase();
const compare = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0);
