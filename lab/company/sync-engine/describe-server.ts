import { entraDnOfAnchor } from './anchor-octets.ts';
import { sameDn } from './container-scope.ts';
import { pendingOperation, type EngineObject } from './connector-space.ts';
import { adObjectJson, entraObjectJson, isInMetaverse, metaverseJson } from './describe-object.ts';
import { describePasswords } from './describe-passwords.ts';
import { describeSurroundings } from './describe-surroundings.ts';
import { AD_ATTRIBUTES, AD_CLASSES, CLOUD_ATTRIBUTES, runProfiles } from './connector-lists.ts';
import { customRuleJson } from './custom-rules.ts';
import { guidOf } from './default-rules.ts';
import { knows } from './same-name.ts';
import { ENTRA_CONNECTOR_ID, type Engine } from './engine.ts';
import type { SchedulerJson } from './scheduler.ts';

interface AboutServer {
  readonly dns: readonly string[];
  readonly anchors: readonly string[];
  readonly scheduler: SchedulerJson;
}

export type ServerJson = ReturnType<typeof describeServer>;

/** Everything that the cmdlets print about this server and these objects. */
export function describeServer(engine: Engine, about: AboutServer) {
  const objects = [...engine.objects.values()];
  const asked = objects.filter((object) => isAsked(object, about));
  const ad = asked.map((object) => adObjectJson(engine, object));
  const entra = asked.filter((object) => object.link !== null || object.wanted !== null).map((object) => entraObjectJson(engine, object));
  return {
    name: engine.name,
    version: engine.machine.version,
    ...describeSurroundings(engine),
    scheduler: about.scheduler,
    runStatus: about.scheduler.SyncCycleInProgress ? [{ ConnectorName: engine.entraConnector, RunState: 'Busy' }] : [],
    connectors: [...(engine.settings.isForestConnected ? [adConnectorJson(engine)] : []), entraConnectorJson(engine)],
    globalSettings: globalSettings(engine),
    runHistory: engine.history.newestFirst(),
    csObjects: [...ad, ...entra],
    mvObjects: asked.filter((object) => isInMetaverse(object)).map((object) => metaverseJson(engine, object)),
    statistics: [statistics(engine, objects), { ...NOTHING_WAITS, ConnectorName: engine.adConnector, TotalConnectors: objects.filter(isInMetaverse).length }],
    pendingExports: asked.flatMap((object) => pendingJson(engine, object)),
    rules: [...engine.rules.map((rule) => ({ ...rule, Disabled: engine.settings.customRules.some(({ replaces }) => replaces === rule.Name) })), ...engine.settings.customRules.map((rule) => customRuleJson(rule, engine.adConnectorId))],
    passwordSync: describePasswords(engine, asked),
  };
}

const isAsked = (object: EngineObject, about: AboutServer): boolean =>
  about.dns.some((dn) => sameDn(dn, object.imported.dn)) ||
  about.anchors.some((anchor) => anchor === object.wanted?.anchor || anchor === object.link?.cloudAnchor);

const adConnectorJson = (engine: Engine) => ({
  Identifier: engine.adConnectorId,
  Name: engine.adConnector,
  Type: 'AD',
  SubType: '',
  CreationTime: engine.installedAt.toISOString(),
  LastModificationTime: engine.configuredAt.toISOString(),
  ObjectInclusionList: AD_CLASSES,
  AttributeInclusionList: AD_ATTRIBUTES.filter((name) => !knows(engine.settings.unknownAttributes, name)),
  RunProfiles: runProfiles(engine.adConnector),
  ConnectivityParameters: [{ Name: 'forest-name', Value: engine.ad.domain }, { Name: 'forest-login-domain', Value: 'CORP' }, { Name: 'forest-login-user', Value: engine.login }],
  GlobalParameters: [{ Name: 'Connector.GroupFilteringGroupDn', Value: engine.settings.filterGroup ?? '' }],
  Partitions: [{
    Identifier: guidOf(engine.ad.baseDn),
    DN: engine.ad.baseDn,
    Name: engine.ad.domain,
    Selected: engine.settings.isDomainSelected,
    IsDomain: true,
    PreferredDCs: [],
    ConnectorPartitionScope: { ObjectClasses: ['contact', 'group', 'user'], ContainerInclusionList: engine.scope.include, ContainerExclusionList: engine.scope.exclude },
  }],
});

