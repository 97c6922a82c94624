import { serveMetrics } from '../adapters/metrics/serve-metrics.ts';
import { systemClock } from '../adapters/system/system-clock.ts';
import { signedWebhook } from '../adapters/webhooks/signed-webhook.ts';
import type { BotConfig } from '../boundary/bot-config.ts';
import type { EventReceiver } from '../ports/event-receiver.ts';
import type { Store } from '../ports/store.ts';
import { secretOf } from './config.ts';
import { feedRoutes } from './feed-routes.ts';
import type { Route } from './listen.ts';

/** The webhooks that are configured. */
export const receiversOf = ({ watch }: BotConfig): readonly EventReceiver[] =>
  watch.webhooks.map(({ name, url, secret, names }) => signedWebhook({ name, url, names, secret: secretOf(secret, process.env) ?? '', clock: systemClock }));

/** The feed, where one is configured. */
export const feedOf = ({ watch: { feed } }: BotConfig, store: Store): readonly Route[] => (feed === undefined ? [] : feedRoutes({ store, key: secretOf(feed.key, process.env) ?? '', names: feed.names }));

/** The metrics, where an address is configured; rejects with `NotReady` when it cannot be listened at. */
export async function metricsOf({ watch: { metrics } }: BotConfig, store: Store): Promise<{ close(): Promise<void> }> {
  if (metrics === undefined) return { close: () => Promise.resolve() };
  return serveMetrics({ ...metrics, incidents: () => store.incidents(), sinceLastPoll: async () => ageOf((await store.lastPoll())?.at) });
}

const ageOf = (at: string | undefined): number | null => (at === undefined ? null : Math.round((systemClock.now().getTime() - Date.parse(at)) / 1000));
