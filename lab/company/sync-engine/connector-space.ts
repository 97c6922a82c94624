import { randomUUID } from 'node:crypto';
import type { ImportedObject } from './imported-object.ts';
import type { ExportRefusal, Wanted } from './wanted.ts';

/** An error with its first and latest occurrence. */
export interface Recurring<Cause> {
  readonly cause: Cause;
  readonly first: Date;
  readonly latest: Date;
  readonly retries: number;
}

/** Why an object that the default rules would let in does not reach Entra. */
export type KeptOut =
  | { readonly is: 'no-member-of-filter-group' }
  /** Users are told apart by an attribute that this one does not have, so that no person is made of it. */
  | { readonly is: 'no-matching-value' }
  /** It was joined to the person of another account, whose values go out. */
  | { readonly is: 'taken-for-another' }
  /** The metaverse has a person, without an anchor until the account of the other forest joins it. */
  | { readonly is: 'waits-for-master' }
  | { readonly is: 'custom-rule'; readonly rule: string };

/**
 * One person, group or contact as the engine knows it: the AD connector-space object, its metaverse object and, once
 * exported or waiting for it, its Entra connector-space object.
 */
export interface EngineObject {
  readonly adId: string;
  mvId: string;
  readonly entraId: string;
  /** When it was imported first. */
  readonly seen: Date;
  imported: ImportedObject;
  /** Null: in the connector space, but left out of the metaverse by a rule. */
  wanted: Wanted | null;
  /** What keeps it from Entra beside the default rules. */
  keptOut: KeptOut | null;
  /** AD refused that the anchor is written into the account. */
  writebackError: Recurring<'permission-issue'> | null;
  /** Set by the first successful export; its anchor may never change. */
  link: { readonly cloudId: string; readonly cloudAnchor: string } | null;
  exported: Wanted | null;
  syncError: Recurring<'sync-rule-error-function-triggered'> | null;
  /** Words with which a rule of the administrator stopped it. */
  thrown: string | null;
  exportError: Recurring<ExportRefusal> | null;
  /** Gone from AD or out of scope; waits for the export of its deletion. */
  leaving: boolean;
}

/** `joined`: the person in the metaverse that it is taken for. */
export const newEngineObject = (imported: ImportedObject, seen: Date, joined?: EngineObject): EngineObject => ({
  adId: randomUUID(), mvId: joined?.mvId ?? randomUUID(), entraId: randomUUID(), seen, imported,
  wanted: null, keptOut: null, writebackError: null, link: null, exported: null, syncError: null, thrown: null, exportError: null, leaving: false,
});

/** The export that waits for this object, if any. */
export function pendingOperation(object: EngineObject): 'Add' | 'Update' | 'Delete' | null {
  if (object.leaving || object.wanted === null) return object.link === null ? null : 'Delete';
  if (object.syncError !== null) return null;
  if (object.link === null) return 'Add';
  return JSON.stringify(object.wanted) === JSON.stringify(object.exported) ? null : 'Update';
}

export const again = <Cause>(before: Recurring<Cause> | null, cause: Cause, now: Date): Recurring<Cause> =>
  ({ cause, first: before?.first ?? now, latest: now, retries: before === null ? 0 : before.retries + 1 });
