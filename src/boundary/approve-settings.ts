import { z } from 'zod';
import { explainIssues } from './explain-issues.ts';

const guid = z.string().regex(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i, 'must be a GUID').transform((id) => id.toLowerCase());

/** What `syncwhy approve` takes from the person's own machine and never from the bot. */
const approveSettings = z.strictObject({
  /** Application whose only redirects are loopback ones. */
  clientId: guid,
  authority: z.url({ protocol: /^https$/, error: 'must be an https address' }).default('https://login.microsoftonline.com'),
  /** The only tenant whose plans are signed; any when left out, then it is only shown. */
  tenantId: guid.optional(),
  authenticationContext: z.string().regex(/^c[0-9]{1,2}$/, 'must be the id of an authentication context, e.g. c1').optional(),
});

export type ApproveSettings = z.infer<typeof approveSettings>;

export function parseApproveSettings(value: unknown): { readonly ok: true; readonly settings: ApproveSettings } | { readonly ok: false; readonly complaints: readonly string[] } {
  const parsed = approveSettings.safeParse(value);
  return parsed.success ? { ok: true, settings: parsed.data } : { ok: false, complaints: explainIssues(parsed.error.issues, { clientId: '0b07a991-5555-4c2d-8e3f-5a6b7c8d9e05' }) };
}
