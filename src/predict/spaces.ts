import { firstOf, sameText, valuesOf } from '../deduce/attributes.ts';
import { inboundRulesFor } from '../deduce/inbound-rules.ts';
import { attributeOf, metaverseOf, textsOf } from '../deduce/metaverse-person.ts';
import { kindOfEntry } from '../deduce/object-kind.ts';
import { inScopeOf } from '../deduce/scope-filter.ts';
import { objectGuidOf } from '../deduce/source-anchor.ts';
import { inForestSpace } from '../deduce/sync-server.ts';
import { connectorSpaceDnOfAnchor } from '../model/anchor.ts';
import type { CsAttribute, CsObject, ExportError, MvObject, SynchronizationError, SyncServerDocument } from '../model/evidence.ts';
import type { AdObject } from '../model/exhibits.ts';
import { later, type Course } from './course.ts';
import { onServer, serverNamed } from './edit-document.ts';
import { connectorOf } from './inbound-scope.ts';
import { wonElsewhere } from './kept-back.ts';
import type { Refusal } from './match.ts';
import { isOfAnother, withoutLine } from './shared-person.ts';

/** Where an object stands in the engine. */
export interface Standing {
  readonly importing: CsObject | undefined;
  readonly person: MvObject | undefined;
  readonly exporting: CsObject | undefined;
  /** The anchor with which it was exported, and the Entra object that it was joined to. */
  readonly exportedAnchor: string | undefined;
  readonly cloudId: string | undefined;
  /** It was joined by mistake to the person of another account, whose values go out. */
  readonly takenForAnother: boolean;
}

export function standingOf(course: Course, name: string, ad: AdObject): Standing {
  const { csObjects = [], mvObjects = [] } = serverNamed(course, name) ?? { csObjects: undefined, mvObjects: undefined };
  const importing = inForestSpace(csObjects, ad);
  const person = metaverseOf(ad, importing, mvObjects);
  if (person !== undefined && isOfAnother(ad, importing, person)) return { importing, person, exporting: undefined, exportedAnchor: undefined, cloudId: undefined, takenForAnother: true };
  const exporting = csObjects.find((object) => isToEntra(object) && person !== undefined && sameText(object.ConnectedMVObjectId, person.ObjectId)) ?? csObjects.find((object) => isToEntra(object) && importing !== undefined && isJoined(importing) && sameText(object.ConnectedMVObjectId, importing.ConnectedMVObjectId));
  const cloudAnchor = person === undefined ? undefined : textsOf(attributeOf(person, 'cloudSourceAnchor'))[0];
  const known = /^(?:User|Group|Contact)_(.+)$/.exec(Buffer.from(exporting?.AnchorValue ?? '', 'base64').toString('utf8'))?.[1];
  return { importing, person, exporting, exportedAnchor: cloudAnchor, cloudId: known, takenForAnother: false };
}

export const isToEntra = (object: CsObject): boolean => object.ConnectorType?.toLowerCase().startsWith('extensible') === true || /^CN=\{[0-9A-F]+\}$/i.test(object.DistinguishedName ?? '');

const isJoined = (object: CsObject): boolean => /[1-9a-z]/i.test(object.ConnectedMVObjectId ?? '');

/** What the engine holds of an object after a cycle. */
export interface Passed {
  readonly ad: AdObject;
  readonly anchor: string | null;
  /** The Entra object that it is joined to; null where there is none. */
  readonly cloudId: string | null;
  readonly keptOut: string | null;
  readonly refusal: Refusal | ExportError | null;
  readonly syncError: SynchronizationError | null;
}

/** Rewrites both connector spaces and the metaverse for one object; what was not read stays unread. */
export function writeSpaces(course: Course, name: string, passed: Passed): void {
  const before = standingOf(course, name, passed.ad);
  const server = serverNamed(course, name);
  if (server === undefined) return;
  const joinedTo = before.importing !== undefined && isJoined(before.importing) ? before.importing.ConnectedMVObjectId : undefined;
  const personId = before.person?.ObjectId ?? joinedTo ?? `predicted-person-${objectGuidOf(passed.ad) ?? passed.ad.dn}`;
  const importing = importingOf({ server, before, passed, personId });
  const exporting = passed.anchor === null ? [] : [exportingOf(course, { server, before, passed, personId })];
  const others = (server.csObjects ?? []).filter((object) => object !== before.importing && object !== before.exporting && !(passed.anchor !== null && sameText(object.DistinguishedName, connectorSpaceDnOfAnchor(passed.anchor)) && isToEntra(object)));
  const person = personOf({ server, before, passed, personId }, exporting[0]);
  course.document = onServer(course, name, (each) => ({
    ...each,
    ...(each.csObjects === undefined ? {} : { csObjects: [...others, importing, ...exporting] }),
    ...(each.mvObjects === undefined ? {} : { mvObjects: [...each.mvObjects.filter((object) => object !== before.person), person] }),
    ...(each.pendingExports === undefined ? {} : { pendingExports: each.pendingExports.filter(({ ObjectId }) => ObjectId !== before.exporting?.ObjectId || passed.refusal !== null) }),
  }));
}

