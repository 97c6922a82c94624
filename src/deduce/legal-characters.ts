/**
 * What the values of a synchronised object may be made of, and how long they may be.
 * Source: learn.microsoft.com/microsoft-365/enterprise/prepare-for-directory-synchronization and the rules of IdFix that still hold.
 */

/** The longest value Entra takes; characters. `userPrincipalName` has three limits of its own. */
export const LONGEST = { displayName: 256, givenName: 64, mail: 256, proxyAddresses: 256, targetAddress: 255, mailNickname: 64, sAMAccountName: 20, telephoneNumber: 64 } as const;
export const LONGEST_UPN = { whole: 113, name: 64, suffix: 48 } as const;
export const MOST_ADDRESSES = 300;
export const MOST_CERTIFICATES = 15;
export const LARGEST_PHOTO = 100 * 1024;

/** One thing that is wrong with a value, in words that fit behind "contains" or "has". */
export type Fault = string;

/** A value in quotes in which blanks at its ends and everything invisible is written as its code point. */
export function quoted(value: string): string {
  const ends = value.replace(/^ +| +$/g, (blanks) => '<U+0020>'.repeat(blanks.length));
  return `"${ends.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]|(?! )\p{Zs}/gu, codePoint)}"`;
}

const codePoint = (character: string): string => `<U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}>`;

