import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { runDiagnose } from '../../src/terminal/diagnose-command.ts';

/** What an expert expects of a bundle; only what is written is checked. */
interface Expected {
  readonly verdict?: string;
  readonly exit?: number;
  /** Causes that stand first, in this order. */
  readonly findings?: readonly string[];
  /** There is no finding beyond `findings`. */
  readonly exactly?: boolean;
  /** Causes found at any place. */
  readonly contains?: readonly string[];
  readonly not?: readonly string[];
  readonly cannotTell?: readonly string[];
  /** The rule the expectation rests on, where it is not plain. */
  readonly because?: string;
}

interface Answer {
  readonly verdict: string;
  readonly summary: string;
  readonly findings: readonly { readonly cause: string }[];
  readonly cannotTell: readonly { readonly cause: string }[];
}

const FOLDER = join(import.meta.dirname, '..', 'bundles', 'unseen');
const names = readdirSync(FOLDER).filter((name) => name.endsWith('.json') && !name.endsWith('.expected.json')).map((name) => name.slice(0, -'.json'.length));

describe('evidence bundles written without looking at the judges', () => {
  for (const name of names) {
    const expected = JSON.parse(readFileSync(join(FOLDER, `${name}.expected.json`), 'utf8')) as Expected;
    it(`${name} is judged as an expert judges it`, async () => {
      const { code, answer } = await diagnosed(name);
      const causes = answer.findings.map(({ cause }) => cause);
      const { findings = [], contains = [], not = [], cannotTell = [] } = expected;
      if (expected.verdict !== undefined) assert.equal(answer.verdict, expected.verdict, answer.summary);
      assert.deepEqual(expected.exactly === true ? causes : causes.slice(0, findings.length), findings);
      assert.deepEqual(contains.filter((cause) => !causes.includes(cause)), []);
      assert.deepEqual(not.filter((cause) => causes.includes(cause)), []);
      assert.deepEqual(cannotTell.filter((cause) => !answer.cannotTell.some((each) => each.cause === cause)), []);
      if (expected.exit !== undefined) assert.equal(code, expected.exit);
    });
  }
});

async function diagnosed(name: string): Promise<{ readonly code: number; readonly answer: Answer }> {
  let out = '';
  const code = await runDiagnose(join(FOLDER, `${name}.json`), { json: true, stdout: (said) => { out += said; }, stderr: assert.fail, readFile: (path) => readFileSync(path, 'utf8'), stdin: () => '' });
  return { code, answer: JSON.parse(out) as Answer };
}
