import { z } from 'zod';
import { isPlanId, type PlanId } from '../model/ids.ts';

/** What a press on a card carries. `altered` = not what our cards send (R15). */
export type Press =
  | { readonly is: 'plan'; readonly verb: string; readonly planId: PlanId; readonly rev: number; readonly nonce: string; readonly comment: string; readonly ticket: string }
  | { readonly is: 'ref'; readonly verb: string; readonly ref: string; readonly reason: string; readonly ticket: string; readonly confirmed: readonly string[] }
  | { readonly is: 'altered'; readonly says: string };

type Altered = Extract<Press, { readonly is: 'altered' }>;

const verb = z.string().regex(/^[a-z][a-z-]{0,31}$/);
/** Half a character has no canonical form, so that nothing with it could be signed; a database text holds no NUL. */
const words = (most: number) => z.string().max(most).transform((text) => text.toWellFormed().replaceAll('\0', '')).optional();
const comment = words(2000);
const reason = words(500);
const ticket = words(40);
const planPress = z.strictObject({
  verb, planId: z.string().refine(isPlanId), rev: z.number().int().min(0).max(1_000_000), nonce: z.string().min(8).max(200), approveComment: comment, denyComment: comment, undoReason: reason, undoTicket: ticket,
});
const ref = z.string().regex(/^[\w-]{1,100}$/);
const refPress = z.strictObject({ verb, ref });
/** Each offer of a card has inputs of its own, because ids of inputs must differ within a card. */
const proposePress = z.strictObject({ verb: z.literal('propose'), ref, reason1: reason, ticket1: ticket, reason2: reason, ticket2: ticket, reason3: reason, ticket3: ticket });

/** Accepts exactly what our cards send, with nothing added; `outer` is the verb beside the data. */
export function parsePress(data: unknown, outer: string | null): Press {
  const plan = planPress.safeParse(data);
  const press = plan.success ? planOf(plan.data) : refOf(data);
  if (press.is !== 'altered' && outer !== null && outer !== press.verb) return { is: 'altered', says: 'the verb beside the data is another one' };
  return press;
}

function planOf({ verb: pressed, planId, rev, nonce, ...inputs }: z.infer<typeof planPress>): Press {
  if (!isPlanId(planId)) return { is: 'altered', says: 'planId is no id' };
  const said = { approve: inputs.approveComment, deny: inputs.denyComment, undo: inputs.undoReason };
  const own = pressed === 'approve' || pressed === 'deny' || pressed === 'undo' ? said[pressed] : undefined;
  return { is: 'plan', verb: pressed, planId, rev, nonce, comment: (own ?? '').trim(), ticket: pressed === 'undo' ? (inputs.undoTicket ?? '').trim() : '' };
}

function refOf(given: unknown): Press {
  const { ticked, data } = withoutTicks(given);
  const propose = proposePress.safeParse(data);
  if (propose.success) return proposeOf(propose.data, ticked);
  const parsed = refPress.safeParse(data);
  if (parsed.success && ticked.length === 0) return { is: 'ref', ...parsed.data, reason: '', ticket: '', confirmed: [] };
  return parsed.success ? { is: 'altered', says: 'a checklist without an offer' } : altered(parsed.error);
}

interface Tick {
  /** Place of the offer on the card, 1 to 3. */
  readonly offer: string;
  readonly item: string;
}

/** The toggles of a checklist, `confirm1-onedrive` and so on; one that is not ticked says nothing. */
function withoutTicks(data: unknown): { readonly ticked: readonly Tick[]; readonly data: unknown } {
  const parsed = z.record(z.string(), z.unknown()).safeParse(data);
  if (!parsed.success) return { ticked: [], data };
  const ticks = Object.entries(parsed.data).flatMap(([name, value]) => {
    const [, offer = '', item = ''] = TICK.exec(name) ?? [];
    return item === '' || (value !== 'true' && value !== 'false') ? [] : [{ name, offer, item, isOn: value === 'true' }];
  });
  const names = new Set(ticks.map(({ name }) => name));
  return { ticked: ticks.filter(({ isOn }) => isOn), data: Object.fromEntries(Object.entries(parsed.data).filter(([name]) => !names.has(name))) };
}

const TICK = /^confirm([1-3])-([a-z0-9-]{1,40})$/;

/** A client sends the inputs of the opened part only; two reasons would leave it open which one counts. */
function proposeOf({ verb: pressed, ref: what, ...inputs }: z.infer<typeof proposePress>, ticked: readonly Tick[]): Press {
  const reasons = filled([inputs.reason1, inputs.reason2, inputs.reason3]);
  const tickets = filled([inputs.ticket1, inputs.ticket2, inputs.ticket3]);
  if (reasons.length > 1 || tickets.length > 1 || new Set(ticked.map(({ offer }) => offer)).size > 1) return { is: 'altered', says: 'inputs of several offers' };
  return { is: 'ref', verb: pressed, ref: what, reason: reasons[0] ?? '', ticket: tickets[0] ?? '', confirmed: ticked.map(({ item }) => item) };
}

const filled = (texts: readonly (string | undefined)[]): readonly string[] => texts.map((text) => (text ?? '').trim()).filter((text) => text !== '');

const altered = (error: z.ZodError): Altered => ({ is: 'altered', says: error.issues.map((issue) => `${issue.path.join('.')}: ${issue.code}`).slice(0, 3).join('; ') });
