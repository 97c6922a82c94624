import { z } from 'zod';
import { guid } from './credential-config.ts';

/** How people sign in for one plan; without it, plans that must be sealed cannot be approved. */
export const sealingSection = z
  .strictObject({
    /** Where browsers reach this bot; `<publicUrl>/seal/callback` is the redirect address of the sealing app. */
    publicUrl: z.url({ protocol: /^https$/, error: 'must be an https address' }).transform((url) => url.replace(/\/+$/, '')),
    /** Application that people sign in to in the browser. */
    appId: guid,
    /** Application that `syncwhy approve` signs in to; only loopback redirects are registered for it. */
    ownMachineAppId: guid.optional(),
    authenticationContext: z.string().regex(/^c[0-9]{1,2}$/, 'must be the id of an authentication context, e.g. c1').optional(),
  })
  .optional();

export const SEALING_EXAMPLES: Readonly<Record<string, string>> = {
  'sealing.publicUrl': 'https://bot.contoso.com',
  'sealing.appId': '0b07a991-4444-4c2d-8e3f-5a6b7c8d9e04',
};
