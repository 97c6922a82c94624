import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runToEnd } from '../../lab/lab-process.ts';

const ROOT = join(import.meta.dirname, '..', '..');
const README = readFileSync(join(ROOT, 'README.md'), 'utf8');

/** What the README promises in its blocks of commands. */
const commands = [...README.matchAll(/```sh\n([\s\S]*?)```/g)].flatMap(([, block = '']) => block.split('\n').map((line) => line.replace(/\s+#.*$/, '').trim()).filter((line) => line !== ''));

describe('the README', function () {
  this.timeout(60_000);

  it('sets everything up with two commands', () => {
    assert.deepEqual(commands.filter((command) => command.startsWith('npm ci')), ['npm ci && npm start', 'npm ci && npm test']);
  });

  it('names only scripts and files that are there', () => {
    const { scripts } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { scripts: Record<string, string> };
    for (const [, script = ''] of README.matchAll(/npm run ([a-z:]+)/g)) assert.ok(script in scripts, `npm run ${script}`);
    for (const [, file = ''] of README.matchAll(/\]\(([^)#:]+)\)/g)) assert.ok(existsSync(join(ROOT, file)), file);
  });

  it('collects evidence without names that gives the same answer', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'syncwhy-readme-'));
    const collected = await runToEnd(['collect', 'jsmith', '--lab', '--redact']);
    assert.equal(collected.code, 0, collected.output);
    const evidence = collected.output.slice(collected.output.indexOf('{'));
    assert.equal(/.{0,60}(?:jsmith|contoso).{0,40}/i.exec(evidence)?.[0], undefined);
    writeFileSync(join(folder, 'evidence.json'), evidence);
    const { code, output } = await runToEnd(['diagnose', join(folder, 'evidence.json')]);
    rmSync(folder, { recursive: true });
    assert.equal(code, 1, output);
    assert.match(output, /moved-out-of-scope/);
  });

  for (const command of commands.filter((each) => each.startsWith('npx syncwhy diagnose') || each.startsWith('npx syncwhy ask --lab --json'))) {
    it(`can be taken at its word: ${command}`, async () => {
      const words = (command.slice('npx syncwhy '.length).match(/"[^"]*"|\S+/g) ?? []).map((word) => word.replaceAll('"', ''));
      const { code, output } = await runToEnd(words.map((word) => (word.startsWith('test/') ? join(ROOT, word) : word)));
      assert.equal(code, 1, output);
      assert.match(output, /moved-out-of-scope/);
    });
  }
});
