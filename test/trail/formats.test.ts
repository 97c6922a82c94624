import assert from 'node:assert/strict';
import fc from 'fast-check';
import { parseAuditLine } from '../../src/boundary/audit-lines.ts';
import { AUDIT_EVENTS } from '../../src/model/audit-events.ts';
import type { KeptEvent } from '../../src/ports/store.ts';
import { cefLine } from '../../src/trail/cef.ts';
import { exportTrail, type Selection } from '../../src/trail/export-trail.ts';
import { syslogLine } from '../../src/trail/syslog.ts';
import { all, chain, chainOf, each, event, PLAN_ID } from './pretend-trail.ts';

const WRITING = { version: '0.1.0', host: 'bot01.corp.contoso.com' };
const linkFor = (change: Partial<KeptEvent>) => chainOf([event(change)])[0] ?? assert.fail();
const exported = (events: readonly KeptEvent[], selection: Selection = {}, format: 'jsonl' | 'cef' | 'syslog' = 'jsonl') => all(exportTrail(each(chainOf(events)), selection, { format, ...WRITING }));

/** Reads a CEF line as a collector does. */
function readCef(line: string): { readonly header: readonly string[]; readonly extension: Readonly<Record<string, string>> } {
  const parts = line.split(/(?<!\\)(?:\\\\)*\|/);
  const at = parts.slice(0, 7).join('|').length + 1;
  const extension: Record<string, string> = {};
  for (const { 1: key = '', 2: value = '' } of line.slice(at).matchAll(/(?:^| )([A-Za-z0-9]+)=((?:[^=\\]|\\.)*?)(?= [A-Za-z0-9]+=|$)/g)) extension[key] = value.replace(/\\(.)/g, '$1');
  return { header: parts.slice(0, 7), extension };
}

/** Reads a line of RFC 5424 by its grammar; fails where it does not fit. */
function readSyslog(line: string) {
  const matched = /^<(\d{1,3})>1 (\S+) (\S{1,255}) (\S{1,48}) (\S{1,128}) (\S{1,32}) \[(\S+?)((?: [^\s="\]]{1,32}="(?:[^"\\\]]|\\["\\\]])*")*)\] \ufeff(.*)$/su.exec(line) ?? assert.fail(line);
  const parameters = Object.fromEntries([...(matched[8] ?? '').matchAll(/ ([^\s=]+)="((?:[^"\\\]]|\\.)*)"/g)].map(({ 1: key = '', 2: value = '' }) => [key, value.replace(/\\(.)/g, '$1')]));
  return { priority: Number(matched[1]), at: matched[2], host: matched[3], name: matched[6], element: matched[7], parameters, text: matched[9] ?? '' };
}

const HOSTILE: readonly { readonly title: string; readonly text: string }[] = [
  { title: 'a line feed', text: 'ada\nCEF:0|SyncWhy|forged' },
  { title: 'carriage return and line feed', text: 'ada\r\n<104>1 - - - - - forged' },
  { title: 'pipes and backslashes', text: 'a|b\\|c\\\\d' },
  { title: 'an equals sign and a key', text: 'ada suser=somebody outcome=success' },
  { title: 'the end of structured data', text: 'ada"] forged [x@1 seq="1"' },
  { title: 'an override of direction', text: 'ada\u202egnp.exe' },
  { title: 'isolates and marks', text: '\u2066ada\u2069\u200f\u061c' },
  { title: 'separators of lines and paragraphs', text: 'ada\u2028next\u2029next' },
  { title: 'a zero-width space and a byte order mark', text: 'a\u200bd\ufeffa' },
  { title: 'a null and an escape', text: 'ada\u0000\u001b[31m' },
  { title: 'half of a pair', text: 'ada\ud800' },
  { title: 'letters beyond ASCII', text: 'Zoë Ångström 東京 👩‍💻' },
];

describe('an exported entry', () => {
  for (const { title, text } of HOSTILE) {
    for (const where of ['actor', 'rule', 'event', 'a fact', 'the name of a fact'] as const) {
      it(`stays one line with ${title} in ${where}`, async () => {
        const change: Partial<KeptEvent> = where === 'a fact' ? { facts: { refusal: text, inner: { json: [`{"x":"${text}"}`] } } } : where === 'the name of a fact' ? { facts: { [text]: 1 } } : { [where]: text };
        for (const format of ['jsonl', 'cef', 'syslog'] as const) {
          const lines = await exported([event(change)], {}, format);
          assert.equal(lines.length, 1);
          assert.doesNotMatch(lines[0] ?? '', /[\u0000-\u001f\u007f-\u009f\u200b\u200e\u200f\u061c\u2028-\u202e\u2066-\u2069]/, format);
          assert.ok((lines[0] ?? '').isWellFormed());
        }
      });
    }
    it(`reads back as it was with ${title} in JSON lines`, async () => {
      const links = chainOf([event({ actor: text.toWellFormed(), facts: { said: text.toWellFormed() } })]);
      const lines = await all(exportTrail(each(links), {}, { format: 'jsonl', ...WRITING }));
      assert.deepEqual(parseAuditLine(lines[0] ?? ''), links[0]);
    });
    it(`puts ${title} into no other field of CEF`, () => {
      const { header, extension } = readCef(cefLine(linkFor({ actor: text, facts: { refusal: text } }), WRITING));
      assert.deepEqual(header.slice(0, 5), ['CEF:0', 'SyncWhy', 'syncwhy', '0.1.0', 'decision.accepted']);
      assert.deepEqual(Object.keys(extension), ['rt', 'externalId', 'act', 'outcome', 'suser', 'reason', 'cs1Label', 'cs1', 'cs6Label', 'cs6', 'msg']);
      assert.equal(extension['outcome'], 'success');
      assert.equal(extension['externalId'], '1');
    });
    it(`puts ${title} into no other field of syslog`, () => {
      const { parameters, element, priority, text: message } = readSyslog(syslogLine(linkFor({ actor: text, facts: { said: text.toWellFormed() } }), WRITING));
      assert.deepEqual(Object.keys(parameters), ['seq', 'hash', 'previous', 'actor', 'planId']);
      assert.deepEqual([parameters['seq'], element, priority >> 3], ['1', 'syncwhy@32473', 13]);
      assert.deepEqual(JSON.parse(message), { said: text.toWellFormed() });
    });
  }

  it('is told in CEF with who asked, who decided, plan and rule', () => {
    const refused = linkFor({ event: 'decision.refused', actor: 'mallory', rule: 'R5', facts: { requester: 'ada', refusal: 'own-plan', code: '7F3K-92QD', planHash: 'abc' } });
    const { header, extension } = readCef(cefLine(refused, WRITING));
    assert.deepEqual(header, ['CEF:0', 'SyncWhy', 'syncwhy', '0.1.0', 'decision.refused', 'An approval or denial was refused', '6']);
    assert.deepEqual(extension, {
      rt: String(Date.parse('2026-11-21T14:06:00.000Z')), externalId: '1', act: 'decision.refused', outcome: 'failure', suser: 'mallory', duser: 'ada', reason: 'own-plan',
      cs1Label: 'planId', cs1: PLAN_ID, cs2Label: 'rule', cs2: 'R5', cs3Label: 'planHash', cs3: 'abc', cs4Label: 'planCode', cs4: '7F3K-92QD', cs6Label: 'entryHash', cs6: refused.hash,
      msg: '{"requester":"ada","refusal":"own-plan","code":"7F3K-92QD","planHash":"abc"}',
    });
  });

  it('is told in syslog as facility 13', () => {
    const { priority, at, host, name, parameters } = readSyslog(syslogLine(linkFor({ event: 'plan.unknown', rule: 'R27' }), WRITING));
    assert.deepEqual([priority, at, host, name], [13 * 8 + 4, '2026-11-21T14:06:00.000Z', 'bot01.corp.contoso.com', 'plan.unknown']);
    assert.equal(parameters['rule'], 'R27');
  });

  it('says nothing about a time that is none, and shortens what is too long', () => {
    const link = linkFor({ at: 'yesterday', event: 'x'.repeat(60), facts: { long: '😀'.repeat(2_000) } });
    assert.match(syslogLine(link, { host: 'böt 01' }), /^<109>1 - bt01 syncwhy - x{32} \[/);
    const cef = cefLine(link, WRITING);
    assert.doesNotMatch(cef, /\brt=/);
    assert.equal([...(readCef(cef).extension['msg'] ?? '')].length, 1023);
    assert.ok(cef.isWellFormed());
  });

  it('has a meaning and a gravity for every event', () => {
    for (const [name, { says, severity }] of Object.entries(AUDIT_EVENTS)) {
      assert.match(name, /^[a-z]+\.[a-z-]+$/);
      assert.ok(name.length <= 32 && says.length > 10 && severity >= 0 && severity <= 10, name);
    }
  });

  it('keeps any text apart, whatever it is', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const link = linkFor({ actor: text, facts: { refusal: text } });
        readSyslog(syslogLine(link, WRITING));
        const { extension } = readCef(cefLine(link, WRITING));
        assert.equal(extension['externalId'], '1');
        assert.equal(extension['act'], 'decision.accepted');
      }),
    );
  });
});

