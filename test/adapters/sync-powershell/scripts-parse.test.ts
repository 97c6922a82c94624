import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { Language, Parser, type Node } from 'web-tree-sitter';

const FOLDER = fileURLToPath(new URL('../../../src/adapters/sync-powershell/scripts/', import.meta.url));

const OWN = [
  'Read-Question', 'Write-Document', 'Write-Answer', 'Write-Refusal', 'Get-Why', 'ConvertTo-IsoDate', 'ConvertTo-PlainValue', 'Get-Field', 'Get-SchedulerField', 'Get-RunField',
  'Get-ServiceField', 'Get-PartitionField', 'Get-ConnectorField', 'Get-SettingField', 'Get-SpaceObject', 'Get-AttributeField', 'Get-SpaceField', 'Get-MetaverseField', 'Get-EntraName', 'Find-SpaceObject',
];
const LANGUAGE = ['Set-StrictMode', 'Import-Module', 'New-Object', 'ConvertFrom-Json', 'ConvertTo-Json', 'Join-Path', 'Sort-Object', 'Where-Object', 'ForEach-Object', 'Get-CimInstance'];
const ADSYNC_READING = [
  'Get-ADSyncScheduler', 'Get-ADSyncRunProfileResult', 'Get-ADSyncConnector', 'Get-ADSyncConnectorRunStatus', 'Get-ADSyncGlobalSettings', 'Get-ADSyncCSObject', 'Get-ADSyncMVObject', 'Get-ADSyncConnectorStatistics',
];
const ADSYNC_WRITING: Readonly<Record<string, readonly string[]>> = { 'set-scheduler.ps1': ['Set-ADSyncScheduler'], 'start-delta.ps1': ['Start-ADSyncSyncCycle'] };

describe('the PowerShell scripts', () => {
  let parser: Parser;

  before(async () => {
    await Parser.init();
    parser = new Parser();
    parser.setLanguage(await Language.load(createRequire(import.meta.url).resolve('tree-sitter-powershell/tree-sitter-powershell.wasm')));
  });

  after(() => parser.delete());

  const rootOf = (script: string): Node => {
    const root = parser.parse(script)?.rootNode;
    assert.ok(root);
    return root;
  };
  const commandsOf = (root: Node): readonly string[] => root.descendantsOfType('command_name').flatMap((node) => node?.text ?? []);

  it('are the five that the adapter knows, and the part that they share', () => {
    assert.deepEqual(readdirSync(FOLDER).sort(), ['plain-json.ps1', 'read-runs.ps1', 'read-scheduler.ps1', 'read-server.ps1', 'set-scheduler.ps1', 'start-delta.ps1']);
  });

  it('would be noticed if one did not parse', () => {
    assert.equal(rootOf('try { Get-ADSyncScheduler').hasError, true);
  });

  for (const name of readdirSync(FOLDER)) {
    it(`${name} parses and calls nothing that is not on the list`, () => {
      const root = rootOf(readFileSync(FOLDER + name, 'utf8'));
      assert.equal(root.hasError, false);
      const allowed = new Set([...OWN, ...LANGUAGE, ...ADSYNC_READING, ...(ADSYNC_WRITING[name] ?? [])]);
      assert.deepEqual(commandsOf(root).filter((command) => !allowed.has(command)), []);
      assert.ok(commandsOf(root).length > 0);
    });

    it(`${name} holds nothing that runs text as code`, () => {
      assert.doesNotMatch(readFileSync(FOLDER + name, 'utf8'), /Invoke-Expression|\biex\b|ScriptBlock\]|Start-Process|Add-Type|DownloadString|ConnectivityParameters/i);
    });
  }
});