/** The engine forgets an object that is gone or out of scope, once its deletion was exported. */
export function forget(course: Course, name: string, ad: AdObject): void {
  const { importing, person, exporting } = standingOf(course, name, ad);
  course.document = onServer(course, name, (server) => ({
    ...server, csObjects: server.csObjects?.filter((object) => object !== importing && object !== exporting), mvObjects: server.mvObjects?.filter((object) => object !== person),
    pendingExports: server.pendingExports?.filter(({ ObjectId }) => ObjectId === undefined || ObjectId === null || ObjectId !== exporting?.ObjectId),
  }));
}

interface Writing {
  readonly server: SyncServerDocument;
  readonly before: Standing;
  readonly passed: Passed;
  readonly personId: string;
}

const NOT_CONNECTED = '00000000-0000-0000-0000-000000000000';

function importingOf({ server, before, passed, personId }: Writing): CsObject {
  const { ad, keptOut, syncError } = passed;
  const connector = connectorOf(ad, server);
  const joined = keptOut === null || (!before.takenForAnother && before.importing !== undefined && isJoined(before.importing));
  const fresh: CsObject = {
    ObjectId: `predicted-space-${objectGuidOf(ad) ?? ad.dn}`, ConnectorName: connector?.Name, ConnectorId: connector?.Identifier, ConnectorType: 'AD', ObjectType: kindOfEntry(ad) ?? 'user',
    AnchorValue: firstOf(ad, 'objectGUID'), IsPlaceHolder: false, IsTransient: false, HasExportError: false, ExportError: null,
  };
  const lineage = lineageOf(ad, server);
  return {
    ...(before.importing ?? fresh), DistinguishedName: ad.dn, IsConnector: joined, ConnectedMVObjectId: joined ? personId : NOT_CONNECTED, HasSyncError: syncError !== null, SynchronizationError: syncError,
    ...(lineage === undefined ? {} : { Lineage: joined ? lineage : [] }),
    Attributes: attributesOf(ad, { connector: connector?.AttributeInclusionList, before: before.importing?.Attributes }),
  };
}

/** The rules that take the object in; undefined where one of them cannot be judged. */
function lineageOf(ad: AdObject, server: SyncServerDocument): CsObject['Lineage'] | undefined {
  const rules = server.rules === undefined ? undefined : inboundRulesFor(ad, server.rules, connectorOf(ad, server));
  const answers = rules?.map((rule) => ({ rule, answer: inScopeOf(rule, ad) }));
  if (answers === undefined || answers.some(({ answer }) => answer === undefined)) return undefined;
  return answers.filter(({ answer }) => answer === true).map(({ rule }) => ({ SyncRuleName: rule.Name, SyncRuleInternalId: rule.InternalId, Operation: rule.LinkType }));
}

function attributesOf(ad: AdObject, { connector, before }: { readonly connector: readonly string[] | undefined; readonly before: readonly CsAttribute[] | undefined }): readonly CsAttribute[] {
  const names = connector ?? before?.flatMap(({ Name }) => Name ?? []) ?? Object.keys(ad.attributes);
  return names.flatMap((Name) => (valuesOf(ad, Name).length === 0 ? [] : [{ Name, SyncRuleName: null, ConnectorName: null, Values: valuesOf(ad, Name) }]));
}

function exportingOf(course: Course, { server, before, passed, personId }: Writing): CsObject {
  const anchor = passed.anchor ?? '';
  const entra = (server.connectors ?? []).find(({ Type }) => Type?.toLowerCase().startsWith('extensible') === true);
  const error = passed.refusal === null ? null : 'error' in passed.refusal ? exportError(course, passed.refusal, before) : passed.refusal;
  const fresh: CsObject = { ObjectId: `predicted-export-${objectGuidOf(passed.ad) ?? passed.ad.dn}`, ConnectorName: entra?.Name, ConnectorId: entra?.Identifier, ConnectorType: 'Extensible2', ObjectType: kindOfEntry(passed.ad) ?? 'user', IsPlaceHolder: false, IsTransient: false, HasSyncError: false, SynchronizationError: null };
  return {
    ...(before.exporting ?? fresh), DistinguishedName: connectorSpaceDnOfAnchor(anchor), IsConnector: true, ConnectedMVObjectId: personId,
    AnchorValue: passed.cloudId === null ? '' : Buffer.from(`User_${passed.cloudId}`, 'utf8').toString('base64'), HasExportError: error !== null, ExportError: error,
    Attributes: flowed({ ad: passed.ad, anchor, won: wonElsewhere(server, passed.ad, before.person) }, before.exporting?.Attributes),
  };
}

