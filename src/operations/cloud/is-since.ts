/** How far the clock of Entra ID may stand behind ours. */
const SKEW_MS = 30_000;

/** Whether a time of Entra ID (ISO 8601) lies at or after one of ours; false where there is none. */
export function isSince(time: string | null | undefined, since: Date): boolean {
  const at = Date.parse(time ?? '');
  return !Number.isNaN(at) && at >= since.getTime() - SKEW_MS;
}
