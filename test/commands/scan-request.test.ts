import assert from 'node:assert/strict';
import { understand } from '../../src/chat/route.ts';
import { COMMANDS } from '../../src/commands/index.ts';
import { openTicket, sealedTicket, type ReportTicket } from '../../src/commands/report-links.ts';
import { scanRequest, scanWish, type ScanWish } from '../../src/commands/scan-request.ts';
import { personId } from '../contracts/sample-plan.ts';

const NOTHING: ScanWish = { below: [], checks: [], isSinceLast: false, into: [], outOf: [] };
const SALES = 'OU=Sales,DC=corp,DC=contoso,DC=com';
const ITALY = 'OU=Made in Italy,OU=What if changes,DC=corp,DC=contoso,DC=com';

const SAID: readonly (readonly [string, ScanWish | null])[] = [
  ['', NOTHING],
  ['changes', { ...NOTHING, isSinceLast: true }],
  [`in ${SALES}`, { ...NOTHING, below: [SALES] }],
  [`below ${SALES} changes`, { ...NOTHING, below: [SALES], isSinceLast: true }],
  [`changes in ${SALES}`, { ...NOTHING, below: [SALES], isSinceLast: true }],
  [`in ${ITALY}`, { ...NOTHING, below: [ITALY] }],
  [`in ${SALES}; ${ITALY}`, { ...NOTHING, below: [SALES, ITALY] }],
  [`what if ${SALES}`, { ...NOTHING, into: [SALES] }],
  [`What If ${ITALY} WITHOUT ${SALES}`, { ...NOTHING, into: [ITALY], outOf: [SALES] }],
  [`in ${SALES} what if ${ITALY} checks duplicates, not-in-entra changes`, { ...NOTHING, below: [SALES], into: [ITALY], checks: ['duplicates', 'not-in-entra'], isSinceLast: true }],
  ['in', null], ['what if', null], ['everything', null], ['checks', null],
];

describe('The words behind scan', () => {
  for (const [words, wish] of SAID) it(`"${words}" ${wish === null ? 'fit nothing' : 'are understood'}`, () => assert.deepEqual(scanWish(words), wish));

  const KNOWN = (check: string): boolean => ['duplicates', 'not-in-entra'].includes(check);
  const REFUSED: readonly (readonly [Partial<ScanWish>, RegExp])[] = [
    [{ below: ['Sales'] }, /"Sales" is no container/], [{ into: ['(OU=x)'] }, /no container/], [{ outOf: [`OU=${'x'.repeat(1001)}`] }, /no container/],
    [{ checks: ['qwertz'] }, /no check "qwertz"/], [{ below: Array.from({ length: 51 }, () => SALES) }, /more than 50/],
  ];
  for (const [wish, wrong] of REFUSED) it(`are refused as ${String(wrong)}`, () => {
    const asked = scanRequest({ ...NOTHING, ...wish }, KNOWN);
    assert.ok(!asked.ok);
    assert.match(asked.wrong, wrong);
  });

  it('make a request; only a scan of everything is kept for the next one', () => {
    assert.deepEqual(scanRequest(NOTHING, KNOWN), { ok: true, request: { below: [], checks: [], since: null, keep: true, askAbout: 20, whatIf: null } });
    const asked = scanRequest({ below: [SALES], checks: ['duplicates'], isSinceLast: true, into: [ITALY], outOf: [] }, KNOWN);
    assert.deepEqual(asked, { ok: true, request: { below: [SALES], checks: ['duplicates'], since: 'last', keep: false, askAbout: 20, whatIf: { into: [ITALY], outOf: [] } } });
  });

  const HEARD: readonly (readonly [string, string, string])[] = [
    ['scan', 'scan', ''], [`scan in ${SALES}`, 'scan', `in ${SALES}`], [`scan what if ${SALES}`, 'scan', `what if ${SALES}`], ['scan diff', 'scan diff', ''], ['scan diff 3 4', 'scan diff', '3 4'], ['scan report 3', 'scan report', '3'], ['scans', 'scans', ''], ['Scan changes', 'scan', 'changes'],
  ];
  for (const [said, word, rest] of HEARD) it(`are told from other commands: "${said}"`, () => assert.deepEqual(understand(said, COMMANDS), { is: 'command', word, rest }));
});

describe('A link to a report', () => {
  const ticket: ReportTicket = { n: 12, form: 'html', oid: personId(1), until: 1_000_000 };
  const [before, after] = [new Date(999_999), new Date(1_000_000)];

  it('opens what it was made for, until its end', () => {
    assert.deepEqual(openTicket(sealedTicket(ticket, 'secret'), 'secret', before), ticket);
    assert.equal(openTicket(sealedTicket(ticket, 'secret'), 'secret', after), null);
  });

  it('opens nothing when anything of it was changed, or it was made elsewhere', () => {
    const sealed = sealedTicket(ticket, 'secret');
    assert.equal(openTicket(sealed, 'another', before), null);
    for (const [from, to] of [['12.', '13.'], ['html', 'csv'], ['1000000', '9000000'], [personId(1), personId(2)]] as const) assert.equal(openTicket(sealed.replace(from, to), 'secret', before), null, to);
    for (let at = 0; at < sealed.length; at += 1) assert.equal(openTicket(`${sealed.slice(0, at)}${sealed[at] === 'a' ? 'b' : 'a'}${sealed.slice(at + 1)}`, 'secret', before), null, `sign ${at}`);
    for (const other of ['', 'x', `${sealed}x`, sealed.slice(0, -1)]) assert.equal(openTicket(other, 'secret', before), null);
  });
});