function exportError(course: Course, { error, holder, attribute, values }: Refusal, { exporting }: Standing): ExportError {
  const known = exporting?.ExportError;
  const same = known?.ErrorName === error;
  return {
    RetryCount: same ? (known.RetryCount ?? 0) + 1 : 0, InitialOccurrence: same ? known.InitialOccurrence : later(course, 2), LatestOccurrence: later(course, 2), ErrorType: 'cd-error', ErrorName: error, ErrorCode: null, ErrorLiteral: null,
    conflict: holder === undefined ? { attributeValues: [], invalidAttributeName: attribute } : { objectIdInConflict: holder, attributeName: attribute, attributeValues: values },
  };
}

/** Names in the metaverse that are called otherwise in AD. */
const FROM: Readonly<Record<string, string>> = { accountName: 'sAMAccountName', usageLocation: 'msExchUsageLocation' };

interface Flowing {
  readonly ad: AdObject;
  readonly anchor: string;
  /** What rules of administrators and other forests give instead. */
  readonly won: readonly CsAttribute[];
}

/** What flows on from AD: known attributes with the values of now, others as they were. */
function flowed({ ad, anchor, won }: Flowing, before: readonly CsAttribute[] | undefined): readonly CsAttribute[] {
  const names = before?.flatMap(({ Name }) => Name ?? []) ?? [];
  const all = [...new Set([...names, 'sourceAnchor', 'userPrincipalName', 'displayName', 'mail', 'mailNickname', 'proxyAddresses', 'accountEnabled'])];
  return all.flatMap((Name) => {
    const known = before?.find((attribute) => attribute.Name === Name);
    if (Name === 'sourceAnchor') return [{ ...known, Name, Values: [anchor] }];
    const winner = won.find((attribute) => sameText(attribute.Name, Name));
    if (winner !== undefined) return [{ ...known, ...winner, Name }];
    if (/^cloud/i.test(Name) || Name === 'accountEnabled') return known === undefined ? [] : [known];
    const Values = valuesOf(ad, FROM[Name] ?? Name);
    return Values.length === 0 ? [] : [{ ...known, Name, Values }];
  });
}

function personOf({ server, before, passed, personId }: Writing, exporting: CsObject | undefined): MvObject {
  const { ad, anchor, cloudId, keptOut } = passed;
  if (before.takenForAnother && before.person !== undefined) return withoutLine(ad, before.importing, before.person);
  const connector = connectorOf(ad, server);
  const lines = (before.person?.Lineage ?? []).filter(({ ConnectedCsObjectId }) => ConnectedCsObjectId !== before.importing?.ObjectId && ConnectedCsObjectId !== before.exporting?.ObjectId);
  const own = { ConnectorName: connector?.Name, ConnectedCsObjectDN: ad.dn, ConnectedCsObjectId: before.importing?.ObjectId ?? `predicted-space-${objectGuidOf(ad) ?? ad.dn}` };
  const out = exporting === undefined ? [] : [{ ConnectorName: exporting.ConnectorName, ConnectedCsObjectDN: exporting.DistinguishedName, ConnectedCsObjectId: exporting.ObjectId }];
  const others = flowed({ ad, anchor: anchor ?? '', won: wonElsewhere(server, ad, before.person) }, before.person?.Attributes).filter(({ Name }) => Name !== 'cloudFiltered' && Name !== 'cloudSourceAnchor');
  const filtered = keptOut === null ? [] : [before.person?.Attributes?.find(({ Name }) => Name === 'cloudFiltered') ?? { Name: 'cloudFiltered', Values: [true], SyncRuleName: /rule "(.*)" filters/.exec(keptOut)?.[1] ?? 'In from AD - User Common', ConnectorName: connector?.Name }];
  const linked = cloudId === null || anchor === null ? [] : [{ Name: 'cloudSourceAnchor', Values: [anchor], SyncRuleName: null, ConnectorName: exporting?.ConnectorName }];
  return { ObjectId: personId, ObjectType: kindOfEntry(ad) === 'group' ? 'group' : 'person', ...before.person, Lineage: [own, ...lines, ...out], Attributes: [...others, ...filtered, ...linked] };
}