const entraConnectorJson = (engine: Engine) => ({
  Identifier: ENTRA_CONNECTOR_ID,
  Name: engine.entraConnector,
  Type: 'Extensible2',
  SubType: 'Windows Azure Active Directory (Microsoft)',
  CreationTime: engine.installedAt.toISOString(),
  LastModificationTime: engine.installedAt.toISOString(),
  ObjectInclusionList: ['user', 'group', 'contact', 'device', 'publicFolder'],
  AttributeInclusionList: CLOUD_ATTRIBUTES.filter((name) => !knows(engine.settings.withheldAttributes, name)),
  RunProfiles: runProfiles(engine.entraConnector),
  ConnectivityParameters: [{ Name: 'UserName', Value: engine.syncAccount }],
  GlobalParameters: [],
  Partitions: [{ Identifier: guidOf('default'), DN: 'default', Name: 'default', Selected: true, IsDomain: false, PreferredDCs: [], ConnectorPartitionScope: { ObjectClasses: [], ContainerInclusionList: [], ContainerExclusionList: [] } }],
});

const globalSettings = (engine: Engine) => ({
  Version: 1,
  Parameters: [
    { Name: 'Microsoft.SynchronizationOption.AnchorAttribute', Value: engine.settings.anchorAttribute },
    { Name: 'Microsoft.SynchronizationOption.UPNAttribute', Value: 'userPrincipalName' },
    { Name: 'Microsoft.SynchronizationOption.JoinCriteria', Value: engine.settings.joinCriteria },
    { Name: 'Microsoft.OptionalFeature.GroupFiltering', Value: engine.settings.filterGroup === null ? 'False' : 'True' },
    { Name: 'Microsoft.OptionalFeature.FilterAAD', Value: engine.settings.withheldAttributes.length === 0 ? 'False' : 'True' },
    { Name: 'Microsoft.Synchronize.StagingMode', Value: engine.staging ? 'True' : 'False' },
    { Name: 'Microsoft.Synchronize.SchedulerSuspended', Value: engine.machine.isSuspended ? 'True' : 'False' },
    { Name: 'Microsoft.Synchronize.ServerConfigurationVersion', Value: engine.machine.version },
  ],
});

const NOTHING_WAITS = { ExportAdds: 0, ExportUpdates: 0, ExportDeletes: 0, ImportAdds: 0, ImportUpdates: 0, ImportDeletes: 0 };

function statistics(engine: Engine, objects: readonly EngineObject[]) {
  const count = (operation: string): number => objects.filter((object) => pendingOperation(object) === operation).length;
  return { ConnectorName: engine.entraConnector, ExportAdds: count('Add'), ExportUpdates: count('Update'), ExportDeletes: count('Delete'), TotalConnectors: objects.filter(({ link }) => link !== null).length, ImportAdds: 0, ImportUpdates: 0, ImportDeletes: 0 };
}

function pendingJson(engine: Engine, object: EngineObject) {
  const toAd = object.writebackError === null ? [] : [{ ConnectorName: engine.adConnector, DistinguishedName: object.imported.dn, ObjectId: object.adId, ObjectType: object.imported.kind, Operation: 'Update', CloudAnchor: null }];
  const operation = pendingOperation(object);
  if (operation === null) return toAd;
  const anchor = object.wanted?.anchor ?? object.link?.cloudAnchor ?? '';
  return [...toAd, {
    ConnectorName: engine.entraConnector, DistinguishedName: entraDnOfAnchor(anchor), ObjectId: object.entraId,
    ObjectType: object.imported.kind, Operation: operation, CloudAnchor: object.link === null ? null : `User_${object.link.cloudId}`,
  }];
}
