import assert from 'node:assert/strict';
import { auditEventOfText, textOfAuditEvent } from '../../src/boundary/store-rows.ts';
import type { AuditHead, PostedHead } from '../../src/model/audit-head.ts';
import type { KeptEvent, AuditLink } from '../../src/ports/store.ts';
import { linkOf } from '../../src/protocol/audit-chain.ts';
import { signHead } from '../../src/protocol/audit-head.ts';
import { linkKeyOf, newPrivateKeyPem, type LinkKey } from '../../src/protocol/keys.ts';

export const PLAN_ID = '7d3b1f0e-2222-4c2d-8e3f-5a6b7c8d9e01';

export const event = (change: Partial<KeptEvent> = {}): KeptEvent => ({ event: 'decision.accepted', at: '2026-11-21T14:06:00.000Z', actor: 'ada', planId: PLAN_ID, rule: null, facts: {}, ...change });

/** A chain over these events, as a store makes it. */
export function chainOf(events: readonly KeptEvent[]): readonly AuditLink[] {
  const links: AuditLink[] = [];
  for (const each of events) links.push(linkOf(links.at(-1) ?? null, auditEventOfText(textOfAuditEvent(each))));
  return links;
}

export const chain = (length: number, change: (n: number) => Partial<KeptEvent> = () => ({})): readonly AuditLink[] => chainOf(Array.from({ length }, (_, at) => event({ facts: { n: at + 1 }, ...change(at + 1) })));

export async function* each<Value>(values: readonly Value[]): AsyncGenerator<Value> {
  yield* values;
}

export async function all<Value>(values: AsyncIterable<Value>): Promise<readonly Value[]> {
  const found: Value[] = [];
  for await (const value of values) found.push(value);
  return found;
}

export const signer = (): LinkKey => linkKeyOf(newPrivateKeyPem()) ?? assert.fail();

/** The head of a chain as it was when it had this many entries. */
export function headAt(links: readonly AuditLink[], seq: number, key: LinkKey): Promise<PostedHead> {
  const link = links[seq - 1] ?? assert.fail();
  const head: AuditHead = { at: `2026-11-${String(seq).padStart(2, '0')}T04:00:00.000Z`, seq, hash: link.hash };
  return signHead(head, key);
}
