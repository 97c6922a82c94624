import { z } from 'zod';

/** Why a script did not do what it was asked. */
export const REFUSALS = ['cycle-in-progress', 'scheduler-suspended', 'staging', 'access-denied', 'module-missing', 'failed'] as const;
export type Refusal = (typeof REFUSALS)[number];

/** The text that a script printed is not what the scripts of this product print. */
export class UnreadableAnswer extends Error {
  constructor(where: string) {
    super(`The answer of PowerShell cannot be read (${where}).`);
    this.name = 'UnreadableAnswer';
  }
}

/** The envelopes that a script printed, one a line; most scripts print one. Throws `UnreadableAnswer`. */
export function readScriptAnswers(printed: string): readonly z.infer<typeof answer>[] {
  const lines = printed.split('\n').filter((line) => line.trim() !== '');
  if (lines.length === 0) throw new UnreadableAnswer('no JSON');
  return lines.map((line) => parseScriptResult(answer, jsonOf(line)));
}

/** The result inside the envelope, in its own shape. Throws `UnreadableAnswer`. */
export function parseScriptResult<Schema extends z.ZodType>(schema: Schema, json: unknown): z.output<Schema> {
  const outcome = schema.safeParse(json);
  if (outcome.success) return outcome.data;
  throw new UnreadableAnswer(outcome.error.issues.slice(0, 3).map((issue) => issue.path.map(String).join('.')).join(', '));
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch {
    throw new UnreadableAnswer('no JSON');
  }
}

const answer = z.discriminatedUnion('ok', [
  z.object({ ok: z.literal(true), result: z.unknown() }),
  z.object({ ok: z.literal(false), why: z.enum(REFUSALS) }),
]);
