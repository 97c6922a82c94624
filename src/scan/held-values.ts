import { cloudUpnOf, proxyAddress } from '../deduce/addresses.ts';
import { valuesOf } from '../deduce/attributes.ts';
import { domainOf } from '../deduce/domain-of.ts';
import type { AdObject } from '../model/exhibits.ts';
import type { CloudAt } from './read-objects.ts';

/** A value that two objects should not both have, in the spelling for comparing. */
export interface HeldValue {
  readonly attribute: string;
  /** What it is, and the value; equal texts are the same value. */
  readonly as: string;
  readonly value: string;
}

const ADDRESSES = ['userPrincipalName', 'mail', 'proxyAddresses', 'targetAddress'] as const;
const OF_AD = ['mailNickname', 'msRTCSIP-PrimaryUserAddress', 'mS-DS-ConsistencyGuid'] as const;

/** Everything of an AD object that belongs to it alone. */
export function heldByEntry(entry: AdObject): readonly HeldValue[] {
  const account = valuesOf(entry, 'sAMAccountName')[0];
  return [
    ...ADDRESSES.flatMap((attribute) => valuesOf(entry, attribute).flatMap((value) => addressed(attribute, value))),
    ...OF_AD.flatMap((attribute) => valuesOf(entry, attribute).flatMap((value) => named(attribute, value))),
    ...valuesOf(entry, 'objectGUID').map((value) => ({ attribute: 'objectGUID', as: `anchor ${value}`, value })),
    ...(account === undefined ? [] : [{ attribute: 'sAMAccountName', as: `account ${account}@${domainOf(entry.dn)}`.toLowerCase(), value: account }]),
  ];
}

/** The same of an object of Entra. */
export function heldByCloud({ object }: CloudAt): readonly HeldValue[] {
  const text = (attribute: string, value: string | null | undefined, held: (attribute: string, value: string) => readonly HeldValue[]): readonly HeldValue[] => (typeof value === 'string' && value !== '' ? held(attribute, value) : []);
  const account = object.onPremisesSamAccountName;
  return [
    ...text('userPrincipalName', cloudUpnOf(object), addressed),
    ...text('mail', object.mail, addressed),
    ...(object.proxyAddresses ?? []).flatMap((value) => addressed('proxyAddresses', value)),
    ...text('mailNickname', object.mailNickname, named),
    ...text('onPremisesImmutableId', object.onPremisesImmutableId, (attribute, value) => [{ attribute, as: `anchor ${value}`, value }]),
    ...text('onPremisesSamAccountName', account, (attribute, value) => [{ attribute, as: `account ${value}@${object.onPremisesDomainName ?? ''}`.toLowerCase(), value }]),
  ];
}

function addressed(attribute: string, raw: string): readonly HeldValue[] {
  const { type, address } = proxyAddress(raw);
  if (address === '') return [];
  const kind = type?.toLowerCase() ?? 'smtp';
  return [{ attribute, as: `${kind} ${address}`, value: raw }];
}

function named(attribute: string, value: string): readonly HeldValue[] {
  const text = value.trim().toLowerCase();
  if (text === '') return [];
  if (attribute === 'mS-DS-ConsistencyGuid') return [{ attribute, as: `anchor ${value}`, value }];
  return [{ attribute, as: attribute === 'mailNickname' ? `alias ${text}` : `sip ${text.replace(/^sip:\s*/, '')}`, value }];
}
