import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { Language, Parser } from 'web-tree-sitter';
import { OWN_SCRIPTS, SCRIPTS } from '../../../src/adapters/sync-powershell/shell.ts';
import { SERVER_SECTIONS } from '../../../src/boundary/sync-server-shapes.ts';

const ROOT = join(import.meta.dirname, '..', '..', '..');
const FOLDER = join(ROOT, 'src', 'adapters', 'sync-powershell', 'scripts');
const textOf = (name: string): string => readFileSync(join(FOLDER, name), 'utf8');
const page = readFileSync(join(ROOT, 'docs', 'sync-server-scripts.md'), 'utf8');
const COUNTS = /^[A-Za-z]+-(ADSync\w+|CimInstance|ItemProperty|WinEvent|Service)$/;
const codeIn = (cell: string): readonly string[] => [...cell.matchAll(/`([^`]+)`/g)].flatMap(([, code]) => code ?? []);

describe('the page about what runs on the sync server', () => {
  let parser: Parser;

  before(async () => {
    await Parser.init();
    parser = new Parser();
    parser.setLanguage(await Language.load(createRequire(import.meta.url).resolve('tree-sitter-powershell/tree-sitter-powershell.wasm')));
  });
  after(() => parser.delete());

  const commandsOf = (name: string): readonly string[] => parser.parse(textOf(name))?.rootNode.descendantsOfType('command_name').flatMap((node) => node?.text ?? []) ?? [];
  const withParts = (name: string): readonly string[] => [name, ...[...textOf(name).matchAll(/\. \(Join-Path \$PSScriptRoot '([a-z-]+\.ps1)'\)/g)].flatMap(([, part]) => part ?? [])];
  const rows = [...page.matchAll(/^\| `([a-z-]+\.ps1)` \| ([^|]*) \| ([^|]*) \|$/gm)].map(([, script = '', does = '', cmdlets = '']) => ({ script, does, cmdlets: codeIn(cmdlets) }));

  it('lists every script, in the order of the host', () => {
    assert.deepEqual(rows.map(({ script }) => script), SCRIPTS.map((name) => `${name}.ps1`));
  });

  for (const name of SCRIPTS) {
    it(`lists the cmdlets that ${name}.ps1 and its parts call, and whether it changes anything`, () => {
      const row = rows.find(({ script }) => script === `${name}.ps1`);
      const called = new Set(withParts(`${name}.ps1`).flatMap(commandsOf).filter((command) => COUNTS.test(command)));
      assert.deepEqual([...(row?.cmdlets ?? [])].sort(), [...called].sort());
      assert.equal(row?.does.startsWith('**changes**'), !name.startsWith('read-'));
    });
  }

  it('lists the scripts for the machine of the relay apart from those of the host, and says that they were not seen to run', () => {
    const part = page.slice(page.indexOf('## On the machine of the relay'), page.indexOf('## What is read of each section'));
    assert.deepEqual([...part.matchAll(/^\| `([a-z-]+)\.ps1` \| [^|]+ \|$/gm)].map(([, name]) => name), [...OWN_SCRIPTS]);
    assert.match(part, /\*\*Not proven on Windows:\*\*/);
  });

  it('names every section, and calls nothing that it says is not called', () => {
    const table = page.slice(page.indexOf('## What is read'), page.indexOf('Cmdlets of ADSync that are not called'));
    for (const section of SERVER_SECTIONS) assert.match(table, new RegExp(`\\b${section}\\b`));
    const uncalled = codeIn(page.slice(page.indexOf('| Cmdlet | Instead |'), page.indexOf('## How the host is kept')));
    const called = new Set(readdirSync(FOLDER).flatMap(commandsOf));
    assert.ok(uncalled.length > 10);
    assert.deepEqual(uncalled.filter((cmdlet) => called.has(cmdlet)), []);
  });
});
