import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseBundle } from '../../src/boundary/evidence-bundle.ts';
import { CATALOGUE } from '../../src/catalogue/index.ts';
import { diagnose } from '../../src/diagnose/diagnose.ts';
import { runDiagnose } from '../../src/terminal/diagnose-command.ts';

interface Expected {
  readonly verdict: string;
  readonly exit: number;
  /** `cause class+layer`, in the order of the findings. */
  readonly findings: readonly string[];
  readonly candidates?: readonly string[];
  /** Causes that cannot be judged, among others. */
  readonly cannotTell?: readonly string[];
}

const FOLDER = join(import.meta.dirname, '..', 'bundles');
const names = readdirSync(FOLDER).filter((name) => name.endsWith('.json') && !name.endsWith('.expected.json')).map((name) => name.slice(0, -'.json'.length));

describe('evidence bundles', () => {
  for (const name of names) {
    it(`${name} is diagnosed as written beside it`, async () => {
      const text = readFileSync(join(FOLDER, `${name}.json`), 'utf8');
      const expected = JSON.parse(readFileSync(join(FOLDER, `${name}.expected.json`), 'utf8')) as Expected;
      const parsed = parseBundle(text);
      assert.ok(parsed.ok);
      const diagnosis = diagnose(parsed.document, CATALOGUE);
      assert.equal(diagnosis.verdict, expected.verdict, diagnosis.summary);
      assert.deepEqual(diagnosis.findings.map(({ cause, evidenceClass, layer }) => `${cause} ${evidenceClass}${layer}`), expected.findings);
      if (expected.candidates !== undefined) assert.deepEqual(diagnosis.candidates.map(({ sAMAccountName }) => sAMAccountName), expected.candidates);
      if (expected.cannotTell !== undefined) assert.deepEqual(expected.cannotTell.filter((cause) => !diagnosis.cannotTell.some((each) => each.cause === cause)), []);
      assert.equal(diagnosis.chain.length, 7);
      let out = '';
      const code = await runDiagnose(`${name}.json`, { json: true, stdout: (said) => { out += said; }, stderr: assert.fail, readFile: () => text, stdin: () => '' });
      assert.equal(code, expected.exit);
      assert.deepEqual(JSON.parse(out), JSON.parse(JSON.stringify(diagnosis)));
    });
  }

  it('offers no repair that needs the exporting server when only a standby server is known', () => {
    const parsed = parseBundle(readFileSync(join(FOLDER, 'standby-asked.json'), 'utf8'));
    assert.ok(parsed.ok);
    assert.equal(diagnose(parsed.document, CATALOGUE).findings[0]?.remedy, undefined);
  });

  it('says the whole answer in plain text without --json', async () => {
    let out = '';
    await runDiagnose('-', { json: false, stdout: (said) => { out += said; }, stderr: assert.fail, readFile: () => '', stdin: () => readFileSync(join(FOLDER, 'moved-to-leavers.json'), 'utf8') });
    assert.match(out, /recycle bin/);
    assert.match(out, /Move the account back into its former OU/);
  });

  for (const [problem, text, said] of [
    ['is missing', null, /Cannot read evidence\.json/],
    ['names nobody', '{"format":"syncwhy-evidence/1","takenAt":"2026-11-21T09:00:00Z"}', /does not say whom/],
    ['is no JSON', 'hello', /not JSON/],
  ] as const) {
    it(`exits with 2 and one sentence when the file ${problem}`, async () => {
      let err = '';
      const code = await runDiagnose('evidence.json', { json: true, stdout: assert.fail, stderr: (text2) => { err += text2; }, readFile: () => { if (text === null) throw new Error('ENOENT'); return text; }, stdin: () => '' });
      assert.equal(code, 2);
      assert.match(err, said);
      assert.equal(err.trimEnd().split('\n').length, 1);
    });
  }
});
