/** One line of a list of pairs, as a person wrote it: each account by sAMAccountName, DN, user principal name or objectGUID. */
export interface ListedPair {
  readonly line: number;
  readonly old: string;
  readonly fresh: string;
}

/** A list as it was read; each fault names its line. */
export type PairsRead = { readonly ok: true; readonly pairs: readonly ListedPair[] } | { readonly ok: false; readonly faults: readonly string[] };
