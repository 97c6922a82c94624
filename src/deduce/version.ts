import type { SyncServerDocument } from '../model/evidence.ts';

const SETTING = 'microsoft.synchronize.serverconfigurationversion';

/** Product version of Entra Connect on a server, by its program file or else by its settings; undefined when neither was read. */
export const connectVersionOf = (server: SyncServerDocument): string | undefined =>
  server.version ?? server.globalSettings?.Parameters?.find(({ Name }) => Name?.toLowerCase() === SETTING)?.Value ?? undefined;

/** Compares two product versions part by part; a missing part counts as 0. Undefined when one of them is no version. */
export function compareVersions(one: string, other: string): number | undefined {
  const [first, second] = [partsOf(one), partsOf(other)];
  if (first === undefined || second === undefined) return undefined;
  for (let at = 0; at < Math.max(first.length, second.length); at += 1) {
    const difference = (first[at] ?? 0) - (second[at] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

/** Whether a version is older than another one; undefined when it cannot be told. */
export const isOlder = (version: string | null | undefined, than: string): boolean | undefined => {
  const difference = version === null || version === undefined ? undefined : compareVersions(version, than);
  return difference === undefined ? undefined : difference < 0;
};

const partsOf = (version: string): readonly number[] | undefined => (/^\s*\d+(\.\d+){1,3}\s*$/.test(version) ? version.trim().split('.').map(Number) : undefined);
