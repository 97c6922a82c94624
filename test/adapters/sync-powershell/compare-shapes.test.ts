import assert from 'node:assert/strict';
import { createContoso } from '../../../lab/company/contoso.ts';
import { adPerson } from '../../../lab/company/find-person.ts';
import { startAdSyncServer } from '../../../lab/servers/adsync-server.ts';
import { compareShapes, describeShapes } from '../../../src/adapters/sync-powershell/compare-shapes.ts';
import { EXPECTED_SHAPES } from '../../../src/adapters/sync-powershell/expected-shapes.ts';
import { createPowerShellSyncServer } from '../../../src/adapters/sync-powershell/powershell-sync-server.ts';
import { readShapes, type FieldKind, type LiveShape } from '../../../src/boundary/script-shapes.ts';
import { UnreadableAnswer } from '../../../src/boundary/script-answer.ts';
import { needsOf, type Needs } from '../../../src/boundary/sync-server-needs.ts';
import { clock } from './fake-host.ts';

const asExpected = (change: (fields: Map<string, FieldKind>, cmdlet: string) => void = () => undefined): readonly LiveShape[] =>
  EXPECTED_SHAPES.map(({ cmdlet, fields }) => {
    const live = new Map([...fields].map(([path, { kinds }]) => [path, kinds[0] ?? 'unknown'] as const));
    change(live, cmdlet);
    return { cmdlet, is: 'seen', fields: live };
  });

/** Fields that the scripts look at on the server and do not print, or print only where they say something; the pretend server has none of them. */
const ONLY_RAW = ['Get-ADSyncConnector ConnectivityParameters[].DataType', 'Get-ADSyncRule AttributeFlowMappings', 'Get-ADSyncCSObject SerializedXml', 'Get-ADSyncCSObject Attributes[].LastModificationTime', 'Get-ADSyncMVObject Attributes[].LastModificationTime'];

describe('the shapes of a live sync server', () => {
  it('differ in nothing when they are as expected', () => {
    assert.deepEqual(compareShapes(asExpected()), []);
    assert.deepEqual(describeShapes([]), ['Every field that was looked at is as expected.']);
  });

  it('are reported with what is missing, what is of another kind and what is new', () => {
    const differences = compareShapes(asExpected((fields, cmdlet) => {
      if (cmdlet !== 'Get-ADSyncScheduler') return;
      fields.delete('StagingModeEnabled');
      fields.set('IsStaging', 'flag');
      fields.set('SyncCycleEnabled', 'text');
    }));
    assert.deepEqual(differences, [
      { is: 'missing', cmdlet: 'Get-ADSyncScheduler', field: 'StagingModeEnabled', expected: ['flag'] },
      { is: 'other-kind', cmdlet: 'Get-ADSyncScheduler', field: 'SyncCycleEnabled', expected: ['flag'], found: 'text' },
      { is: 'additional', cmdlet: 'Get-ADSyncScheduler', field: 'IsStaging', found: 'flag' },
    ]);
    assert.deepEqual(describeShapes(differences), [
      '2 fields differ from what this release expects.',
      'missing     Get-ADSyncScheduler  StagingModeEnabled  expected flag',
      'other kind  Get-ADSyncScheduler  SyncCycleEnabled  expected flag, found text',
      'additional  Get-ADSyncScheduler  IsStaging  flag',
    ]);
  });

  it('forgive a field that a build may lack, the case of a name, and a value that is not there', () => {
    const differences = compareShapes(asExpected((fields, cmdlet) => {
      if (cmdlet === 'Get-ADSyncConnector') {
        fields.delete('SubType');
        fields.set('Subtype', 'text');
        fields.delete('Partitions[].PreferredDCs');
      }
      if (cmdlet === 'Get-ADSyncCSObject') for (const path of [...fields.keys()]) if (path.startsWith('ExportError.')) fields.delete(path);
      if (cmdlet === 'Get-ADSyncCSObject') fields.set('ExportError', 'unknown');
    }));
    assert.deepEqual(differences, []);
  });

  it('name what could not be compared, and why', () => {
    const live = asExpected().map((shape): LiveShape => (shape.cmdlet === 'Get-ADSyncRule' ? { cmdlet: shape.cmdlet, is: 'not-seen', why: 'access-denied' } : shape)).filter(({ cmdlet }) => cmdlet !== 'Get-ADSyncMVObject');
    assert.deepEqual(compareShapes(live), [{ is: 'not-compared', cmdlet: 'Get-ADSyncRule', why: 'access-denied' }, { is: 'not-compared', cmdlet: 'Get-ADSyncMVObject', why: 'not-asked' }]);
    assert.equal(describeShapes(compareShapes(live))[1], 'not seen    Get-ADSyncRule  access-denied');
  });

  it('hold no value: what is not the name of a property is left out, and other answers are refused', () => {
    const parts = [[{ cmdlet: 'Get-ADSyncScheduler', fields: [{ path: 'SyncCycleEnabled', kind: 'flag', value: 'hunter2' }, { path: 'CN=John Smith', kind: 'text' }, { path: 'a b', kind: 'text' }] }]];
    assert.deepEqual(readShapes(parts), [{ cmdlet: 'Get-ADSyncScheduler', is: 'seen', fields: new Map([['SyncCycleEnabled', 'flag']]) }]);
    assert.throws(() => readShapes([[{ cmdlet: 'Remove-Item', fields: [] }]]), UnreadableAnswer);
    assert.throws(() => readShapes([[{ cmdlet: 'Get-ADSyncRule', fields: [{ path: 'Name', kind: 'In from AD' }] }]]), UnreadableAnswer);
  });

  it('of the pretend server lack nothing that is printed, and nothing is of another kind', async () => {
    const company = createContoso({ clock });
    const running = await startAdSyncServer({ sync: company.sync });
    const server = createPowerShellSyncServer({ name: 'SYNC01', command: running.command, timeoutMs: 10_000, clock });
    const differences = compareShapes(await server.shapes(adPerson(company.ad, 'jsmith').dn));
    server.close();
    await running.close();
    company.sync.stop();
    assert.deepEqual(differences.flatMap((each) => (each.is === 'other-kind' ? [`${each.cmdlet} ${each.field} ${each.found}`] : [])), []);
    assert.deepEqual(differences.flatMap((each) => (each.is === 'missing' ? [`${each.cmdlet} ${each.field}`] : [])), ONLY_RAW);
    assert.deepEqual(differences.filter(({ is }) => is === 'not-compared').map(({ cmdlet }) => cmdlet), ['Get-ADSyncConnectorRunStatus']);
  });
});

