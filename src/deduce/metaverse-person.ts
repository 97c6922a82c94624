import { sameDn } from '../model/distinguished-name.ts';
import type { AdEntry, CsAttribute, CsObject, MvObject } from '../model/evidence.ts';
import { sameText } from './attributes.ts';

/** Whether an object in a connector space is joined to the metaverse; an empty GUID stands for none. */
const isJoined = (object: CsObject): boolean => /[1-9a-z]/i.test(object.ConnectedMVObjectId ?? '');

/** Whether the engine says that it is joined to nothing; a link that was not given says nothing. */
export const isDisconnector = (object: CsObject): boolean =>
  !isJoined(object) && (object.IsConnector === false || (object.ConnectedMVObjectId !== undefined && object.ConnectedMVObjectId !== null));

/** What the metaverse holds of an AD object: by the link of its connector-space object, or by the lineage that names its DN. */
export const metaverseOf = (ad: AdEntry, imported: CsObject | undefined, metaverse: readonly MvObject[]): MvObject | undefined =>
  metaverse.find((each) => imported !== undefined && isJoined(imported) && sameText(each.ObjectId, imported.ConnectedMVObjectId)) ??
  metaverse.find((each) => (each.Lineage ?? []).some(({ ConnectedCsObjectDN }) => typeof ConnectedCsObjectDN === 'string' && sameDn(ConnectedCsObjectDN, ad.dn)));

export const attributeOf = (object: { readonly Attributes?: readonly CsAttribute[] | undefined }, name: string): CsAttribute | undefined =>
  object.Attributes?.find((attribute) => sameText(attribute.Name, name));

/** The values of an attribute as text. */
export const textsOf = (attribute: CsAttribute | undefined): readonly string[] => (attribute?.Values ?? []).flatMap((value) => (value === null || value === '' ? [] : [String(value)]));
