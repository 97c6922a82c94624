import { rememberedText } from './remembered.ts';

/** Distinguished names (RFC 4514) as far as comparing and climbing needs them. */

/** The RDNs of a DN, innermost first, as written; commas behind a backslash do not part. */
export const rdnsOf = rememberedText((dn): readonly string[] => {
  const rdns: string[] = [];
  let current = '';
  for (let at = 0; at < dn.length; at += 1) {
    const letter = dn.charAt(at);
    if (letter === '\\') {
      current += letter + dn.charAt(at + 1);
      at += 1;
    } else if (letter === ',') {
      rdns.push(current);
      current = '';
    } else current += letter;
  }
  return [...rdns, current].map((rdn) => rdn.trimStart()).filter((rdn) => rdn !== '');
});

/** The container of a DN; null at the top. */
export function parentDn(dn: string): string | null {
  const rdns = rdnsOf(dn);
  return rdns.length < 2 ? null : rdns.slice(1).join(',');
}

/** All containers above a DN, nearest first. */
export function ancestorDns(dn: string): readonly string[] {
  const rdns = rdnsOf(dn);
  return rdns.slice(1).map((_, at) => rdns.slice(at + 1).join(','));
}

export const sameDn = (one: string, other: string): boolean => one === other || comparableDn(one) === comparableDn(other);

/** Whether a DN is this container or lies anywhere below it. */
export function isAtOrBelow(dn: string, container: string): boolean {
  const below = comparable(dn);
  const above = comparable(container);
  return above.length > 0 && above.length <= below.length && above.every((rdn, at) => rdn === below[below.length - above.length + at]);
}

const comparable = rememberedText((dn): readonly string[] => rdnsOf(dn).map(comparableRdn));

/** One spelling for all spellings of a DN. */
export const comparableDn = rememberedText((dn) => comparable(dn).join(','));

/** Lower case, no space round the equals sign, one spelling for each escape. */
function comparableRdn(rdn: string): string {
  const equals = rdn.indexOf('=');
  const attribute = rdn.slice(0, equals).trim().toLowerCase();
  return `${attribute}=${unescaped(trimmed(rdn.slice(equals + 1))).toLowerCase()}`.replaceAll(',', '\\,');
}

/** Without the spaces round a value; one behind a backslash belongs to it. */
const trimmed = (value: string): string => value.trimStart().replace(/(?<!\\)\s+$/, '');

const unescaped = (value: string): string =>
  value.replace(/((?:\\[0-9a-fA-F]{2})+)|\\(.)/gs, (_, hex: string | undefined, letter: string | undefined) =>
    hex === undefined ? (letter ?? '') : Buffer.from(hex.replaceAll('\\', ''), 'hex').toString('utf8'),
  );