describe('the fields that a section needs', () => {
  const CMDLETS = {
    scheduler: 'Get-ADSyncScheduler', runStatus: 'Get-ADSyncConnectorRunStatus', connectors: 'Get-ADSyncConnector', globalSettings: 'Get-ADSyncGlobalSettings', runHistory: 'Get-ADSyncRunProfileResult', csObjects: 'Get-ADSyncCSObject',
    mvObjects: 'Get-ADSyncMVObject', rules: 'Get-ADSyncRule', companyFeatures: 'Get-ADSyncAADCompanyFeature', domainReachability: 'Get-ADSyncDomainReachabilityStatus',
  } as const;
  const leaves = (needs: Needs, above = ''): readonly string[] => Object.entries(needs).flatMap(([name, below]) => (below === null ? [`${above}${name}`] : [`${above}${name}`, ...leaves(below, `${above}${name}.`)]));

  for (const section of ['scheduler', 'runStatus', 'connectors', 'globalSettings', 'runHistory', 'csObjects', 'mvObjects', 'rules', 'companyFeatures', 'domainReachability'] as const) {
    it(`of ${section} are fields that its cmdlet is expected to give, two levels down`, () => {
      const expected = EXPECTED_SHAPES.find(({ cmdlet }) => cmdlet === CMDLETS[section]);
      const known = new Set([...(expected?.fields.keys() ?? [])].map((path) => path.replaceAll('[]', '')));
      const lists = new Set([...known].filter((path) => [...(expected?.fields ?? [])].some(([each, { kinds }]) => each.replaceAll('[]', '') === path && kinds.includes('list'))));
      const wanted = leaves(needsOf(section)).filter((path) => known.has(path) || path.split('.').length <= 2 || !lists.has(path.split('.').slice(0, -1).join('.')));
      assert.deepEqual(wanted.filter((path) => !known.has(path)), []);
    });
  }
});
