import assert from 'node:assert/strict';
import fc from 'fast-check';
import { canonicalJson } from '../../src/protocol/canonical-json.ts';
import { readEnrolmentToken, writeEnrolmentToken } from '../../src/protocol/enrolment-token.ts';
import { linkKeyOf, newPrivateKeyPem, publicKeyOf } from '../../src/protocol/keys.ts';
import { planCode, planHash } from '../../src/protocol/plan-hash.ts';
import { jobIsSigned, signJob } from '../../src/protocol/sign-job.ts';
import { planWith, REPAIR_PREFIX, stepJob } from '../ports/relay-jobs.ts';

describe('the hash of a plan', () => {
  const plan = planWith([REPAIR_PREFIX]);

  it('stays the same through JSON and with members in another order', () => {
    const turned: unknown = JSON.parse(JSON.stringify(Object.fromEntries(Object.entries(plan).reverse())));
    assert.equal(canonicalJson(turned), canonicalJson(plan));
    assert.match(planHash(plan), /^[0-9a-f]{64}$/);
  });

  for (const [what, changed] of [
    ['the requester', { ...plan, requester: { ...plan.requester, upn: 'mallory@contoso.com' } }],
    ['a step', planWith([{ ...REPAIR_PREFIX, says: 'Something else' }])],
    ['the quorum', planWith([REPAIR_PREFIX], { quorum: { approve: 2, deny: 1 } })],
    ['the revision', planWith([REPAIR_PREFIX], { rev: 2 })],
    ['the time to approve', planWith([REPAIR_PREFIX], { approveBy: '2026-11-21T10:00:00.001Z' })],
  ] as const) {
    it(`changes with ${what}`, () => assert.notEqual(planHash(changed), planHash(plan)));
  }
});

describe('the code of a plan', () => {
  it('is the first 40 bits of the hash in eight letters', () => {
    assert.equal(planCode('0000000000ffff'), '2222-2222');
    assert.equal(planCode('ffffffffff0000'), 'ZZZZ-ZZZZ');
    assert.equal(planCode('0000000001ffff'), '2222-2223');
  });

  it('holds no letter that looks like a digit', () => {
    fc.assert(fc.property(fc.uint8Array({ minLength: 32, maxLength: 32 }), (octets) => assert.match(planCode(Buffer.from(octets).toString('hex')), /^[2-9A-HJ-NP-Z]{4}-[2-9A-HJ-NP-Z]{4}$/)));
  });
});

describe('a signed job', () => {
  const key = linkKeyOf(newPrivateKeyPem()) ?? assert.fail();
  const botKey = publicKeyOf(key.publicJwk)?.key ?? assert.fail();
  let received: { readonly job: object; readonly signature: string };

  before(async () => {
    const signed = await signJob(stepJob(planWith([REPAIR_PREFIX])), 'relay-1', key);
    received = { job: { ...structuredClone(signed.job) }, signature: signed.signature };
  });

  it('is recognised after its journey', () => assert.ok(jobIsSigned(received, 'relay-1', botKey)));
  it('is refused by another relay of the group', () => assert.ok(!jobIsSigned(received, 'relay-2', botKey)));
  it('is refused after any change', () => {
    for (const change of [{ attempt: 2 }, { fence: 9 }, { phase: 'look' }, { notAfter: '2026-11-21T09:09:00.000Z' }, { decisions: [] }, { more: 1 }]) {
      assert.ok(!jobIsSigned({ ...received, job: { ...received.job, ...change } }, 'relay-1', botKey), JSON.stringify(change));
    }
  });
});

describe('an enrolment token', () => {
  it('is read back', () => {
    const parts = { secret: 'A'.repeat(22), botFingerprint: 'b'.repeat(43) };
    assert.deepEqual(readEnrolmentToken(` ${writeEnrolmentToken(parts).token}\n`), parts);
  });
  it('is refused in any other form', () => {
    for (const text of ['', 'swr1', 'swr1..', `swr2.${'A'.repeat(22)}.${'b'.repeat(43)}`, `swr1.${'A'.repeat(21)}.${'b'.repeat(43)}`, `swr1.${'A'.repeat(22)}.${'b'.repeat(43)}.c`]) assert.equal(readEnrolmentToken(text), null, text);
  });
});
