import { z } from 'zod';

/** A credential is always named, never written into a configuration. */
export const credential = z.union([
  z.strictObject({ secretFile: z.string().min(1) }),
  z.strictObject({ secretEnvironment: z.string().min(1) }),
  z.strictObject({ certificateFile: z.string().min(1) }),
]);

export const guid = z.string().regex(/^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i, 'must be a GUID like 5c1f0e2a-7d34-4b8e-9a61-0d2f4c6b8a10').transform((text) => text.toLowerCase());

export type CredentialReference = z.infer<typeof credential>;
