import { parseChannelKeys, parseOpenIdMetadata, type ChannelKey } from '../../boundary/token-claims.ts';
import type { Clock } from '../../ports/clock.ts';
import { createFetchJson, type FetchJson, type KeyProxy } from './fetch-json.ts';

export type TenantKey = Pick<ChannelKey, 'kid' | 'n' | 'e'>;

/** What fetching the keys needs: where they are announced, and who must announce them. */
export interface KeySource {
  /** https address of the OpenID configuration of the tenant. */
  readonly openIdConfiguration: string;
  /** Exactly what the configuration must say of itself. */
  readonly issuer: string;
  readonly clock: Pick<Clock, 'now'>;
  readonly proxy?: KeyProxy | undefined;
}

const KEEP_MS = 24 * 60 * 60_000;
/** An unknown key id makes us ask again, but not more often than this: forged tokens must not become requests. */
const ASK_AGAIN_MS = 5 * 60_000;
/** After a failure the next token may try again sooner. */
const TRY_AGAIN_MS = 15_000;

/** The signing keys of one tenant by id. Kept ones go on for a day while the tenant cannot be reached. Never rejects. */
export function createTenantKeys(source: KeySource): { find(kid: string): Promise<TenantKey | 'unknown' | 'unavailable'> } {
  const fetchJson = createFetchJson(source.proxy);
  let keys: readonly TenantKey[] = [];
  let readAt = -Infinity;
  let nextAsk = -Infinity;
  let asking: Promise<void> | null = null;
  const now = (): number => source.clock.now().getTime();
  const ask = async (): Promise<void> => {
    try {
      keys = await fetchKeys(source, fetchJson);
      readAt = now();
      nextAsk = now() + ASK_AGAIN_MS;
    } catch {
      nextAsk = now() + TRY_AGAIN_MS;
    } finally {
      asking = null;
    }
  };
  const refresh = (): Promise<void> => (asking ??= ask());
  const known = (kid: string): TenantKey | undefined => (now() - readAt <= KEEP_MS ? keys.find((key) => key.kid === kid) : undefined);
  return {
    async find(kid) {
      const kept = known(kid);
      if (kept !== undefined) return kept;
      if (asking !== null || now() >= nextAsk) await refresh();
      return known(kid) ?? (now() - readAt <= KEEP_MS ? 'unknown' : 'unavailable');
    },
  };
}

/** How many keys the tenant publishes now. Rejects when they cannot be had. */
export const countTenantKeys = async (source: Omit<KeySource, 'clock'>): Promise<number> => (await fetchKeys(source, createFetchJson(source.proxy))).length;

/** The keys lie at the host that announces them; a configuration that points elsewhere is not believed. */
async function fetchKeys({ openIdConfiguration, issuer }: Omit<KeySource, 'clock'>, fetchJson: FetchJson): Promise<readonly TenantKey[]> {
  const configured = new URL(openIdConfiguration);
  const metadata = parseOpenIdMetadata(await fetchJson(configured));
  if (metadata === null || metadata.issuer !== issuer) throw new Error('another issuer');
  const address = new URL(metadata.keysAddress);
  if (address.origin !== configured.origin) throw new Error('keys at another host');
  const keys = parseChannelKeys(await fetchJson(address));
  if (keys === null || keys.length === 0) throw new Error('no keys');
  return keys;
}
