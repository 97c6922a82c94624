import type { AnchorSpellings } from './anchor-spellings.ts';

/** What kind of identity an object is, which tells where it is changed. */
export const IDENTITIES = ['cloud-only', 'synced', 'federated', 'soft-deleted', 'formerly-synced', 'cloud-managed', 'ad-only', 'not-known'] as const;
export type IdentityKind = (typeof IDENTITIES)[number];

export interface SideBySide {
  readonly name: string;
  readonly identity: { readonly kind: IdentityKind; readonly says: string; readonly masteredIn: 'Active Directory' | 'Entra ID' | 'not known' };
  readonly where: { readonly dn: string | null; readonly entraId: string | null };
  readonly rows: readonly AttributeRow[];
  /** Every address of either side, with the reason where it is missing or added. */
  readonly addresses: readonly { readonly address: string; readonly inAd: boolean; readonly inEntra: boolean | undefined; readonly says: string }[];
  readonly primary: string;
  /** The calculation of the sign-in name, step by step. */
  readonly signInName: readonly { readonly state: 'passed' | 'failed' | 'unknown'; readonly says: string }[];
  readonly anchors: readonly { readonly from: string; readonly spellings: AnchorSpellings }[];
  readonly anchorSays: string;
  readonly twins: readonly Twin[];
  /** Which of the twins to keep, and why; empty without twins. */
  readonly keep: string;
  /** Sections that were not read. */
  readonly notSeen: readonly string[];
}

/** `null` = read and empty, `undefined` = not read. */
export interface AttributeRow {
  readonly attribute: string;
  readonly inAd: string | null | undefined;
  readonly inEntra: string | null | undefined;
  readonly same: boolean | undefined;
  /** Why the two differ; empty where they do not. */
  readonly says: string;
}

export interface Twin {
  readonly name: string;
  readonly entraId: string;
  readonly is: 'the account of this object' | 'another account' | 'in the recycle bin';
  readonly licence: 'mailbox licence' | 'no mailbox licence' | 'not known';
  readonly lastSignIn: string | null;
  readonly created: string | null;
  readonly anchor: string | null;
  readonly synced: boolean | null;
}
