import type { GlobalSettings } from '../model/evidence.ts';
import type { FromServer } from '../model/exhibits.ts';

/** The first value that is not blank of a global setting of the sync servers; undefined when none of them sets it. */
export const globalSetting = (servers: readonly FromServer<GlobalSettings>[], name: string): string | undefined =>
  servers
    .flatMap(({ value }) => value.Parameters ?? [])
    .flatMap((each) => (each.Name?.toLowerCase() === name.toLowerCase() ? (each.Value?.trim() ?? []) : []))
    .find((value) => value !== '');

/** Whether an optional feature of the sync servers is switched on. */
export const isSwitchedOn = (servers: readonly FromServer<GlobalSettings>[], name: string): boolean => globalSetting(servers, name)?.toLowerCase() === 'true';
