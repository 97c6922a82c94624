import { connectorSpaceDnOfAnchor, isGuidAnchor } from '../model/anchor.ts';
import { pseudonymsOf } from './pseudonyms.ts';
import { ID_IN_FRONT, sensitiveWords, WORD } from './vocabulary.ts';

/**
 * The document with every name and address of the company replaced, the same by the same wherever it stands: in values, DNs, error
 * texts and events. Prefixes, signs, digits, lengths, letter case, GUIDs and SIDs stay, so that the causes stay as they are.
 */
export function redact(document: unknown, key: string): unknown {
  const given = pseudonymsOf(sensitiveWords(document), key);
  return redacted(document, '', given);
}

type Given = ReadonlyMap<string, string>;

function redacted(value: unknown, field: string, given: Given): unknown {
  if (typeof value === 'string') return field === 'what' ? redactedPath(value, given) : UNTOUCHED.has(field) ? value : redactedText(value, given);
  if (Array.isArray(value)) return value.map((each: unknown) => redacted(each, field, given));
  if (typeof value !== 'object' || value === null) return value;
  const members: readonly (readonly [string, unknown])[] = Object.entries(value);
  return Object.fromEntries(members.map(([key, each]) => [key, redacted(each, key, given)]));
}

/** Fields with words of the formats or with octets; a name in one of them would be an accident. */
const UNTOUCHED = new Set([
  'format', 'objectClass', 'objectGUID', 'objectSid', 'mS-DS-ConsistencyGuid', 'userCertificate', 'userSMIMECertificate', 'thumbnailPhoto', 'sIDHistory', 'msExchMailboxGuid',
  'msExchArchiveGUID', 'msExchMasterAccountSid', 'AnchorValue', 'ObjectType', 'ConnectorType', 'RunProfileName', 'Result', 'StepResult', 'SyncRuleName', 'ErrorType', 'ErrorName', 'ErrorCode',
  'AttributeInclusionList', 'ObjectInclusionList', 'ObjectClasses', 'schemaAttributes', 'Operation', 'Attribute', 'ComparisonOperator', 'Direction', 'LinkType', 'why', 'category', 'activityDisplayName', 'operationType', 'loggedByService',
  'propertyCausingError', 'authenticationType', 'userType', 'capabilityStatus', 'state', 'status', 'level', 'source', 'skuPartNumber', 'servicePlanName', 'service', 'RecipientType', 'RecipientTypeDetails',
]);

const SPACE_DN = /^CN=\{((?:[0-9A-F]{2})+)\}$/i;
const GUID = /^\{?[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\}?$/i;

function redactedText(text: string, given: Given): string {
  const hex = SPACE_DN.exec(text)?.[1];
  if (hex !== undefined) return connectorSpaceDnOfAnchor(redactedText(Buffer.from(hex, 'hex').toString('latin1'), given));
  if (isGuidAnchor(text) || GUID.test(text)) return text;
  const id = ID_IN_FRONT.exec(text)?.[0] ?? '';
  return id + text.slice(id.length).replace(WORD, (word) => {
    const stand = given.get(word.toLowerCase());
    return stand === undefined ? word : inCaseOf(word, stand);
  });
}

/** `syncServers.SYNC01.events` or `syncServers[SYNC01].events`: the first and the last step are words of the format, what lies between or in brackets names a server or a forest. */
function redactedPath(path: string, given: Given): string {
  const steps = path.split('.');
  return steps.map((step, at) => (at === 0 || at === steps.length - 1 ? step.replace(/\[([^\]]*)\]/g, (_, name: string) => `[${redactedText(name, given)}]`) : redactedText(step, given))).join('.');
}

/** Letter by letter in the case of the word it stands for: whether two values differ only in case must stay visible. */
const inCaseOf = (word: string, stand: string): string =>
  [...stand].map((letter, at) => ([...word][at] === [...word][at]?.toUpperCase() ? letter.toUpperCase() : letter)).join('');