const SPACE = /[\s\p{Zs}\p{Cc}\p{Cf}]/u;
/** `x500`: what a legacy DN is made of may hold blanks, brackets and apostrophes; line breaks, tabs and quotes not. */
const IN_ADDRESS = { smtp: /[<>();,[\]"]/, x500: /[[\]"]/, other: /[<>(),[\]"]/ } as const;
/** Types that Entra never takes over, whatever they hold. */
export const isLegacyType = (type: string): boolean => /^(x400|msmail|ms)$/i.test(type);

/** Types whose characters are judged; what stands in an address of another network (NOTES, FAX) is its own matter. */
const JUDGED = ['smtp', 'x500', 'sip', 'eum'];

/** Faults of one value of proxyAddresses for which it is dropped; none for values without type and for types that are dropped anyway. */
export function addressFaults(raw: string): readonly Fault[] {
  const at = raw.indexOf(':');
  const type = raw.slice(0, Math.max(at, 0)).trim().toLowerCase();
  if (!JUDGED.includes(type)) return [];
  const rest = raw.slice(at + 1);
  const space = type === 'x500' ? /[\t\n\v\f\r]/ : SPACE;
  return distinct([
    ...found(raw.slice(0, at), SPACE, blank),
    ...found(rest, space, blank),
    ...found(rest, IN_ADDRESS[type === 'smtp' ? 'smtp' : type === 'x500' ? 'x500' : 'other'], named),
    ...(type !== 'x500' && type !== 'eum' && rest.includes(':') ? ['a second colon'] : []),
    ...(type === 'smtp' ? found(rest, /(?![\p{Zs}\p{Cc}\p{Cf}])[^\0-\x7f]/u, named) : []),
  ]);
}

/** Faults in the form of an e-mail address: what stands before and behind the @. */
export function formFaults(address: string): readonly Fault[] {
  const parts = address.split('@');
  const [name = '', suffix = ''] = parts;
  if (parts.length === 1) return ['no @'];
  if (parts.length > 2) return ['more than one @'];
  return [
    ...(name === '' ? ['nothing in front of the @'] : []),
    ...(suffix === '' ? ['nothing behind the @'] : []),
    ...(/^\.|\.$|\.\./.test(name) ? ['a dot at the start or the end of the name, or two in a row'] : []),
    ...(suffix !== '' && /^[.-]|[.-]$|\.\./.test(suffix) ? ['a domain that begins or ends with a dot or a hyphen, or has two dots in a row'] : []),
  ];
}

/** Entra writes an underscore for these in the local part: the address comes, but changed. */
export function underscored(address: string): string {
  const at = address.lastIndexOf('@');
  return at < 0 ? address : address.slice(0, at).replace(/[ `()|=?/%]/g, '_') + address.slice(at);
}

/** Faults of a sign-in name, beside its length. Apostrophe, #, !, ^, ~, hyphen and underscore are allowed. */
export function signInNameFaults(name: string): readonly Fault[] {
  const parts = name.split('@');
  const [account = ''] = parts;
  return distinct([
    ...found(name, SPACE, blank),
    ...found(name, /[^A-Za-z0-9'.\-_!#^~@\s\p{Zs}\p{Cc}\p{Cf}]/u, named),
    ...(parts.length === 1 ? ['no @'] : parts.length > 2 ? ['more than one @'] : []),
    ...(parts.length > 1 && account === '' ? ['nothing in front of the @'] : []),
    ...(/[.&]$/.test(account) || /[.&@]$/.test(name) ? [`${named(/[.&@]$/.exec(name)?.[0] ?? account.slice(-1))} at an end where it may not stand`] : []),
  ]);
}

export function signInNameLengthFaults(name: string): readonly Fault[] {
  const at = name.lastIndexOf('@');
  const [account, suffix] = at < 0 ? [name, ''] : [name.slice(0, at), name.slice(at + 1)];
  return [
    ...(name.length > LONGEST_UPN.whole ? [`${name.length} characters in all, ${LONGEST_UPN.whole} are allowed`] : []),
    ...(account.length > LONGEST_UPN.name ? [`${account.length} characters in front of the @, ${LONGEST_UPN.name} are allowed`] : []),
    ...(suffix.length > LONGEST_UPN.suffix ? [`${suffix.length} characters behind the @, ${LONGEST_UPN.suffix} are allowed`] : []),
  ];
}

/** Faults of an Exchange alias. Exchange takes ! # $ % & ' * + / = ? ^ { | } ~ and the back-tick today. */
export function aliasFaults(alias: string): readonly Fault[] {
  return distinct([
    ...(alias.startsWith('.') ? ['a dot at the start'] : []),
    ...found(alias, SPACE, blank),
    ...found(alias, /[\\<>();:,[\]"@]/, named),
    ...(alias.length > LONGEST.mailNickname ? [`${alias.length} characters, ${LONGEST.mailNickname} are allowed`] : []),
  ]);
}

/** Faults of a sAMAccountName; the limit of 20 holds for users. */
export function accountNameFaults(name: string, isUser: boolean): readonly Fault[] {
  const limit = isUser ? LONGEST.sAMAccountName : 256;
  return distinct([...found(name, /[[\]\\"|,/:<>+=;?*']/, named), ...(name.length > limit ? [`${name.length} characters, ${limit} are allowed`] : [])]);
}

/** Faults of a forwarding address; a type other than SMTP is a matter of its own network. */
export function targetAddressFaults(value: string): readonly Fault[] {
  const at = value.indexOf(':');
  const typed = at > 0 && !value.slice(0, at).includes('@');
  const type = value.slice(0, at).trim().toLowerCase();
  const smtp = typed && type === 'smtp';
  return distinct([
    ...(typed ? [] : ['no "SMTP:" in front']),
    ...(!typed || smtp ? found(value, SPACE, blank) : []),
    ...(smtp ? [...addressFaults(value), ...found(value, /\\/, named), ...formFaults(value.slice(at + 1).trim())] : []),
    ...(value.length > LONGEST.targetAddress ? [`${value.length} characters, ${LONGEST.targetAddress} are allowed`] : []),
  ]);
}

function found(text: string, wrong: RegExp, say: (character: string) => Fault): readonly Fault[] {
  if (!wrong.test(text)) return [];
  return [...text.matchAll(new RegExp(wrong.source, `g${wrong.flags}`))].map(([character]) => say(character));
}

const blank = (character: string): Fault => (character === ' ' ? 'a blank (U+0020)' : `an invisible character (${codePoint(character).slice(1, -1)})`);
const named = (character: string): Fault => (character.charCodeAt(0) > 0x7f ? `the character ${character} (${codePoint(character).slice(1, -1)})` : `the character ${character}`);
const distinct = (faults: readonly Fault[]): readonly Fault[] => [...new Set(faults)];
