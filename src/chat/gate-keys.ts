import { parseChannelKeys, parseOpenIdMetadata } from '../boundary/token-claims.ts';
import type { ChannelKey } from '../boundary/token-claims.ts';
import type { Clock } from '../ports/clock.ts';

/** Fetches the channel's keys. Rejects when they cannot be had. */
export type FetchKeys = () => Promise<readonly ChannelKey[]>;

const KEEP_MS = 24 * 60 * 60 * 1000;
const ASK_AGAIN_MS = 5 * 60 * 1000;
const FETCH_TIMEOUT_MS = 10_000;
const LARGEST_ANSWER = 1_000_000;

/**
 * Keys by id, kept for 24 hours. An unknown id asks again, at most once in 5 minutes, so that a flood of forged
 * tokens does not become a flood of requests. Old keys stay in use while the source is unreachable.
 */
export function createKeyRing(fetchKeys: FetchKeys, clock: Clock): { find(kid: string): Promise<ChannelKey | 'unknown' | 'unavailable'> } {
  let keys: readonly ChannelKey[] | null = null;
  let readAt = 0;
  let askedAt = -Infinity;
  let asking: Promise<void> | null = null;

  async function ask(): Promise<void> {
    askedAt = clock.now().getTime();
    try {
      keys = await fetchKeys();
      readAt = clock.now().getTime();
    } catch {
      // Kept keys go on; with none at all the caller hears "unavailable".
    } finally {
      asking = null;
    }
  }
  async function refresh(): Promise<void> {
    asking ??= ask();
    await asking;
  }
  return {
    async find(kid) {
      const now = clock.now().getTime();
      const known = keys?.find((key) => key.kid === kid);
      const stale = keys === null || now - readAt > KEEP_MS;
      if (known && !stale) return known;
      if (asking || now - askedAt >= ASK_AGAIN_MS) await refresh();
      if (keys === null) return 'unavailable';
      return keys.find((key) => key.kid === kid) ?? 'unknown';
    },
  };
}

/** Reads the keys through the OpenID metadata; the metadata must name the expected issuer. */
export function fetchKeysFrom(openIdMetadata: string, issuer: string): FetchKeys {
  return async () => {
    const metadata = parseOpenIdMetadata(await getJson(openIdMetadata));
    if (!metadata || metadata.issuer !== issuer) throw new Error('OpenID metadata is unusable');
    const keys = parseChannelKeys(await getJson(metadata.keysAddress));
    if (!keys || keys.length === 0) throw new Error('key set is unusable');
    return keys;
  };
}

async function getJson(address: string): Promise<unknown> {
  const answer = await fetch(address, { redirect: 'error', signal: AbortSignal.timeout(FETCH_TIMEOUT_MS) });
  if (!answer.ok) throw new Error(`HTTP ${answer.status}`);
  const text = await answer.text();
  if (text.length > LARGEST_ANSWER) throw new Error('answer is too long');
  const parsed: unknown = JSON.parse(text);
  return parsed;
}
