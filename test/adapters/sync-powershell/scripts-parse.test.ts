import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { Language, Parser, type Node } from 'web-tree-sitter';
import { OWN_SCRIPTS, SCRIPTS as NAMED, SHELF_SCRIPTS } from '../../../src/adapters/sync-powershell/shell.ts';

const FOLDER = fileURLToPath(new URL('../../../src/adapters/sync-powershell/scripts/', import.meta.url));
const SCRIPTS = readdirSync(FOLDER).sort();
const textOf = (name: string): string => readFileSync(FOLDER + name, 'utf8');

/** What a script may call besides the functions of this folder. Everything here reads, or only shapes what was read. */
const LANGUAGE = [
  'Set-StrictMode', 'Remove-TypeData', 'Import-Module', 'New-Object', 'ConvertFrom-Json', 'ConvertTo-Json', 'Join-Path', 'Sort-Object', 'Where-Object', 'Select-Object', 'Get-Command', 'Get-Date', 'Test-Path',
  'Get-ItemProperty', 'Get-CimInstance', 'Get-WinEvent', 'ForEach-Object', 'Get-Module', 'Split-Path',
];
const ADSYNC_READING = [
  'Get-ADSyncScheduler', 'Get-ADSyncRunProfileResult', 'Get-ADSyncConnector', 'Get-ADSyncConnectorRunStatus', 'Get-ADSyncGlobalSettings', 'Get-ADSyncCSObject', 'Get-ADSyncMVObject', 'Get-ADSyncConnectorStatistics',
  'Get-ADSyncRule', 'Get-ADSyncExportDeletionThreshold', 'Get-ADSyncAADCompanyFeature', 'Get-ADSyncDomainReachabilityStatus', 'Get-ADSyncAADPasswordSyncConfiguration', 'Get-ADSyncPartitionPasswordSyncState',
  'Get-ADSyncCSObjectLog',
];
/** What only one script may call, for it changes something or reaches another machine. */
const ALONE: Readonly<Record<string, readonly string[]>> = {
  'set-scheduler.ps1': ['Set-ADSyncScheduler'],
  'start-cycle.ps1': ['Start-ADSyncSyncCycle'],
  'synchronize-object.ps1': ['Invoke-ADSyncSingleObjectSync'],
  'send-password-hash.ps1': ['Invoke-ADSyncCSObjectPasswordHashSync'],
  'restart-service.ps1': ['Stop-Service', 'Start-Service'],
  'remote-session.ps1': ['New-PSSession', 'New-PSSessionOption', 'Remove-PSSession', 'Invoke-Command'],
};

/** The parts that a script takes in, itself the last. */
const withParts = (name: string): readonly string[] => [...textOf(name).matchAll(/^(?: {4}|if \(\$PSScriptRoot\) \{ )?\. \(Join-Path \$PSScriptRoot '([a-z-]+\.ps1)'\)(?: \})?$/gm)].flatMap(([, part]) => (part === undefined ? [] : [part])).concat(name);

const definedIn = (text: string): readonly string[] => [...text.matchAll(/^function ([A-Za-z]+-[A-Za-z]+)/gm)].flatMap(([, name]) => name ?? []);

