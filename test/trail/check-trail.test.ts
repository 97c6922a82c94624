import assert from 'node:assert/strict';
import type { PostedHead } from '../../src/model/audit-head.ts';
import type { AuditLink } from '../../src/ports/store.ts';
import { checkTrail } from '../../src/trail/check-trail.ts';
import { lastLink } from '../../src/trail/last-link.ts';
import { chain, each, headAt, signer } from './pretend-trail.ts';

const key = signer();
const TRAIL = chain(20);
/** The same trail, written anew from entry 11 on, with every link recomputed. */
const REWRITTEN = chain(20, (n) => (n === 11 ? { actor: 'nobody' } : {}));
const without = (...seqs: readonly number[]): readonly AuditLink[] => TRAIL.filter(({ seq }) => !seqs.includes(seq));
const changed = (seq: number, change: Partial<AuditLink>): readonly AuditLink[] => TRAIL.map((link) => (link.seq === seq ? { ...link, ...change } : link));

interface Case {
  readonly title: string;
  readonly links: readonly AuditLink[];
  /** Heads as posted when the untouched trail had so many entries. */
  readonly heads?: readonly number[];
  readonly mayBeSelection?: boolean;
  readonly broken: RegExp | null;
  readonly proved?: readonly [number, number] | null;
  readonly rest?: Readonly<Record<string, unknown>>;
}

const CASES: readonly Case[] = [
  { title: 'a whole trail', links: TRAIL, broken: null, proved: null, rest: { entries: 20, first: 1, gaps: 0 } },
  { title: 'an empty trail', links: [], broken: null, rest: { entries: 0, first: null, last: null } },
  { title: 'a whole trail with heads', links: TRAIL, heads: [15, 5, 10], broken: null, proved: [1, 15], rest: { fitting: 3 } },
  { title: 'a changed entry', links: changed(7, { event: { ...(TRAIL[6] ?? assert.fail()).event, actor: 'nobody' } }), heads: [5, 10], broken: /^Entry 7 .* was changed after it was written/, proved: [1, 5] },
  { title: 'a removed entry', links: without(7), broken: /^Entry 7 .* is missing/ },
  { title: 'a removed beginning', links: without(1, 2, 3), broken: /^Entry 1 .* is missing/ },
  { title: 'exchanged entries', links: [...TRAIL.slice(0, 5), ...TRAIL.slice(6, 7), ...TRAIL.slice(5, 6), ...TRAIL.slice(7)], broken: /^Entry 6 .* is missing/ },
  { title: 'a chain written anew, without heads', links: REWRITTEN, broken: null, proved: null },
  { title: 'a chain written anew, with heads', links: REWRITTEN, heads: [5, 10, 15], broken: /^On 2026-11-15 04:00 UTC entry 15 was another one than now: the trail was written anew somewhere in the entries 11 to 15\.$/, proved: [1, 10] },
  { title: 'a chain written anew, with one head after it', links: REWRITTEN, heads: [20], broken: /somewhere in the entries 1 to 20/, proved: null },
  { title: 'a cut end, without heads', links: TRAIL.slice(0, 12), broken: null, proved: null },
  { title: 'a cut end, with heads', links: TRAIL.slice(0, 12), heads: [10, 15, 18], broken: /^The trail ends with entry 12, but on 2026-11-18 04:00 UTC there was an entry 18: at least 6 were cut off\.$/, proved: [1, 10] },
  { title: 'everything cut off', links: [], heads: [10], broken: /^The trail ends with entry 0, .* at least 10 were cut off/ },
  { title: 'a cut end in a file', links: TRAIL.slice(0, 12), heads: [15], mayBeSelection: true, broken: /at least 3 were cut off/ },
  { title: 'a later beginning in a file', links: TRAIL.slice(8), heads: [5, 10], mayBeSelection: true, broken: null, proved: [9, 10], rest: { first: 9, gaps: 0, notHere: 1 } },
  { title: 'left-out entries in a file', links: without(4, 5, 12), heads: [10, 12], mayBeSelection: true, broken: null, proved: [6, 10], rest: { gaps: 2, notHere: 1 } },
  { title: 'a changed entry after a gap in a file', links: changed(9, { event: { ...(TRAIL[8] ?? assert.fail()).event, actor: 'nobody' } }).filter(({ seq }) => seq !== 8), mayBeSelection: true, broken: /^Entry 9 .* was changed/ },
  { title: 'a repeated entry in a file', links: [...TRAIL.slice(0, 5), ...TRAIL.slice(4)], mayBeSelection: true, broken: /^Entry 6 .* is missing; the next one there is 5/ },
];

describe('the check of a trail', () => {
  for (const { title, links, heads = [], mayBeSelection = false, broken, proved, rest = {} } of CASES) {
    it(`finds ${broken === null ? 'nothing wrong with' : 'what is wrong with'} ${title}`, async () => {
      const posted = await Promise.all(heads.map((seq) => headAt(TRAIL, seq, key)));
      const found = await checkTrail(each(links), { heads: posted, mayBeSelection });
      if (broken === null) assert.equal(found.broken, null);
      else assert.match(found.broken ?? '', broken);
      if (proved !== undefined) assert.deepEqual(found.proved === null ? null : [found.provedFrom, found.proved.seq], proved);
      for (const [name, value] of Object.entries(rest)) assert.deepEqual(Reflect.get(found, name), value, name);
      assert.deepEqual(found.signers, heads.length === 0 ? [] : [key.fingerprint]);
    });
  }

  const FORGED: readonly { readonly title: string; readonly change: (head: PostedHead) => PostedHead }[] = [
    { title: 'another hash', change: (head) => ({ ...head, hash: 'a'.repeat(64) }) },
    { title: 'another entry', change: (head) => ({ ...head, seq: 4 }) },
    { title: 'another time', change: (head) => ({ ...head, at: '2026-11-01T04:00:00.000Z' }) },
    { title: 'another key', change: (head) => ({ ...head, key: signer().publicJwk }) },
    { title: 'no key', change: (head) => ({ ...head, key: '{}' }) },
    { title: 'no signature', change: (head) => ({ ...head, signature: '' }) },
  ];
  for (const { title, change } of FORGED) {
    it(`takes nothing from a head with ${title}`, async () => {
      const found = await checkTrail(each(TRAIL), { heads: [change(await headAt(TRAIL, 5, key))], mayBeSelection: false });
      assert.match(found.broken ?? '', /is not signed by the key that it names, so it proves nothing/);
      assert.equal(found.proved, null);
    });
  }

  it('names every key that has signed', async () => {
    const other = signer();
    const found = await checkTrail(each(TRAIL), { heads: [await headAt(TRAIL, 5, key), await headAt(TRAIL, 6, other)], mayBeSelection: false });
    assert.deepEqual(found.signers, [key.fingerprint, other.fingerprint]);
  });
});

describe('the newest entry', () => {
  it('is found in a trail of any length', async () => {
    const links = chain(70);
    for (let length = 0; length <= links.length; length += 1) {
      let asked = 0;
      const store = { auditTrail: async (after: number, limit: number) => ((asked += 1), links.slice(after, Math.min(length, after + limit))) };
      assert.equal((await lastLink(store))?.seq ?? 0, length);
      assert.ok(asked <= 16, `${asked} questions for ${length} entries`);
    }
  });
});
