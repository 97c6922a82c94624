import { entraDnOfAnchor, octetsOfGuid } from './anchor-octets.ts';
import type { EngineObject, Recurring } from './connector-space.ts';
import { actingRules } from './custom-rules.ts';
import { cloudRuleName, guidOf, inboundRuleNames, outboundRuleName } from './default-rules.ts';
import type { Engine } from './engine.ts';
import { text } from './imported-object.ts';
import { isOutOfRuleScope } from './inbound-filter.ts';
import { personOf } from './joining.ts';
import { cloudAttributes, metaverseAttributes } from './metaverse-attributes.ts';
import type { ExportRefusal } from './wanted.ts';

const NOT_CONNECTED = '00000000-0000-0000-0000-000000000000';

/** Whether the object has a person in the metaverse: every one whom an inbound rule takes in, also one that the rules then keep from the cloud. */
export const isInMetaverse = (object: EngineObject): boolean => object.wanted !== null || (!object.leaving && !isOutOfRuleScope(object.imported) && !isUnconnected(object));

const isUnconnected = ({ keptOut }: EngineObject): boolean => keptOut?.is === 'no-member-of-filter-group' || keptOut?.is === 'no-matching-value';

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
  HasExportError: object.writebackError !== null,
  ExportError: object.writebackError === null ? null : deniedJson(object.writebackError),
  HasSyncError: object.syncError !== null,
  SynchronizationError: object.syncError === null ? null : syncErrorJson(object.syncError, object.thrown),
  Lineage: isInMetaverse(object) ? inboundRules(engine, object).map((name, at) => lineJson(name, at === 0 ? 'Provision' : 'Join')) : [],
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
export function metaverseJson(engine: Engine, asked: EngineObject) {
  const accounts = personOf(engine, asked);
  const object = accounts[0] ?? asked;
  const toAd = accounts.map(({ imported, adId }) => ({ ConnectorName: engine.adConnector, ConnectedCsObjectDN: imported.dn, ConnectedCsObjectId: adId }));
  const isInCloudSpace = object.link !== null || object.wanted !== null;
  const toEntra = { ConnectorName: engine.entraConnector, ConnectedCsObjectDN: entraObjectJson(engine, object).DistinguishedName, ConnectedCsObjectId: object.entraId };
  return {
    ObjectId: object.mvId,
    ObjectType: object.imported.kind === 'group' ? 'group' : 'person',
    Lineage: [...toAd, ...(isInCloudSpace ? [toEntra] : [])],
    Attributes: metaverseAttributes(engine, object, { cloudRule: cloudRuleName(object.imported.kind) }),
  };
}

const inboundRules = ({ settings }: Engine, { imported, wanted }: EngineObject): readonly string[] => {
  const custom = actingRules(settings.customRules, imported);
  const standard = inboundRuleNames(imported.kind, { enabled: wanted?.kind !== 'user' || wanted.accountEnabled, hasAlias: text(imported, 'mailNickname') !== null });
  return [...standard.filter((name) => custom.every(({ replaces }) => replaces !== name)), ...custom.map(({ name }) => name)];
};

const lineJson = (name: string, operation: 'Provision' | 'Join') => ({ SyncRuleName: name, SyncRuleInternalId: guidOf(`${name} internal`), Operation: operation });

/** The words of a rule of the administrator, or else those of the default rule when an anchor is another than the exported one. */
const syncErrorJson = (error: Recurring<string>, thrown: string | null) => ({
  ...times(error), ErrorType: error.cause, ExportedChangedNotReimported: false, SynchronizationStep: 'import-flow',
  ErrorText: thrown ?? 'The sourceAnchor attribute has changed. It must not change once the object has been exported.',
});

/** What Entra writes about each refusal. */
function literalOf({ type, attribute, values }: ExportRefusal): string {
  if (type === 'Throttled') return 'Microsoft Entra ID answered 429, too many requests. The operation will be retried in the next synchronization cycle.';
  if (type === 'LargeObject') return 'The provisioned object is too large. Trim the number of attribute values on this object. The operation will be retried in the next synchronization cycle.';
  if (type === 'DataValidationFailed') return `Unable to update this object because the following attributes have invalid values: [${attribute}].`;
  if (type === 'AttributeUpdateNotAllowed') return 'Hard match operation blocked due to security hardening. Review OnPremisesObjectIdentifier mapping.';
  if (type === 'InvalidHardMatch') return 'Another cloud created object with the same source anchor already exists in your tenant.';
  return `Unable to update this object because the following attributes associated with this object have values that may already be associated with another object in your local directory services: [${attribute} ${values.join(';')};].`;
}

/** AD's own refusal of a write. */
const deniedJson = (error: Recurring<string>) => ({
  ...times(error), ErrorType: error.cause, ErrorName: 'permission-issue', ErrorCode: '8344', ErrorLiteral: 'Insufficient access rights to perform the operation. Pending attribute: mS-DS-ConsistencyGuid', ErrorExtraDetails: null,
});

function exportErrorJson(error: Recurring<ExportRefusal>) {
  const { type, objectIdInConflict, attribute, values } = error.cause;
  const details = objectIdInConflict === null ? [{ Key: 'InvalidAttributeName', Value: [attribute] }] : [
    { Key: 'ObjectIdInConflict', Value: [objectIdInConflict] },
    { Key: 'AttributeConflictName', Value: [attribute] },
    { Key: 'AttributeConflictValues', Value: values },
  ];
  return {
    ...times(error), ErrorType: type === 'Throttled' ? 'unexpected-error' : 'cd-error', ErrorName: type, ErrorCode: '0x8023134a',
    ErrorLiteral: literalOf(error.cause),
    ErrorExtraDetails: type === 'Throttled' ? null : JSON.stringify(details),
  };
}

const times = (error: Recurring<unknown>) => ({ RetryCount: error.retries, InitialOccurrence: error.first.toISOString(), LatestOccurrence: error.latest.toISOString() });
