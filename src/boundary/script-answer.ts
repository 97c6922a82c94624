import { z } from 'zod';

/** Why a script did not do what it was asked. */
export const REFUSALS = [
  'cycle-in-progress', 'scheduler-suspended', 'staging', 'database-full', 'database-unknown', 'nothing-begun', 'scheduler-on', 'throttled', 'object-unknown', 'cmdlet-missing', 'access-denied', 'module-missing', 'server-unreachable', 'unknown-script', 'failed',
] as const;
export type Refusal = (typeof REFUSALS)[number];

/** What a script printed is not what the scripts of this product print. */
export class UnreadableAnswer extends Error {
  constructor(where: string) {
    super(`The answer of PowerShell cannot be read (${where}).`);
    this.name = 'UnreadableAnswer';
  }
}

/** A line of the host that counts: it is ready, a part of the answer to a request, or the end of that answer. */
export type HostLine =
  | { readonly is: 'ready'; readonly powershell: string }
  | { readonly is: 'part'; readonly id: string; readonly part: unknown }
  | { readonly is: 'end'; readonly id: string };

/** Null for everything else that may stand on standard output: warnings, banners, halves of lines. */
export function readHostLine(text: string): HostLine | null {
  const parsed = hostLine.safeParse(jsonOf(text.trim()));
  if (!parsed.success) return null;
  if ('ready' in parsed.data) return { is: 'ready', powershell: parsed.data.powershell };
  return 'end' in parsed.data ? { is: 'end', id: parsed.data.id } : { is: 'part', id: parsed.data.id, part: parsed.data.part };
}

/** What a script says in one part: its result, or why it did not do it. Throws `UnreadableAnswer`. */
export const readScriptAnswer = (part: unknown): z.infer<typeof answer> => parseScriptResult(answer, part);

/** Why a secret was not protected or not opened. */
const SHELF_REFUSALS = ['other-machine', 'damaged', 'open-to-others', 'account-unknown', 'access-denied', 'failed'] as const;
export type ShelfRefusal = (typeof SHELF_REFUSALS)[number];

/** What protect.ps1 or unprotect.ps1 printed: octets in base64, or why not. Whatever else stands there counts as `failed`. */
export function readShelfAnswer(printed: string): z.infer<typeof shelfAnswer> {
  const lines = printed.split('\n').flatMap((line) => shelfAnswer.safeParse(jsonOf(line.trim())).data ?? []);
  return lines.length === 1 && lines[0] !== undefined ? lines[0] : { ok: false, why: 'failed' };
}

/** The result of a script in its own shape. Throws `UnreadableAnswer`. */
export function parseScriptResult<Schema extends z.ZodType>(schema: Schema, json: unknown): z.output<Schema> {
  const outcome = schema.safeParse(json);
  if (outcome.success) return outcome.data;
  throw new UnreadableAnswer(outcome.error.issues.slice(0, 3).map((issue) => issue.path.map(String).join('.')).join(', '));
}

function jsonOf(text: string): unknown {
  if (!text.startsWith('{') && !text.startsWith('\uFEFF')) return undefined;
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch {
    return undefined;
  }
}

const id = z.string().regex(/^\d{1,12}$/);
const hostLine = z.union([
  z.strictObject({ ready: z.literal(1), powershell: z.string().max(40) }),
  z.strictObject({ id, part: z.unknown() }).refine((line) => line.part !== undefined),
  z.strictObject({ id, end: z.literal(true) }),
]);

const answer = z.discriminatedUnion('ok', [
  z.object({ ok: z.literal(true), result: z.unknown() }),
  z.object({ ok: z.literal(false), why: z.enum(REFUSALS) }),
]);

const shelfAnswer = z.discriminatedUnion('ok', [
  z.strictObject({ ok: z.literal(true), result: z.base64().min(1).max(100_000) }),
  z.strictObject({ ok: z.literal(false), why: z.enum(SHELF_REFUSALS) }),
]);
