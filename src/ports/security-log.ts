import type { SecurityLogAnswer } from '../model/security-event.ts';

/** The Security logs of the domain controllers of a site, read only. Rejects with `SyncServerError` when none could be asked. */
export interface SecurityLog {
  /** What was done to one object within the last 30 days, by domain controller. `sid` is absent for objects that have none. */
  about(object: { readonly guid: string; readonly sid?: string | undefined }): Promise<readonly SecurityLogAnswer[]>;
}
