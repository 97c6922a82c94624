import assert from 'node:assert/strict';
import { csvField, scanCsv } from '../../src/report/scan-csv.ts';
import { scanDiff } from '../../src/report/scan-diff.ts';
import { scanJson, scanJsonLines } from '../../src/report/scan-json.ts';
import type { ScanFinding } from '../../src/model/scan.ts';
import { sampleFinding, sampleFindings, sampleSummary } from '../contracts/sample-scan.ts';
import { textOf, titleOf, withFindings } from './with-findings.ts';

const FIELDS: readonly (readonly [string, string])[] = [
  ['plain', 'plain'], ['', ''], ['a,b', '"a,b"'], ['say "x"', '"say ""x"""'], ['two\nlines', '"two\nlines"'],
  ['=1+1', `"'=1+1"`], ['+44 20', `"'+44 20"`], ['-2', `"'-2"`], ['@SUM(A1)', `"'@SUM(A1)"`], [' =1', `"' =1"`], ['\t=1', `"'\t=1"`], ['\u200B=1', `"'\u200B=1"`], ['\uFF1D1', `"'\uFF1D1"`],
  ['a=b', 'a=b'], ["O'Neil", `"O'Neil"`], ['a\0b', 'a\uFFFDb'],
];

describe('A field of CSV', () => {
  for (const [given, written] of FIELDS) it(`${JSON.stringify(given)} is written as ${JSON.stringify(written)}`, () => assert.equal(csvField(given), written));
});

describe('The report of a scan', () => {
  it('as CSV has a line for each finding, and no field that a spreadsheet would calculate', async () => {
    const evil: ScanFinding = { ...sampleFinding(3), says: '=cmd|calc!A1', object: { kind: 'user', displayName: '@evil', userPrincipalName: '+evil@contoso.com', dn: '-x' }, others: [{ kind: 'user', dn: '=1' }] };
    const text = await textOf(scanCsv(withFindings([evil, ...sampleFindings(1200)]).findings(), titleOf));
    const lines = text.split('\r\n');
    assert.equal(lines.length, 1 + 1201 + 1, 'header, findings, and the end of the last line');
    assert.ok(text.startsWith('\uFEFFseverity,standing,cause,'));
    assert.match(lines[1] ?? '', /"'@evil","'\+evil@contoso\.com",,"'-x",,"'=cmd\|calc!A1"/);
    for (const field of text.matchAll(/(?:^|,)"?([=+\-@])/gmu)) assert.fail(`a field begins with ${field[1] ?? ''}`);
  });

  it('as JSON is what was found, in one document or on lines with the summary at the end', async () => {
    const findings = sampleFindings(1100);
    const report = withFindings(findings, { dropped: 3 });
    const document: unknown = JSON.parse(await textOf(scanJson(report)));
    assert.deepEqual(document, { format: 'syncwhy-scan/1', n: 12, by: 'Ana Ruiz', request: report.scan.request, startedAt: report.scan.startedAt, endedAt: report.scan.endedAt, state: 'done', kept: 1100, dropped: 3, summary: report.scan.summary, findings });
    const lines = (await textOf(scanJsonLines(report))).trimEnd().split('\n').map((line): unknown => JSON.parse(line));
    assert.deepEqual(lines, [...findings, report.scan.summary]);
    assert.deepEqual((JSON.parse(await textOf(scanJson(withFindings([])))) as { findings: unknown }).findings, []);
  });
});

describe('The difference of two scans', () => {
  const [one, two, three, four] = [1, 2, 3, 4].map(sampleFinding) as [ScanFinding, ScanFinding, ScanFinding, ScanFinding];

  it('is what is new and what is gone, by cause and object', async () => {
    const moved: ScanFinding = { ...two, says: 'in other words', object: { ...two.object, dn: two.object.dn?.toUpperCase() } };
    const otherCause: ScanFinding = { ...three, id: 'another-cause' };
    const found = await scanDiff(withFindings([one, two, three], { n: 4 }), withFindings([moved, otherCause, four, four], { n: 5 }), 10);
    assert.deepEqual([found.before, found.after, found.stayed, found.cautions], [4, 5, 1, []]);
    assert.deepEqual(found.fresh, { count: 2, first: [otherCause, four] });
    assert.deepEqual(found.gone, { count: 2, first: [one, three] });
    assert.deepEqual(found.causes.find(({ id }) => id === 'another-cause'), { id: 'another-cause', before: 0, after: 1 });
    assert.equal(found.standing.length, 4);
  });

  it('names the first only, and counts all', async () => {
    const found = await scanDiff(withFindings([]), withFindings(sampleFindings(300)), 5);
    assert.deepEqual([found.fresh.count, found.fresh.first.length, found.gone.count], [300, 5, 0]);
  });

  it('says what cannot be compared: a scan that saw a part, or was asked something else', async () => {
    const part = withFindings([one], { n: 7, summary: sampleSummary([one], { ended: 'in-part' }) });
    assert.match((await scanDiff(withFindings([one]), part, 5)).cautions.join(), /^Scan 7 did not see everything, so what is missing from it may only be unseen/);
    assert.match((await scanDiff(part, withFindings([one]), 5)).cautions.join(), /what looks new may have been there before/);
    assert.match((await scanDiff(withFindings([one], { dropped: 2 }), withFindings([one]), 5)).cautions.join(), /Scan 12 did not see everything/);
    const asked = { ...part.scan.request, below: ['OU=Sales,DC=x'] };
    assert.match((await scanDiff(withFindings([one]), withFindings([one], { request: asked }), 5)).cautions.join(), /were not asked the same/);
    assert.deepEqual((await scanDiff(withFindings([one], { request: asked }), withFindings([one], { request: { ...asked, below: ['ou=sales,dc=X'] } }), 5)).cautions, []);
  });
});
