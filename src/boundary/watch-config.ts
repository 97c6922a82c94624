import { z } from 'zod';

const MOST_WEBHOOKS = 16;

const secret = z.union([z.strictObject({ secretFile: z.string().min(1) }), z.strictObject({ secretEnvironment: z.string().min(1) })]);

const webhook = z.strictObject({
  /** Unique; where delivery has got to is kept under it. */
  name: z.string().regex(/^[a-z0-9][a-z0-9-]{0,40}$/, 'must be lower case letters, digits and hyphens'),
  url: z.string().regex(/^https:\/\/[^\s@]+$/, 'must start with https:// and hold no sign-in name'),
  /** Signs every delivery; `whsec_` and base64 as the Standard Webhooks specification has it, or any text of 24 characters and more. */
  secret,
  /** Whether deliveries name the objects; left out, they only count them. */
  names: z.boolean().default(false),
});

/** What is watched without being asked, and who hears of it besides the conversations that subscribe. */
export const watchSection = z
  .strictObject({
    everyMinutes: z.number().min(0.1).max(60).default(5),
    /** RSS and JSON feed under `/feed/`; whoever has the key may read. */
    feed: z.strictObject({ key: secret, names: z.boolean().default(false) }).optional(),
    webhooks: z.array(webhook).max(MOST_WEBHOOKS).refine((all) => new Set(all.map(({ name }) => name)).size === all.length, 'two webhooks have the same name').default([]),
    /** Prometheus text at `/metrics` of this address; left out, there is none. */
    metrics: z.strictObject({ address: z.string().min(1).default('127.0.0.1'), port: z.number().int().min(0).max(65_535) }).optional(),
    /** Secrets whose end nobody can read from them; certificates are read by themselves. */
    expiries: z.array(z.strictObject({ name: z.string().min(1).max(80), expires: z.iso.date() })).max(32).default([]),
  })
  .prefault({});

export type WatchSettings = z.infer<typeof watchSection>;

export const WATCH_EXAMPLES: Readonly<Record<string, string>> = {
  'watch': '{ everyMinutes: 5 }',
  'watch.everyMinutes': '5',
  'watch.feed': '{ key: { secretFile: /etc/syncwhy/feed.key } }',
  'watch.feed.key': '{ secretFile: /etc/syncwhy/feed.key }',
  'watch.webhooks': '[{ name: pager, url: "https://pager.contoso.com/hook", secret: { secretFile: /etc/syncwhy/pager.secret } }]',
  'watch.metrics': '{ address: 127.0.0.1, port: 9464 }',
  'watch.expiries': '[{ name: the secret of the Graph reader, expires: 2027-05-01 }]',
};
