/** One line of a list of pairs, as a person wrote it: each account by sAMAccountName, DN, user principal name or objectGUID. */
export interface ListedPair {
  readonly line: number;
  readonly old: string;
  readonly fresh: string;
}
