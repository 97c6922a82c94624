import { z } from 'zod';
import type { PostedHead } from '../model/audit-head.ts';
import type { AuditLink } from '../ports/store.ts';
import { auditEventOfText } from './store-rows.ts';

const hash = z.string().regex(/^[0-9a-f]{64}$/);
const link = z.strictObject({ seq: z.int().min(1), previous: hash, hash, event: z.unknown() });
const head = z.strictObject({ at: z.iso.datetime(), seq: z.int().min(1), hash, key: z.string().max(1_000), signature: z.string().max(200) }) satisfies z.ZodType<PostedHead>;

/** One line of an exported trail; null when it is none. */
export function parseAuditLine(text: string): AuditLink | null {
  try {
    const { event, ...rest } = link.parse(JSON.parse(text));
    return { ...rest, event: auditEventOfText(JSON.stringify(event)) };
  } catch {
    return null;
  }
}

/** One line of a file of posted heads; null when it is none. */
export function parsePostedHead(text: string): PostedHead | null {
  try {
    return head.parse(JSON.parse(text));
  } catch {
    return null;
  }
}
