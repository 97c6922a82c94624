import { z } from 'zod';
import { isPlanId, type PlanId } from '../model/ids.ts';

/** What a press on a card carries. `altered` = not what our cards send (R15). */
export type Press =
  | { readonly is: 'plan'; readonly verb: string; readonly planId: PlanId; readonly rev: number; readonly nonce: string; readonly comment: string }
  | { readonly is: 'ref'; readonly verb: string; readonly ref: string }
  | { readonly is: 'altered'; readonly says: string };

const verb = z.string().regex(/^[a-z][a-z-]{0,31}$/);
const comment = z.string().max(2000).optional();
const planPress = z.strictObject({
  verb, planId: z.string().refine(isPlanId), rev: z.number().int().min(0).max(1_000_000), nonce: z.string().min(8).max(200), approveComment: comment, denyComment: comment,
});
const refPress = z.strictObject({ verb, ref: z.string().regex(/^[\w-]{1,100}$/) });

/** Accepts exactly what our cards send, with nothing added; `outer` is the verb beside the data. */
export function parsePress(data: unknown, outer: string | null): Press {
  const plan = planPress.safeParse(data);
  const press = plan.success ? planOf(plan.data) : refOf(data);
  if (press.is !== 'altered' && outer !== null && outer !== press.verb) return { is: 'altered', says: 'the verb beside the data is another one' };
  return press;
}

function planOf(data: z.infer<typeof planPress>): Press {
  const { planId } = data;
  if (!isPlanId(planId)) return { is: 'altered', says: 'planId is no id' };
  const said = (data.verb === 'deny' ? data.denyComment : data.approveComment) ?? '';
  return { is: 'plan', verb: data.verb, planId, rev: data.rev, nonce: data.nonce, comment: said.trim() };
}

function refOf(data: unknown): Press {
  const parsed = refPress.safeParse(data);
  if (parsed.success) return { is: 'ref', ...parsed.data };
  return { is: 'altered', says: parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.code}`).slice(0, 3).join('; ') };
}
