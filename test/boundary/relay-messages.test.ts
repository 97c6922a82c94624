import assert from 'node:assert/strict';
import fc from 'fast-check';
import { parseEnrolRequest, parseHelloAnswer, parseHelloRequest, parseLeaseAnswer, parseLeaseRequest, parseListPart, parsePartAnswer, parsePartRequest, parseRelayJob, parseResultRequest, parseRotateRequest } from '../../src/boundary/relay-messages.ts';
import { planWith, REPAIR_PREFIX, stepJob } from '../ports/relay-jobs.ts';

const STEP = stepJob(planWith([REPAIR_PREFIX]));
const READ = { kind: 'read', jobId: 'j', notAfter: '2026-11-21T09:00:00Z', request: { reading: 'ad.subject', version: 1, params: { name: 'jsmith' } } };

const SECURITY = { reading: 'ad.security-events', version: 1, params: { guid: '8d1c9c4e-3f2a-4b6e-9c7d-2a1b3c4d5e6f', sid: 'S-1-5-21-1-2-3-1105' } };
const LIST = { kind: 'list', jobId: 'j', notAfter: '2026-11-21T09:00:00Z', request: { reading: 'ad.objects', version: 1, params: { domain: 'DC=corp', below: ['OU=Staff,DC=corp'], classes: ['user'], attributes: ['mail', 'proxyAddresses'] } } };
const CHANGES = { reading: 'ad.object-changes', version: 1, params: { domain: 'DC=corp', since: 'MQ==', attributes: ['mail'] } };
const SECTIONS = { reading: 'sync.servers', version: 1, params: { dns: [], anchors: [], only: ['scheduler'] } };

/** Every place in a JSON value where an unknown field could be slipped in. */
function withStranger(value: unknown): readonly unknown[] {
  if (typeof value !== 'object' || value === null) return [];
  if (Array.isArray(value)) {
    const items: readonly unknown[] = value;
    return items.flatMap((item, at) => withStranger(item).map((changed) => items.with(at, changed)));
  }
  const inside = Object.entries(value).filter(([name]) => name !== 'before' && name !== 'after').flatMap(([name, member]) => withStranger(member).map((changed) => ({ ...value, [name]: changed })));
  return [{ ...value, stranger: { x: 1 } }, ...inside];
}

describe('a relay job', () => {
  it('is understood as it was sent', () => {
    assert.deepEqual(parseRelayJob(JSON.parse(JSON.stringify(STEP))), STEP);
    assert.deepEqual(parseRelayJob(READ), READ);
    for (const job of [LIST, { ...LIST, request: CHANGES }, { ...LIST, request: { ...CHANGES, params: { ...CHANGES.params, since: null } } }]) assert.deepEqual(parseRelayJob(job), job);
    for (const request of [SECURITY, { ...SECURITY, params: { guid: SECURITY.params.guid } }, SECTIONS]) assert.deepEqual(parseRelayJob({ ...READ, request }), { ...READ, request });
  });

  for (const [what, job] of [['step', STEP], ['reading', READ], ['list', LIST]] as const) {
    it(`of a ${what} is refused with an unknown field anywhere`, () => {
      const hostile = withStranger(job);
      assert.ok(hostile.length >= 3);
      for (const each of hostile) assert.equal(parseRelayJob(each), null, JSON.stringify(each));
    });
  }

  it('is refused when it asks for anything that is not on the menu', () => {
    for (const job of [
      { ...READ, kind: 'script' },
      { ...READ, request: { reading: 'powershell', version: 1, params: { text: 'whoami' } } },
      { ...READ, request: { ...READ.request, version: 2 } },
      { ...READ, request: { ...SECURITY, params: { guid: 'everybody' } } },
      { ...READ, request: { ...SECURITY, params: { ...SECURITY.params, sid: "S-1-5' or 'a'='a" } } },
      { ...READ, request: { ...SECTIONS, params: { ...SECTIONS.params, only: ['registry'] } } },
      { ...READ, notAfter: 'tomorrow' },
      { ...READ, request: LIST.request },
      { ...LIST, request: READ.request },
      { ...LIST, request: { ...LIST.request, params: { ...LIST.request.params, classes: ['msDS-GroupManagedServiceAccount'] } } },
      { ...LIST, request: { ...LIST.request, params: { ...LIST.request.params, attributes: ['mail', 'unicodePwd'] } } },
      { ...LIST, request: { ...LIST.request, params: { ...LIST.request.params, attributes: [] } } },
      { ...LIST, request: { ...CHANGES, params: { ...CHANGES.params, since: 'not base64' } } },
      { ...STEP, phase: 'undo' },
      { ...STEP, attempt: 0 },
      { ...STEP, fence: -1 },
      { ...STEP, planHash: 'short' },
      { ...STEP, plan: { ...STEP.plan, steps: STEP.plan.steps.map((step) => ({ ...step, operation: 'ad.delete' })) } },
      { ...STEP, plan: { ...STEP.plan, steps: STEP.plan.steps.map((step) => ({ ...step, version: 2 })) } },
    ]) {
      assert.equal(parseRelayJob(job), null, JSON.stringify(job));
    }
  });

  it('is never understood from arbitrary JSON', () => fc.assert(fc.property(fc.jsonValue(), (value) => assert.equal(parseRelayJob(value), null))));
});

