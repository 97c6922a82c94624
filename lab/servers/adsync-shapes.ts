import type { PretendSyncServer } from '../company/sync-engine/sync-server.ts';

type Kind = 'text' | 'flag' | 'number' | 'time' | 'span' | 'identifier' | 'octets' | 'list' | 'object' | 'unknown';

interface Field {
  readonly path: string;
  readonly kind: Kind;
}

/** What read-shapes.ps1 would print of this server: names and kinds of the fields of each cmdlet, never a value. */
export function printShapes(sync: PretendSyncServer, dn: unknown): readonly (readonly unknown[])[] {
  const said = sync.describe({ dns: typeof dn === 'string' ? [dn] : [], anchors: [] });
  const here = [
    shape('Get-ADSyncScheduler', said.scheduler), shape('Get-ADSyncConnectorRunStatus', said.runStatus[0]), shape('Get-ADSyncConnector', said.connectors[0]), shape('Get-ADSyncConnectorStatistics', said.statistics[0]),
    shape('Get-ADSyncRunProfileResult', said.runHistory[0]), shape('Get-ADSyncGlobalSettings', said.globalSettings), shape('Get-ADSyncRule', said.rules[0]),
    shape('Get-ADSyncAADPasswordSyncConfiguration', said.passwordSync.configuration[0]), shape('Get-ADSyncPartitionPasswordSyncState', said.passwordSync.partitionState[0]), shape('Get-ADSyncCSObject', said.csObjects[0]),
    shape('Get-ADSyncMVObject', said.mvObjects[0]), shape('Get-ADSyncCSObjectLog', said.passwordSync.objectLog[0]),
  ];
  return [here, [shape('Get-ADSyncDomainReachabilityStatus', said.domainReachability[0]), shape('Get-ADSyncAADCompanyFeature', said.companyFeatures)]];
}

const shape = (cmdlet: string, first: object | undefined): unknown => (first === undefined ? { cmdlet, why: 'nothing-to-look-at' } : { cmdlet, fields: fieldsOf(first, '', 2) });

function fieldsOf(source: object, prefix: string, levels: number): readonly Field[] {
  return Object.entries(source).flatMap(([name, value]: readonly [string, unknown]): readonly Field[] => {
    const path = `${prefix}${name}`;
    const field = { path, kind: kindOf(name, value) };
    if (levels <= 0 || typeof value !== 'object' || value === null) return [field];
    const items: readonly unknown[] = Array.isArray(value) ? value : [];
    if (field.kind === 'object') return [field, ...fieldsOf(value, `${path}.`, levels - 1)];
    const [first] = items;
    return typeof first === 'object' && first !== null ? [field, ...fieldsOf(first, `${path}[].`, levels - 1)] : [field];
  });
}

function kindOf(name: string, value: unknown): Kind {
  if (value === null || value === undefined) return 'unknown';
  if (Array.isArray(value)) return 'list';
  if (typeof value === 'boolean') return 'flag';
  if (typeof value === 'number') return 'number';
  if (typeof value === 'object') return 'object';
  return name === 'AnchorValue' ? 'octets' : kindOfText(typeof value === 'string' ? value : '');
}

function kindOfText(value: string): Kind {
  if (/^\d{4}-\d\d-\d\dT/.test(value)) return 'time';
  if (/^(\d+\.)?\d\d:\d\d:\d\d(\.\d+)?$/.test(value)) return 'span';
  return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(value) ? 'identifier' : 'text';
}
