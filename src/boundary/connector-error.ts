import { z } from 'zod';

const inner = z.object({ code: z.string().max(100).nullish().catch(null), subCode: z.string().max(100).nullish().catch(null) });
const answered = z.object({
  error: inner.extend({ innerHttpError: z.object({ body: inner.nullish().catch(null) }).nullish().catch(null) }).nullish().catch(null),
  subCode: z.string().max(100).nullish().catch(null),
});

/** The words by which Teams says why it refuses a request, e.g. `BotNotInConversationRoster`; nothing else of its answer is kept. */
export function connectorErrorCodes(text: string): readonly string[] {
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch {
    return [];
  }
  const parsed = answered.safeParse(body);
  if (!parsed.success) return [];
  const { error, subCode } = parsed.data;
  return [subCode, error?.subCode, error?.innerHttpError?.body?.subCode, error?.code].filter((code) => typeof code === 'string').filter((code) => /^\w+$/.test(code));
}
