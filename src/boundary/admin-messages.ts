import { z } from 'zod';

/** Requests to the loopback admin address. */
const ask = z.strictObject({ question: z.string().min(1).max(2000) });
const collect = z.strictObject({ about: z.string().min(1).max(400), redact: z.boolean() });
const enrolToken = z.strictObject({ group: z.string().min(1).max(64), host: z.string().max(253).regex(/^[A-Za-z0-9]([A-Za-z0-9._-]*[A-Za-z0-9])?\.?$/) });
const campaign = z.strictObject({
  name: z.string().regex(/^[A-Za-z0-9][A-Za-z0-9-]{1,39}$/).transform((text) => text.toLowerCase()),
  from: z.string().trim().min(1).max(1000),
  to: z.string().trim().max(1000).regex(/^(?:OU|DC|CN)\s*=/i),
  size: z.int().min(1).max(9999).nullable(),
  pauseMinutes: z.int().min(0).max(99_999),
  account: z.string().min(1).max(256).regex(/^\P{Cc}+$/u),
  list: z.string().max(1_048_576),
});
const answer = z.union([
  z.strictObject({ ok: z.literal(true), text: z.string(), json: z.unknown().optional() }),
  z.strictObject({ ok: z.literal(false), says: z.string() }),
]);

/** Media type of evidence, so that it cannot be taken for an answer in words. */
export const EVIDENCE = 'application/vnd.syncwhy-evidence+json';

export type AdminAnswer = { readonly ok: true; readonly text: string; readonly json?: unknown } | { readonly ok: false; readonly says: string };

export function parseAsk(body: unknown): { readonly question: string } | null {
  const parsed = ask.safeParse(body);
  return parsed.success ? parsed.data : null;
}

export function parseCollect(body: unknown): { readonly about: string; readonly redact: boolean } | null {
  const parsed = collect.safeParse(body);
  return parsed.success ? parsed.data : null;
}

export function parseEnrolTokenRequest(body: unknown): { readonly group: string; readonly host: string } | null {
  const parsed = enrolToken.safeParse(body);
  return parsed.success ? parsed.data : null;
}

/** What the terminal asks for with a list of pairs; the list itself is parsed apart. */
export function parseCampaignRequest(body: unknown): z.infer<typeof campaign> | null {
  const parsed = campaign.safeParse(body);
  return parsed.success ? parsed.data : null;
}

export function parseAdminAnswer(text: string): AdminAnswer {
  try {
    const parsed = answer.safeParse(JSON.parse(text));
    if (parsed.success) return parsed.data;
  } catch {
    // Not JSON: another program listens there.
  }
  return { ok: false, says: 'Something answered at the admin address, but it is not this version of SyncWhy.' };
}
