import type { PostedHead } from '../model/audit-head.ts';
import type { AuditLink } from '../ports/store.ts';
import { verifyChain } from '../protocol/audit-chain.ts';
import { signerOfHead } from '../protocol/audit-head.ts';

/** What the check of a trail has found. */
export interface TrailCheck {
  /** First fault, as sentences; null when there is none. */
  readonly broken: string | null;
  readonly entries: number;
  /** Null when there are no entries. */
  readonly first: number | null;
  readonly last: { readonly seq: number; readonly hash: string } | null;
  /** The newest head that fits: everything up to its entry is as it was then. Without heads the chain alone speaks. */
  readonly proved: PostedHead | null;
  /** From here on entries follow each other without a gap, up to the proved one. */
  readonly provedFrom: number;
  /** How many heads fitted, and how many name entries that are not here. */
  readonly fitting: number;
  readonly notHere: number;
  /** Fingerprints of the keys that have signed the heads. */
  readonly signers: readonly string[];
  /** Places where a selection leaves entries out; always 0 for a whole trail. */
  readonly gaps: number;
}

interface Checking {
  readonly heads: readonly PostedHead[];
  /** A file may hold a selection of entries; a store may not. */
  readonly mayBeSelection: boolean;
}

type Found = { -readonly [Name in keyof TrailCheck]: TrailCheck[Name] } & { runFrom: number };

/** Recomputes every link and compares with heads that were posted earlier. Entries are read once, in order, and not kept. */
export async function checkTrail(links: AsyncIterable<AuditLink>, { heads, mayBeSelection }: Checking): Promise<TrailCheck> {
  const found: Found = { broken: null, entries: 0, first: null, last: null, proved: null, provedFrom: 1, fitting: 0, notHere: 0, signers: [], gaps: 0, runFrom: 1 };
  const forged = signersOf(heads, found);
  const waiting = heads.filter((head) => !forged.includes(head)).sort((a, b) => a.seq - b.seq);
  for await (const link of links) {
    found.broken = brokenAt(link, found, mayBeSelection) ?? comparedWithHeads(link, waiting, found);
    if (found.broken !== null) return found;
    found.entries += 1;
    found.first ??= link.seq;
    found.last = { seq: link.seq, hash: link.hash };
  }
  found.broken = cutOff(waiting, found) ?? (forged[0] === undefined ? null : `The head of ${timeOf(forged[0])} for entry ${forged[0].seq} is not signed by the key that it names, so it proves nothing.`);
  return found;
}

function signersOf(heads: readonly PostedHead[], found: Found): readonly PostedHead[] {
  const signed = heads.map((head) => ({ head, signer: signerOfHead(head) }));
  found.signers = [...new Set(signed.flatMap(({ signer }) => (signer === null ? [] : [signer])))];
  return signed.filter(({ signer }) => signer === null).map(({ head }) => head);
}

function brokenAt(link: AuditLink, found: Found, mayBeSelection: boolean): string | null {
  const isNext = link.seq === (found.last?.seq ?? 0) + 1;
  if (isNext || !mayBeSelection || link.seq <= (found.last?.seq ?? 0)) {
    const checked = verifyChain([link], found.last);
    return checked.is === 'whole' ? null : checked.says;
  }
  if (found.last !== null) found.gaps += 1;
  found.runFrom = link.seq;
  // Nothing is known of the entry before; the hash of this one still covers all that it says.
  const alone = verifyChain([link], { seq: link.seq - 1, hash: link.previous });
  return alone.is === 'whole' ? null : alone.says;
}

function comparedWithHeads(link: AuditLink, waiting: PostedHead[], found: Found): string | null {
  for (let head = waiting[0]; head !== undefined && head.seq <= link.seq; head = waiting[0]) {
    waiting.shift();
    if (head.seq < link.seq) found.notHere += 1;
    else if (head.hash !== link.hash) return `On ${timeOf(head)} entry ${head.seq} was another one than now: the trail was written anew somewhere in the entries ${(found.proved?.seq ?? 0) + 1} to ${head.seq}.`;
    else {
      found.proved = head;
      found.provedFrom = found.runFrom;
      found.fitting += 1;
    }
  }
  return null;
}

function cutOff(waiting: readonly PostedHead[], found: Found): string | null {
  const last = waiting.at(-1);
  if (last === undefined) return null;
  const end = found.last?.seq ?? 0;
  return `The trail ends with entry ${end}, but on ${timeOf(last)} there was an entry ${last.seq}: at least ${last.seq - end} were cut off.`;
}

const timeOf = ({ at }: PostedHead): string => `${at.slice(0, 16).replace('T', ' ')} UTC`;
