import { noticeReply } from '../cards/notice.ts';
import type { RelayDecision, RelayRuling } from '../approve/relay-decisions.ts';
import { relayCode } from '../approve/relay-code.ts';
import type { Parsed } from './command.ts';
import type { Here } from './command.ts';

/** `7F3K-92QD-ABCD-2345 and the rest` → code and words. Small letters and missing or other dashes between the groups are fine; a look-alike letter stays as typed and so names no relay. */
export function relayCodeAndWords(wrong: string): (rest: string) => Parsed<{ readonly code: string; readonly words: string }> {
  return (rest) => {
    const [, a, b, c, d, words = ''] = /^\s*([\p{L}\p{N}]{4})[-–\s]?([\p{L}\p{N}]{4})[-–\s]?([\p{L}\p{N}]{4})[-–\s]?([\p{L}\p{N}]{4})(?:\s+([\s\S]*))?$/u.exec(rest) ?? [];
    if (a === undefined || b === undefined || c === undefined || d === undefined) return { ok: false, wrong };
    const typed = [a, b, c, d].join('-');
    return { ok: true, args: { code: /^[A-Za-z0-9-]+$/.test(typed) ? typed.toUpperCase() : typed, words: words.trim() } };
  };
}

/** Who says what about which relay, and where. */
export const decisionOf = ({ request, talk }: Here, code: string): RelayDecision => ({
  code,
  actor: request.actor,
  tenantId: request.tenantId,
  by: request.by,
  activityId: request.activityId,
  conversationId: talk.place.conversationId,
});

/** A refusal goes to the person alone; what was done, everybody sees. */
export async function sayRuling({ talk }: Here, ruling: RelayRuling): Promise<void> {
  if (ruling.is === 'refused') return talk.tell(noticeReply({ tone: 'warning', headline: 'Nothing was done', happened: ruling.says, reference: `rule ${ruling.rule} · ${ruling.refusal}`, json: { refused: ruling.refusal, rule: ruling.rule } }));
  const { host } = ruling.relay;
  const code = relayCode(ruling.relay);
  const by = ruling.person.displayName;
  await talk.post(noticeReply({ ...WORDS[ruling.is]({ host, code, by }), reference: code }));
}

type Done = Exclude<RelayRuling['is'], 'refused'>;
type Notice = Pick<Parameters<typeof noticeReply>[0], 'tone' | 'headline' | 'happened' | 'effect' | 'advice'>;

const WORDS: Readonly<Record<Done, (facts: { readonly host: string; readonly code: string; readonly by: string }) => Notice>> = {
  'recorded': ({ host, code, by }) => ({
    tone: 'accent', headline: 'One of two', happened: `${by} has confirmed the relay on ${host}.`, effect: 'It is given no work yet.',
    advice: `A different approver compares the fingerprint with what the relay printed, and types within 24 hours: confirm relay ${code}`,
  }),
  'confirmed': ({ host, by }) => ({ tone: 'good', headline: 'The relay is confirmed', happened: `${by} was the second to confirm the relay on ${host}.`, effect: 'It is given work from now on.' }),
  'revoked': ({ host, by }) => ({
    tone: 'good', headline: 'The relay is revoked', happened: `${by} has revoked the relay on ${host}.`, effect: 'It is let in no more, and what it held was given up: a step under way is looked up by another relay.',
    advice: 'To use this machine again, enrol it anew; two approvers must then confirm its new key.',
  }),
  'rotation-wanted': ({ host, by }) => ({ tone: 'good', headline: 'A new key was ordered', happened: `${by} wants the relay on ${host} to make a new key.`, effect: 'It does so when it next asks for work; its fingerprint changes then. Type agents to see it.' }),
};