describe('messages from a relay', () => {
  const parsers = { parseEnrolRequest, parseHelloRequest, parseLeaseRequest, parseLeaseAnswer, parseListPart, parsePartRequest, parseResultRequest, parseRotateRequest };
  for (const [name, parse] of Object.entries(parsers)) {
    it(`${name} answers null for anything else and never throws`, () => {
      fc.assert(fc.property(fc.oneof(fc.string(), fc.json(), fc.constant('{"__proto__":{}}'), fc.constant('[]'), fc.constant('null')), (text) => assert.equal(parse(text), null)));
    });
  }

  it('bring a part of a list as two lines, whatever is in the second', () => {
    const head = { jobId: 'j', jobHash: 'a'.repeat(64), n: 1 };
    assert.deepEqual(parsePartRequest(`${JSON.stringify(head)}\nany\nthing`), { head, part: 'any\nthing' });
    for (const change of [{ n: 0 }, { n: 1.5 }, { jobHash: 'short' }, { more: 1 }]) assert.equal(parsePartRequest(`${JSON.stringify({ ...head, ...change })}\n{}`), null);
    assert.equal(parsePartRequest(JSON.stringify(head)), null);
    assert.deepEqual([parsePartAnswer('{}'), parsePartAnswer('{"full":true}'), parsePartAnswer('{"full":false}')], [{}, { full: true }, null]);
  });

  it('bring entries of a list, with nothing repeated and nothing of a wrong shape', () => {
    const part = { reading: 'ad.objects', base: 'DC=corp', server: 'dc01', entries: [{ dn: 'CN=Zoë', attributes: { mail: ['a@b'] } }] };
    assert.deepEqual(parseListPart(JSON.stringify(part)), part);
    const wrong = [{ ...part, entries: [{ dn: 'x', attributes: { mail: 'a' } }] }, { ...part, entries: [{ dn: 'x' }] }, { ...part, cookie: 'x' }, { ...part, reading: 'ad.subject' }, { ...part, reading: 'ad.object-changes' }];
    for (const each of wrong) assert.equal(parseListPart(JSON.stringify(each)), null, JSON.stringify(each));
    assert.equal(parseListPart(JSON.stringify(part).replace('"mail"', '"mail":[],"mail"')), null);
  });

  it('carry evidence, without the fields that nobody asks for', () => {
    const answer = { kind: 'read', jobId: 'j', fragment: { syncServers: [{ name: 'S', scheduler: { SyncCycleEnabled: true, SomeOtherInterval: '7.00:00:00' } }], unread: [] } };
    const parsed = parseResultRequest(JSON.stringify({ answer, jobHash: 'a'.repeat(64) }));
    assert.deepEqual(parsed?.answer.kind === 'read' && parsed.answer.fragment.syncServers, [{ name: 'S', scheduler: { SyncCycleEnabled: true } }]);
  });

  it('are refused with an unknown reason, or with evidence of a wrong shape', () => {
    for (const fragment of [{ unread: [{ what: 'x', why: 'because' }] }, { forests: [{ name: 'f', entries: [{ dn: 'x', attributes: { a: 'b' } }] }], unread: [] }, { forests: [] }, { unread: [], more: [] }]) {
      assert.equal(parseResultRequest(JSON.stringify({ answer: { kind: 'read', jobId: 'j', fragment }, jobHash: 'a'.repeat(64) })), null, JSON.stringify(fragment));
    }
  });

  it('bring a new key with a proof and nothing else', () => {
    const proof = 'A'.repeat(86);
    assert.deepEqual(parseRotateRequest(JSON.stringify({ publicKey: '{}', proof })), { publicKey: '{}', proof });
    for (const wrong of [{ publicKey: '{}' }, { publicKey: '{}', proof: 'A'.repeat(85) }, { publicKey: '{}', proof, relayId: 'other' }, { publicKey: 'x'.repeat(257), proof }]) assert.equal(parseRotateRequest(JSON.stringify(wrong)), null);
  });

  it('are answered with the wish for a new key, or without', () => {
    assert.deepEqual([parseHelloAnswer('{}'), parseHelloAnswer('{"rotate":true}')], [{}, { rotate: true }]);
    for (const wrong of ['{"rotate":false}', '{"rotate":1}', '{"more":true}', '']) assert.equal(parseHelloAnswer(wrong), null, wrong);
  });

  it('ask for no more than a handful of jobs', () => {
    for (const text of ['{"kind":"read","free":0}', '{"kind":"read","free":17}', '{"kind":"step","free":1.5}', '{"kind":"write","free":1}']) assert.equal(parseLeaseRequest(text), null, text);
    assert.deepEqual(parseLeaseRequest('{"kind":"step","free":1}'), { kind: 'step', free: 1 });
  });
});
