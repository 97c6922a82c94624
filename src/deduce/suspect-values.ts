import type { AdEntry } from '../model/evidence.ts';
import { firstOf, valuesOf } from './attributes.ts';
import { addressFaults, aliasFaults, formFaults, LONGEST, signInNameFaults, signInNameLengthFaults, targetAddressFaults } from './legal-characters.ts';

/** A value of AD that Entra may refuse. */
export interface SuspectValue {
  readonly attribute: string;
  readonly value: string;
  /** Fits behind the name of the attribute. */
  readonly says: string;
}

const PHONES = ['telephoneNumber', 'mobile', 'facsimileTelephoneNumber', 'homePhone', 'pager'] as const;
const LIMITED = ['displayName', 'givenName', 'mail', 'proxyAddresses'] as const;

/** Values longer than Entra's schema allows, where no cause of its own speaks of them. */
export const overlongValues = (ad: AdEntry): readonly SuspectValue[] =>
  LIMITED.flatMap((attribute) =>
    valuesOf(ad, attribute).flatMap((value) => (value.length > LONGEST[attribute] ? [{ attribute, value, says: `has ${value.length} characters, ${LONGEST[attribute]} are allowed` }] : [])),
  );

/** Everything in an object that looks as if Entra would refuse it; for errors that name no attribute. */
export function suspectValues(ad: AdEntry): readonly SuspectValue[] {
  return [
    ...faulty(ad, 'userPrincipalName', (value) => [...signInNameFaults(value), ...signInNameLengthFaults(value)]),
    ...faulty(ad, 'mailNickname', aliasFaults),
    ...faulty(ad, 'proxyAddresses', addressFaults),
    ...faulty(ad, 'targetAddress', targetAddressFaults),
    ...['mail', 'otherMailbox'].flatMap((attribute) => faulty(ad, attribute, (value) => [...addressFaults(`smtp:${value}`), ...formFaults(value.trim())])),
    ...['c', 'msExchUsageLocation'].flatMap((attribute) => faulty(ad, attribute, (value) => (/^[A-Z]{2}$/i.test(value) ? [] : ['no country code of two letters']))),
    ...differentCountries(ad),
    ...PHONES.flatMap((attribute) => faulty(ad, attribute, (value) => (value.length > LONGEST.telephoneNumber ? [`${value.length} characters, ${LONGEST.telephoneNumber} are allowed`] : []))),
    ...(firstOf(ad, 'displayName') === undefined ? [{ attribute: 'displayName', value: '', says: 'is empty' }] : []),
    ...overlongValues(ad),
  ];
}

const faulty = (ad: AdEntry, attribute: string, faultsOf: (value: string) => readonly string[]): readonly SuspectValue[] =>
  valuesOf(ad, attribute).flatMap((value) => {
    const faults = faultsOf(value);
    return faults.length === 0 ? [] : [{ attribute, value, says: `has ${faults.join(', ')}` }];
  });

function differentCountries(ad: AdEntry): readonly SuspectValue[] {
  const [country, usage] = [firstOf(ad, 'c'), firstOf(ad, 'msExchUsageLocation')];
  return country === undefined || usage === undefined || country.toLowerCase() === usage.toLowerCase() ? [] : [{ attribute: 'c', value: country, says: `differs from msExchUsageLocation (${usage})` }];
}
