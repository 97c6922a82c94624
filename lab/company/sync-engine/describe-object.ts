import { entraDnOfAnchor, octetsOfGuid } from './anchor-octets.ts';
import type { EngineObject, Recurring } from './connector-space.ts';
import { cloudRuleName, guidOf, inboundRuleNames, outboundRuleName } from './default-rules.ts';
import type { Engine } from './engine.ts';
import { text } from './imported-object.ts';
import { isOutOfRuleScope } from './inbound-filter.ts';
import { cloudAttributes, metaverseAttributes } from './metaverse-attributes.ts';
import type { ExportRefusal } from './wanted.ts';

const NOT_CONNECTED = '00000000-0000-0000-0000-000000000000';

/** Whether the object has a person in the metaverse: every one whom an inbound rule takes in, also one that the rules then keep from the cloud. */
export const isInMetaverse = (object: EngineObject): boolean => object.wanted !== null || (!object.leaving && !isOutOfRuleScope(object.imported));

/** Get-ADSyncCSObject for the AD side. */
export const adObjectJson = (engine: Engine, object: EngineObject) => ({
  ObjectId: object.adId,
  ConnectorId: engine.adConnectorId,
  ConnectorName: engine.adConnector,
  ConnectorType: 'AD',
  PartitionId: guidOf(engine.ad.baseDn),
  DistinguishedName: object.imported.dn,
  ObjectType: object.imported.kind,
  AnchorValue: octetsOfGuid(object.imported.guid).toString('base64'),
  IsPlaceHolder: false,
  IsConnector: isInMetaverse(object),
  IsTransient: false,
  ConnectedMVObjectId: isInMetaverse(object) ? object.mvId : NOT_CONNECTED,
  HasExportError: false,
  ExportError: null,
  HasSyncError: object.syncError !== null,
  SynchronizationError: object.syncError === null ? null : syncErrorJson(object.syncError),
  Lineage: isInMetaverse(object) ? inboundRules(object).map((name, at) => lineJson(name, at === 0 ? 'Provision' : 'Join')) : [],
  Attributes: [...object.imported.attributes.values()].map(({ name, values }) => ({
    Name: name, SyncRuleName: null, ConnectorName: null,
    Values: values.map((value) => (typeof value === 'string' ? value : value.toString('base64'))),
  })),
});

/** Get-ADSyncCSObject for the Entra side. */
export function entraObjectJson(engine: Engine, object: EngineObject) {
  return {
    ObjectId: object.entraId,
    ConnectorId: engine.entraConnectorId,
    ConnectorName: engine.entraConnector,
    ConnectorType: 'Extensible2',
    PartitionId: guidOf('default'),
    DistinguishedName: entraDnOfAnchor(object.link?.cloudAnchor ?? object.wanted?.anchor ?? ''),
    ObjectType: object.imported.kind,
    AnchorValue: object.link === null ? '' : Buffer.from(`User_${object.link.cloudId}`, 'utf8').toString('base64'),
    IsPlaceHolder: false,
    IsConnector: true,
    IsTransient: false,
    ConnectedMVObjectId: object.mvId,
    HasExportError: object.exportError !== null,
    ExportError: object.exportError === null ? null : exportErrorJson(object.exportError),
    HasSyncError: false,
    SynchronizationError: null,
    Lineage: [lineJson(outboundRuleName(object.imported.kind), 'Provision')],
    Attributes: cloudAttributes(object),
  };
}

/** Get-ADSyncMVObject. */
export function metaverseJson(engine: Engine, object: EngineObject) {
  const toAd = { ConnectorName: engine.adConnector, ConnectedCsObjectDN: object.imported.dn, ConnectedCsObjectId: object.adId };
  const isInCloudSpace = object.link !== null || object.wanted !== null;
  const toEntra = { ConnectorName: engine.entraConnector, ConnectedCsObjectDN: entraObjectJson(engine, object).DistinguishedName, ConnectedCsObjectId: object.entraId };
  return {
    ObjectId: object.mvId,
    ObjectType: object.imported.kind === 'group' ? 'group' : 'person',
    Lineage: [toAd, ...(isInCloudSpace ? [toEntra] : [])],
    Attributes: metaverseAttributes(engine, object, { cloudRule: cloudRuleName(object.imported.kind) }),
  };
}

const inboundRules = ({ imported, wanted }: EngineObject): readonly string[] =>
  inboundRuleNames(imported.kind, { enabled: wanted?.kind !== 'user' || wanted.accountEnabled, hasAlias: text(imported, 'mailNickname') !== null });

const lineJson = (name: string, operation: 'Provision' | 'Join') => ({ SyncRuleName: name, SyncRuleInternalId: guidOf(`${name} internal`), Operation: operation });

/** The default rule throws with these words when an anchor is another than the exported one. */
const syncErrorJson = (error: Recurring<string>) => ({
  ...times(error), ErrorType: error.cause, ExportedChangedNotReimported: false, SynchronizationStep: 'import-flow',
  ErrorText: 'The sourceAnchor attribute has changed. It must not change once the object has been exported.',
});

function exportErrorJson(error: Recurring<ExportRefusal>) {
  const { type, objectIdInConflict, attribute, values } = error.cause;
  const details = [
    { Key: 'ObjectIdInConflict', Value: [objectIdInConflict] },
    { Key: 'AttributeConflictName', Value: [attribute] },
    { Key: 'AttributeConflictValues', Value: values },
  ];
  return {
    ...times(error), ErrorType: 'cd-error', ErrorName: type, ErrorCode: '0x8023134a',
    ErrorLiteral: `Unable to update this object because the following attributes associated with this object have values that may already be associated with another object in your local directory services: [${attribute} ${values.join(';')};].`,
    ErrorExtraDetails: JSON.stringify(details),
  };
}

const times = (error: Recurring<unknown>) => ({ RetryCount: error.retries, InitialOccurrence: error.first.toISOString(), LatestOccurrence: error.latest.toISOString() });