describe('a selection of entries', () => {
  const events = [
    event({ at: '2026-11-20T23:59:59.999Z' }), event({ at: '2026-11-21T00:00:00.000Z' }), event({ at: '2026-11-21T12:00:00.000Z', planId: 'other' }),
    event({ at: '2026-11-22T00:00:00.000Z' }), event({ at: 'no time', planId: null }),
  ];
  const CHOSEN: readonly { readonly title: string; readonly selection: Selection; readonly seqs: readonly number[] }[] = [
    { title: 'everything', selection: {}, seqs: [1, 2, 3, 4, 5] },
    { title: 'from a time on', selection: { since: new Date('2026-11-21T00:00:00Z') }, seqs: [2, 3, 4, 5] },
    { title: 'before a time', selection: { until: new Date('2026-11-22T00:00:00Z') }, seqs: [1, 2, 3, 5] },
    { title: 'one plan', selection: { planId: PLAN_ID }, seqs: [1, 2, 4] },
    { title: 'one plan on one day', selection: { planId: PLAN_ID, since: new Date('2026-11-21T00:00:00Z'), until: new Date('2026-11-22T00:00:00Z') }, seqs: [2] },
  ];
  for (const { title, selection, seqs } of CHOSEN) {
    it(`holds ${title}`, async () => {
      assert.deepEqual((await exported(events, selection)).map((line) => parseAuditLine(line)?.seq), seqs);
    });
  }

  it('keeps an event whatever a stranger sends', async () => {
    const TEXTS = [['\ud800', '\ufffd'], ['a\udfffb', 'a\ufffdb'], ['\\ud800', '\\ud800'], ['\\\ud83d', '\\\ufffd'], ['😀', '😀'], ['\ude00\ud83d', '\ufffd\ufffd']] as const;
    for (const [sent, kept] of TEXTS) assert.deepEqual(chainOf([event({ facts: { [sent]: sent } })])[0]?.event.facts, { [kept]: kept });
  });

  it('keeps the order of the trail', async () => {
    const lines = await all(exportTrail(each(chain(50)), {}, { format: 'jsonl', ...WRITING }));
    assert.deepEqual(lines.map((line) => parseAuditLine(line)?.seq), Array.from({ length: 50 }, (_, at) => at + 1));
  });
});
