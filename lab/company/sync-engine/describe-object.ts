import { entraDnOfAnchor, octetsOfGuid } from './anchor-octets.ts';
import type { EngineObject, Recurring } from './connector-space.ts';
import type { Engine } from './engine.ts';
import type { ExportRefusal } from './wanted.ts';

const NOT_CONNECTED = '00000000-0000-0000-0000-000000000000';

interface AttributeJson {
  readonly Name: string;
  readonly Values: readonly string[];
}

/** Get-ADSyncCSObject for the AD side. */
export const adObjectJson = (engine: Engine, object: EngineObject) => ({
  ObjectId: object.adId,
  ConnectorName: engine.adConnector,
  ConnectorType: 'AD',
  DistinguishedName: object.imported.dn,
  ObjectType: object.imported.kind,
  AnchorValue: octetsOfGuid(object.imported.guid).toString('base64'),
  IsPlaceHolder: false,
  IsConnector: object.wanted !== null,
  ConnectedMVObjectId: object.wanted === null ? NOT_CONNECTED : object.mvId,
  HasExportError: false,
  ExportError: null,
  HasSyncError: object.syncError !== null,
  SynchronizationError: object.syncError === null ? null : { ErrorType: object.syncError.cause, ...times(object.syncError) },
  Attributes: [...object.imported.attributes.values()].map(({ name, values }): AttributeJson => ({
    Name: name,
    Values: values.map((value) => (typeof value === 'string' ? value : value.toString('base64'))),
  })),
});

/** Get-ADSyncCSObject for the Entra side. */
export function entraObjectJson(engine: Engine, object: EngineObject) {
  return {
    ObjectId: object.entraId,
    ConnectorName: engine.entraConnector,
    ConnectorType: 'Extensible2',
    DistinguishedName: entraDnOfAnchor(object.link?.cloudAnchor ?? object.wanted?.anchor ?? ''),
    ObjectType: object.imported.kind,
    AnchorValue: object.link === null ? '' : Buffer.from(`User_${object.link.cloudId}`, 'utf8').toString('base64'),
    IsPlaceHolder: false,
    IsConnector: true,
    ConnectedMVObjectId: object.mvId,
    HasExportError: object.exportError !== null,
    ExportError: object.exportError === null ? null : exportErrorJson(object.exportError),
    HasSyncError: false,
    SynchronizationError: null,
    Attributes: flowedAttributes(object),
  };
}

/** Get-ADSyncMVObject. */
export function metaverseJson(engine: Engine, object: EngineObject) {
  const toEntra = { ConnectorName: engine.entraConnector, ConnectedCsObjectDN: entraObjectJson(engine, object).DistinguishedName, ConnectedCsObjectId: object.entraId };
  const cloudAnchor: readonly AttributeJson[] = object.link === null ? [] : [{ Name: 'cloudSourceAnchor', Values: [object.link.cloudAnchor] }];
  return {
    ObjectId: object.mvId,
    ObjectType: object.imported.kind === 'user' ? 'person' : object.imported.kind,
    Lineage: [{ ConnectorName: engine.adConnector, ConnectedCsObjectDN: object.imported.dn, ConnectedCsObjectId: object.adId }, toEntra],
    Attributes: [...flowedAttributes(object), ...cloudAnchor],
  };
}

function flowedAttributes({ wanted }: EngineObject): readonly AttributeJson[] {
  if (wanted === null) return [];
  const { anchor, displayName, mail, mailNickname, proxyAddresses } = wanted;
  const ofUser = wanted.kind === 'user' ? { userPrincipalName: wanted.upn, accountEnabled: wanted.accountEnabled ? 'true' : 'false', accountName: wanted.sam } : {};
  const single = { sourceAnchor: anchor, displayName, mail, mailNickname, ...ofUser };
  return [
    ...Object.entries(single).flatMap(([Name, value]) => (value === null ? [] : [{ Name, Values: [value] }])),
    ...(proxyAddresses.length === 0 ? [] : [{ Name: 'proxyAddresses', Values: proxyAddresses }]),
  ];
}

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
