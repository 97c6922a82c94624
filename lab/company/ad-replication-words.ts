import { guidText, type WriteNote } from './ad-metadata.ts';

/** What AD notes about one value of a linked attribute. */
export interface LinkNote {
  readonly attribute: string;
  readonly target: string;
  readonly version: number;
  readonly created: Date;
  readonly deleted: Date | null;
  readonly usn: number;
}

/** The domain controller that all writes are made on. */
export interface Writer {
  readonly invocationId: Buffer;
  readonly dsaDn: string;
}

const NEVER = '1601-01-01T00:00:00Z';

/** One value of msDS-ReplAttributeMetaData. */
export const attributeWords = (note: WriteNote, writer: Writer): string => element('DS_REPL_ATTR_META_DATA', [['pszAttributeName', note.name], ['dwVersion', note.version], ...origin(note.at, note.usn, writer)]);

/** One value of msDS-ReplValueMetaData. */
export function valueWords(note: LinkNote, writer: Writer): string {
  return element('DS_REPL_VALUE_META_DATA', [
    ['pszAttributeName', note.attribute], ['pszObjectDn', note.target], ['cbData', 0], ['pbData', ''],
    ['ftimeDeleted', note.deleted === null ? NEVER : time(note.deleted)], ['ftimeCreated', time(note.created)], ['dwVersion', note.version],
    ...origin(note.deleted ?? note.created, note.usn, writer),
  ]);
}

function origin(at: Date, usn: number, { invocationId, dsaDn }: Writer): readonly (readonly [string, string | number])[] {
  return [
    ['ftimeLastOriginatingChange', time(at)], ['uuidLastOriginatingDsaInvocationID', guidText(invocationId)], ['usnOriginatingChange', usn], ['usnLocalChange', usn],
    ['pszLastOriginatingDsaDN', dsaDn],
  ];
}

const time = (at: Date): string => `${at.toISOString().slice(0, 19)}Z`;
const element = (name: string, members: readonly (readonly [string, string | number])[]): string =>
  `<${name}>\n${members.map(([key, value]) => `\t<${key}>${escaped(String(value))}</${key}>\n`).join('')}</${name}>\n\0`;
const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
