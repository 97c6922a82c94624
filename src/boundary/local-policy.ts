import { z } from 'zod';
import { explainIssues } from './explain-issues.ts';

const localPolicy = z.strictObject({
  /** Refuses every change; readings go on. */
  readOnly: z.boolean(),
  /** Operations that may run on this site; an empty list means none. */
  operations: z.array(z.enum(['ad.change-addresses', 'ad.set-anchor', 'ad.move', 'sync.set-scheduler', 'sync.start-delta'])),
  /** DNs of containers; objects at or below them may be changed, objects may be moved there. Empty means none. */
  writableContainers: z.array(z.string().regex(/^[A-Za-z]+=.+/, 'must be a DN')),
  /** Most AD objects and sync servers changed within any hour. */
  objectsPerHour: z.int().min(0).max(1_000),
  /** sAMAccountNames that are never touched, besides the built-in ones; `*` at the end stands for anything. */
  protectedNames: z.array(z.string().min(1)).default([]),
  /** Whether who changed an object may be read from the Security log of the domain controllers. Off unless it says true. */
  readSecurityLog: z.boolean().optional(),
});

export type LocalPolicy = z.infer<typeof localPolicy>;

/** The relay's own limits; a missing key is a complaint, never a permission. */
export function parseLocalPolicy(value: unknown): { readonly ok: true; readonly policy: LocalPolicy } | { readonly ok: false; readonly complaints: readonly string[] } {
  const parsed = localPolicy.safeParse(value);
  return parsed.success ? { ok: true, policy: parsed.data } : { ok: false, complaints: explainIssues(parsed.error.issues, EXAMPLES) };
}

const EXAMPLES: Readonly<Record<string, string>> = {
  readOnly: 'false',
  operations: '[ad.change-addresses, sync.start-delta]',
  writableContainers: '["OU=Staff,DC=corp,DC=contoso,DC=com"]',
  objectsPerHour: '20',
};
