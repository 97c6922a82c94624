import { canonicalJson, sha256Hex } from './canonical-json.ts';

/** One link: `hash` = SHA-256 (hex) of the canonical JSON (RFC 8785) of {seq, previous, event}. */
export interface Link<Event> {
  readonly seq: number;
  readonly previous: string;
  readonly hash: string;
  readonly event: Event;
}

/** `previous` of the first link. */
const CHAIN_START = '0'.repeat(64);

/** The link that follows `previous` (null for the first). */
export function linkOf<Event>(previous: { readonly seq: number; readonly hash: string } | null, event: Event): Link<Event> {
  const seq = (previous?.seq ?? 0) + 1;
  const before = previous?.hash ?? CHAIN_START;
  return { seq, previous: before, hash: hashOf(seq, before, event), event };
}

type ChainVerdict =
  | { readonly is: 'whole'; readonly links: number; readonly head: string }
  | { readonly is: 'broken'; readonly at: number; readonly says: string };

/** Checks consecutive links; `after` is the last link already checked, null when these begin the chain. */
export function verifyChain<Event>(links: readonly Link<Event>[], after: { readonly seq: number; readonly hash: string } | null = null): ChainVerdict {
  let previous = after;
  for (const link of links) {
    const seq = (previous?.seq ?? 0) + 1;
    if (link.seq !== seq) return { is: 'broken', at: seq, says: `Entry ${seq} of the audit trail is missing; the next one there is ${link.seq}.` };
    if (link.previous !== (previous?.hash ?? CHAIN_START)) return { is: 'broken', at: seq, says: `Entry ${seq} of the audit trail does not follow the entry before it.` };
    if (link.hash !== hashOf(link.seq, link.previous, link.event)) return { is: 'broken', at: seq, says: `Entry ${seq} of the audit trail was changed after it was written.` };
    previous = link;
  }
  return { is: 'whole', links: links.length, head: previous?.hash ?? CHAIN_START };
}

const hashOf = (seq: number, previous: string, event: unknown): string => sha256Hex(canonicalJson({ seq, previous, event }));
