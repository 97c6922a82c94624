import type { AttributeChange } from '../../model/attribute-change.ts';

/**
 * Values of msDS-ReplAttributeMetaData and msDS-ReplValueMetaData: flat XML without attributes, often ended by a NUL.
 * Source: [MS-ADTS] 3.1.1.4.5.16 and 3.1.1.4.5.17.
 */
export function attributeChangeOf(xml: string): AttributeChange | null {
  const attribute = textIn(xml, 'pszAttributeName');
  const version = Number(textIn(xml, 'dwVersion'));
  const time = timeIn(xml, 'ftimeLastOriginatingChange');
  if (attribute === undefined || !Number.isInteger(version) || time === undefined) return null;
  const value = textIn(xml, 'pszObjectDn');
  return {
    attribute,
    version,
    time,
    originatingDsa: textIn(xml, 'pszLastOriginatingDsaDN') ?? textIn(xml, 'uuidLastOriginatingDsaInvocationID'),
    originatingUsn: textIn(xml, 'usnOriginatingChange'),
    ...(value === undefined ? {} : { value, removed: isRemoved(timeIn(xml, 'ftimeDeleted')) }),
  };
}

/** The time of a value that was never removed is the beginning of 1601. */
const isRemoved = (deleted: string | undefined): boolean => deleted !== undefined && !deleted.startsWith('1601-');

function timeIn(xml: string, element: string): string | undefined {
  const time = Date.parse(textIn(xml, element) ?? '');
  return Number.isNaN(time) ? undefined : new Date(time).toISOString();
}

function textIn(xml: string, element: string): string | undefined {
  const text = new RegExp(`<${element}>([^<]*)</${element}>`).exec(xml)?.[1];
  return text === undefined || text === '' ? undefined : unescaped(text);
}

const NAMED: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

const unescaped = (text: string): string =>
  text.replace(/&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|([a-z]+));/gi, (whole, hex: string | undefined, decimal: string | undefined, name: string | undefined) => {
    if (name !== undefined) return NAMED[name] ?? whole;
    const code = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16);
    return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
  });
