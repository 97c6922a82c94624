import assert from 'node:assert/strict';
import { csvCell, reportCsv, reportRows } from '../../src/campaign/report.ts';
import { samplePair } from '../contracts/sample-campaign.ts';

const CELLS: readonly { readonly value: string; readonly cell: string }[] = [
  { value: 'Jane Doe', cell: 'Jane Doe' },
  { value: '', cell: '' },
  { value: '=HYPERLINK("http://x")', cell: '"\'=HYPERLINK(""http://x"")"' },
  { value: '+1', cell: '"\'+1"' },
  { value: '-1', cell: '"\'-1"' },
  { value: '@SUM(A1)', cell: '"\'@SUM(A1)"' },
  { value: '  =1+1', cell: '"\'  =1+1"' },
  { value: '\t=1', cell: '"\'\t=1"' },
  { value: '＝1', cell: '"\'＝1"' },
  { value: 'a,b', cell: '"a,b"' },
  { value: 'a"b', cell: '"a""b"' },
  { value: 'a\r\n=b', cell: '"a\r\n=b"' },
  { value: 'CN=Jane,OU=New', cell: '"CN=Jane,OU=New"' },
];

describe('the report of a campaign', () => {
  for (const { value, cell } of CELLS) it(`writes ${JSON.stringify(value)} so that no spreadsheet runs it`, () => assert.equal(csvCell(value), cell));

  it('has a header and a line for each account', () => {
    const rows = reportRows([{ pair: samplePair(1), stands: 'waits', wave: null }]);
    const lines = reportCsv(rows).split('\r\n');
    assert.equal(lines.length, 3);
    assert.match(lines[1] ?? '', /^person1@contoso\.com,cccccccc-.*,"CN=Person 1,OU=New,DC=new,DC=contoso,DC=com",,certain,same former SID,waits,,$/);
  });
});