/** Names are not told apart by case. */
const variablesIn = (text: string): ReadonlySet<string> => new Set([...withoutQuoted(text).matchAll(/\$(?:script:)?([A-Za-z]\w*)/g)].map(([, name = '']) => name.toLowerCase()));
const assignedIn = (text: string): ReadonlySet<string> =>
  new Set([...text.matchAll(/\$([A-Za-z]\w*)\s*=[^=]|foreach \(\$([A-Za-z]\w*) in|^(?:function|param)[^{]*?\((.*)\)(?: \{)?$/gm)].flatMap(([, set, each, parameters]) => [set, each, ...[...(parameters ?? '').matchAll(/\$(\w+)/g)].map(([, name]) => name)].flatMap((name) => (name === undefined ? [] : [name.toLowerCase()]))));
const withoutQuoted = (text: string): string => text.replaceAll(/'[^'\n]*'/g, "''").replaceAll(/^#.*$/gm, '');

const BUILT_IN = ['null', 'true', 'false', 'psscriptroot', 'matches', '_', 'psversiontable'];
/** Names that PowerShell itself sets; a script that uses them for something else reads what it did not write. */
const AUTOMATIC = ['args', 'error', 'event', 'foreach', 'home', 'host', 'input', 'matches', 'myinvocation', 'pid', 'profile', 'pwd', 'sender', 'switch', 'this'];

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

  it('are those that the adapter knows, the host, and the parts that they share', () => {
    const parts = ['engine-objects.ps1', 'engine-rules.ps1', 'engine-state.ps1', 'host.ps1', 'plain-json.ps1', 'remote-session.ps1', 'server-state.ps1', 'shape-walk.ps1'];
    assert.deepEqual(SCRIPTS, [...parts, ...[...NAMED, ...OWN_SCRIPTS].map((name) => `${name}.ps1`)].sort());
    const fixed = /\$fixed = ([^\n]*\n[^\n]*)/.exec(textOf('host.ps1'))?.[1] ?? '';
    assert.deepEqual([...fixed.matchAll(/'([a-z-]+)'/g)].map(([, name]) => name), [...NAMED]);
  });

  it('are sent to another machine with all the parts that one of them needs', () => {
    const sent = /\$sentParts = (.*)/.exec(textOf('remote-session.ps1'))?.[1] ?? '';
    const needed = new Set(NAMED.flatMap((name) => withParts(`${name}.ps1`)).filter((part) => !NAMED.some((name) => part === `${name}.ps1`)));
    assert.deepEqual([...sent.matchAll(/'([a-z-]+\.ps1)'/g)].map(([, name]) => name).sort(), [...needed].sort());
  });

  for (const name of NAMED) {
    it(`${name}.ps1 takes one text, and its parts from its own folder where it has one`, () => {
      assert.match(textOf(`${name}.ps1`), /^(#.*\n)+param\(\[string\] \$Data\)\nif \(\$PSScriptRoot\) \{/);
      assert.doesNotMatch(textOf(`${name}.ps1`), /OpenStandard|ReadLine|\$input\b/i);
    });
  }

  it('would be noticed if one did not parse', () => {
    assert.equal(rootOf('try { Get-ADSyncScheduler').hasError, true);
  });

  for (const name of SCRIPTS) {
    it(`${name} parses and calls nothing that is not on the list`, () => {
      const root = rootOf(textOf(name));
      assert.equal(root.hasError, false);
      const own = SCRIPTS.flatMap((each) => definedIn(textOf(each)));
      const allowed = new Set([...own, ...LANGUAGE, ...ADSYNC_READING, ...(ALONE[name] ?? [])]);
      assert.deepEqual(commandsOf(root).filter((command) => !allowed.has(command)), []);
      assert.ok(commandsOf(root).length > 0);
    });

    it(`${name} holds nothing that runs text as code, starts a program or leaves the machine`, () => {
      if (name !== 'remote-session.ps1') assert.doesNotMatch(textOf(name), /Invoke-(?!ADSync)/i);
      assert.doesNotMatch(textOf(name), /Invoke-(?!Command -Session \$session -FilePath |ADSyncSingleObjectSync\b|ADSyncCSObjectPasswordHashSync\b)|\biex\b|-ScriptBlock\b|AddScript|ScriptBlock\]::|Start-Process|Start-Job|Add-Type|Download|WebRequest|Net\.|ConvertFrom-SecureString|GetNetworkCredential/i);
      assert.deepEqual([...textOf(name).matchAll(/& (\S+)/g)].filter(([, called]) => called !== '$Read' && called !== '$Read)' && !(name === 'host.ps1' && called === '$file')).map(([text]) => text), []);
    });

    it(`${name} keeps clear of what Windows PowerShell 5.1 gets wrong`, () => {
      const text = withoutQuoted(textOf(name));
      assert.doesNotMatch(text, /return ,|\$\w+ = foreach|\?\?|\?\.|&&|\|\||-AsArray|\bternary\b/);
      assert.deepEqual([...assignedIn(text)].filter((variable) => AUTOMATIC.includes(variable)), []);
      assert.deepEqual([...textOf(name)].filter((character) => character.charCodeAt(0) > 127), []);
    });
  }

  for (const name of SCRIPTS.filter((each) => withParts(each).includes('plain-json.ps1'))) {
    it(`${name} and its parts define what they call and set what they read`, () => {
      const parts = withParts(name).map(textOf);
      const defined = new Set(parts.flatMap(definedIn));
      const everywhere = new Set(SCRIPTS.flatMap((each) => definedIn(textOf(each))));
      assert.deepEqual(parts.flatMap((part) => commandsOf(rootOf(part))).filter((command) => everywhere.has(command) && !defined.has(command)), []);
      const assigned = new Set(parts.flatMap((part) => [...assignedIn(part)]));
      assert.deepEqual(parts.flatMap((part) => [...variablesIn(part)]).filter((variable) => !assigned.has(variable) && !BUILT_IN.includes(variable)), []);
    });
  }

  for (const name of OWN_SCRIPTS) {
    it(`${name}.ps1 takes lines of standard input and nothing else, and the host does not run it`, () => {
      const text = textOf(`${name}.ps1`);
      assert.doesNotMatch(text, /^param|\$args\b|\$env:|Get-Content|Out-File|Set-Content|Write-Host|Write-Output|Write-Verbose/im);
      assert.equal([...text.matchAll(/ReadLine\(\)/g)].length, 1);
      assert.ok(!textOf('host.ps1').includes(`'${name}'`) && !textOf('remote-session.ps1').includes(name));
    });
  }

  it('write-events.ps1 writes one kind of thing, into one log, and answers nothing', () => {
    const text = textOf('write-events.ps1');
    assert.deepEqual([...text.matchAll(/\[System\.Diagnostics\.EventLog\]::\w+\('\w+'/g)].map(([call]) => call), ["[System.Diagnostics.EventLog]::WriteEntry('SyncWhyRelay'"]);
    assert.doesNotMatch(text, /OpenStandardOutput|CreateEventSource|Clear|DeleteEventSource/);
  });

  for (const name of SHELF_SCRIPTS) {
    it(`${name}.ps1 lets out what DPAPI gave and words of its own, for this machine alone and only with the entropy of the question`, () => {
      const text = textOf(`${name}.ps1`);
      assert.match(text, /\[System\.Security\.Cryptography\.ProtectedData\]::(?:Protect\(\$secret|Unprotect\(\$sealed), \$entropy, \[System\.Security\.Cryptography\.DataProtectionScope\]::LocalMachine\)/);
      assert.deepEqual([...text.matchAll(/Write-Line \(.*/g)].map(([line]) => line).filter((line) => !/^Write-Line \(Write-(?:Answer \(\[Convert\]::ToBase64String\(\$(?:sealed|secret)\)\)|Refusal (?:'open-to-others'|\(Get-ShelfWhy \$_\)))\)$/.test(line)), []);
      assert.doesNotMatch(text, /\.Message\b|CurrentUser/);
    });
  }

  it('load one assembly by its strong name where secrets are kept, and none elsewhere', () => {
    const loads = SCRIPTS.flatMap((name) => [...textOf(name).matchAll(/.*Assembly.*/g)].map(([line]) => `${name}: ${line.trim()}`));
    assert.deepEqual(loads, ['protect.ps1', 'unprotect.ps1'].map((name) => `${name}: [void] [System.Reflection.Assembly]::Load('System.Security, Version=4.0.0.0, Culture=neutral, PublicKeyToken=b03f5f7f11d50a3a')`));
  });

  it('guard the file of a secret before there is anything in it, against everybody but SYSTEM, the administrators and the service', () => {
    const text = textOf('protect.ps1');
    assert.match(text, /SetAccessRuleProtection\(\$true, \$false\)/);
    assert.match(text, /foreach \(\$sid in @\('S-1-5-18', 'S-1-5-32-544', \$ServiceSid\)\)/);
    assert.match(text, /FileStream\(\$File, \[System\.IO\.FileMode\]::CreateNew, .*, \$guard\)/);
    assert.doesNotMatch(text, /WriteAll|\$made\.Write|SetAccessControl/);
    const [, trusted = ''] = /function Get-TrustedSid[^{]*\{([\s\S]*?)\n\}/.exec(textOf('unprotect.ps1')) ?? [];
    assert.deepEqual([...trusted.matchAll(/'(S-1-[\d-]+)'/g)].map(([, sid]) => sid), ['S-1-5-18', 'S-1-5-32-544']);
  });

  it('let no connection parameter out but names of accounts, forests and groups', () => {
    const names = /\$harmlessParameters = (.*)/.exec(textOf('engine-state.ps1'))?.[1];
    assert.equal(names, "'forest-name', 'forest-login-domain', 'forest-login-user', 'UserName', 'Connector.GroupFilteringGroupDn'");
    assert.deepEqual(SCRIPTS.filter((name) => /ConnectivityParameters/.test(textOf(name))), ['engine-state.ps1']);
    assert.doesNotMatch(SCRIPTS.map(textOf).join('\n'), /AuthenticationType|UserPassword|forest-login-password|encrypted-attributes/i);
  });

  it('let the host run nothing but a script of its folder whose name is on its list', () => {
    const host = textOf('host.ps1');
    assert.match(host, /if \(\$fixed -notcontains \$name\) \{ Write-Refusal 'unknown-script'; return \}/);
    assert.deepEqual([...host.matchAll(/\$file = .*/g)].map(([line]) => line), ["$file = Join-Path $PSScriptRoot ($Name + '.ps1')"]);
    assert.match(host, /& \$file -Data \$Data 3>\$null 4>\$null 5>\$null 6>\$null/);
    assert.doesNotMatch(withoutQuoted(host), /\$input\b/i);
  });

  it('hand another machine the question as an argument, never as text of a script', () => {
    const remote = textOf('remote-session.ps1');
    assert.match(remote, /-FilePath \(Join-Path \$PSScriptRoot \(\$Name \+ '\.ps1'\)\) -ArgumentList \$Data/);
    assert.match(remote, /\.AddCommand\(\(Join-Path \(\[string\] \$Place\.scriptsFolder\) \(\$Name \+ '\.ps1'\)\)\)\.AddParameter\('Data', \$Data\)/);
  });

  it('refuse a restart before they stop anything', () => {
    const restart = textOf('restart-service.ps1');
    assert.ok(restart.indexOf('Write-Refusal $hindrance') < restart.indexOf('Stop-Service'));
    for (const why of ['cycle-in-progress', 'database-full', 'database-unknown', 'nothing-begun']) assert.ok(restart.includes(`'${why}'`));
  });

  it('say of no field that it is empty when the build has none: every list and every error hangs on its property', () => {
    const engine = ['engine-objects.ps1', 'engine-state.ps1', 'engine-rules.ps1'].map(textOf).join('\n');
    for (const field of ['Attributes', 'Lineage', 'Values', 'ExportError', 'SynchronizationError', 'Partitions', 'ConnectorPartitionScope', 'RunProfiles', 'RunStepResults', 'SyncErrors', 'ScopeFilter', 'JoinFilter', 'ConnectivityParameters', 'AttributeFlowMappings']) {
      const guarded = [...engine.matchAll(new RegExp(`\\$fields\\['${field}'\\] =`, 'g'))].length;
      const tests = [...engine.matchAll(new RegExp(`Test-Part \\$\\w+ '${field}'`, 'g'))].length;
      assert.ok(guarded > 0 && tests >= guarded, field);
    }
  });

  it('read each section of a server behind a wall of its own', () => {
    const sections = [...textOf('read-server.ps1').matchAll(/^ {4}Add-(?:Section|List) '(\w+)'/gm)].map(([, name]) => name).sort();
    assert.deepEqual(sections, [
      'companyFeatures', 'connectors', 'csObjects', 'domainReachability', 'events', 'exportDeletionThreshold', 'globalSettings', 'healthAgent', 'mvObjects', 'passwordSync', 'pendingExports', 'rules', 'runHistory',
      'runStatus', 'scheduler', 'service', 'statistics', 'tls', 'version',
    ]);
  });

  it('take nothing of a question into the query of the Security log but a parsed GUID and SID', () => {
    const text = textOf('read-security-log.ps1');
    assert.match(text, /\$guid = \(\[guid\] \$question\.guid\)/);
    assert.match(text, /SecurityIdentifier\(\[string\] \$question\.sid\)/);
    assert.doesNotMatch(text, /Clear-|Limit-EventLog|wevtutil|Set-|New-Event|Write-Event/i);
  });
});
