import type { AdEntry } from '../model/evidence.ts';
import type { ChangedEntry } from '../model/list-reading.ts';

/** Which entries are wanted. Values of binary attributes are base64; nothing in a value is ever read as syntax. */
export type DirectoryFilter =
  | { readonly is: 'all' | 'any'; readonly of: readonly DirectoryFilter[] }
  | { readonly is: 'not'; readonly filter: DirectoryFilter }
  | { readonly is: 'present'; readonly attribute: string }
  | { readonly is: 'equal' | 'begins'; readonly attribute: string; readonly value: string }
  /** Numbers and times as AD writes them. */
  | { readonly is: 'at-least' | 'at-most'; readonly attribute: string; readonly value: string }
  /** All of these bits are set. */
  | { readonly is: 'bits'; readonly attribute: string; readonly bits: number };

/** A part of a long list, and the domain controller it came from. */
export interface EntryPage {
  readonly server: string;
  readonly entries: readonly AdEntry[];
}

export type { ChangedEntry };

export interface ChangePage {
  readonly server: string;
  readonly entries: readonly ChangedEntry[];
  /** Where to go on once these entries are dealt with; to be kept by the caller as it is. */
  readonly cookie: string;
}
