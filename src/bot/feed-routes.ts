import { createHash, timingSafeEqual } from 'node:crypto';
import { incidentFeed } from '../adapters/feed/incident-feed.ts';
import type { Store } from '../ports/store.ts';
import type { Route, RouteAnswer, RouteRequest } from './listen.ts';

interface FeedSettings {
  readonly store: Pick<Store, 'newestIncidentEvents'>;
  /** Whoever has it may read; in the address, because readers of feeds send no headers, or as a bearer token. */
  readonly key: string;
  readonly names: boolean;
}

const NEWEST = 100;
const TYPES = { rss: 'application/rss+xml; charset=utf-8', json: 'application/feed+json; charset=utf-8' } as const;

/** `GET /feed/incidents.rss` and `.json`. Without the key the answer is the same as if there were no feed. */
export const feedRoutes = (settings: FeedSettings): readonly Route[] => (['rss', 'json'] as const).map((form) => ({ method: 'GET', path: `/feed/incidents.${form}`, maxBytes: 0, answer: (request) => answer(settings, form, request) }));

async function answer({ store, key, names }: FeedSettings, form: keyof typeof TYPES, { headers, query }: RouteRequest): Promise<RouteAnswer> {
  const given = query.get('key') ?? /^Bearer (\S+)$/i.exec(headers['authorization'] ?? '')?.[1] ?? '';
  if (!isSame(given, key)) return { status: 404 };
  const feed = incidentFeed(await store.newestIncidentEvents(NEWEST), { link: `https://${headers['host'] ?? 'localhost'}/feed/incidents`, names });
  return { status: 200, body: feed[form], contentType: TYPES[form] };
}

/** Takes as long for a wrong key as for the right one, whatever their lengths. */
const isSame = (one: string, other: string): boolean => timingSafeEqual(digest(one), digest(other));

const digest = (text: string): Buffer => createHash('sha256').update(text, 'utf8').digest();
