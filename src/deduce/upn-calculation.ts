import { proxyAddress, isSmtp, suffixOf } from './addresses.ts';
import { sameText } from './attributes.ts';
import { quoted, signInNameFaults, signInNameLengthFaults } from './legal-characters.ts';

/**
 * How Entra comes to the sign-in name of a synchronised user.
 * Source: learn.microsoft.com/entra/identity/hybrid/connect/plan-connect-userprincipalname
 */
export interface UpnInputs {
  /** The AD attribute that is taken as the sign-in name; `userPrincipalName` unless an alternate one is set. */
  readonly attribute: string;
  /** Its value as it stands in AD. */
  readonly wanted: string | undefined;
  readonly mailNickname: string | undefined;
  readonly mail: string | undefined;
  readonly proxyAddresses: readonly string[];
  /** Lower case; undefined when not read. */
  readonly verifiedDomains: readonly string[] | undefined;
  readonly initialDomain: string | undefined;
  /** The sign-in name in Entra; undefined when there is no account or it was not read. */
  readonly cloudName: string | undefined;
  /** The name that Entra states as taken by another object. */
  readonly conflict: string | undefined;
  /** `synchronizeUpnForManagedUsersEnabled`; undefined when not read. */
  readonly followsChanges: boolean | undefined;
  /** The account has a licence; undefined when not known. */
  readonly licensed: boolean | undefined;
  /** The suffix in Entra belongs to a federated domain; undefined when not known. */
  readonly federated: boolean | undefined;
}

export const UPN_STEPS = ['value', 'suffix', 'characters', 'length', 'conflict', 'change', 'fallback'] as const;

export interface UpnStep {
  readonly step: (typeof UPN_STEPS)[number];
  /** `unknown`: what decides it was not read. */
  readonly state: 'passed' | 'failed' | 'unknown';
  readonly says: string;
}

/** The calculation, told step by step; it ends with the name that is expected in Entra. */
export interface UpnCalculation {
  readonly steps: readonly UpnStep[];
  /** Undefined where it cannot be said. */
  readonly expected: string | undefined;
  /** Whether Entra shows the expected name; undefined where one of the two is not known. */
  readonly agrees: boolean | undefined;
}

export function upnCalculation(inputs: UpnInputs): UpnCalculation {
  const { wanted, cloudName } = inputs;
  const [checks, usable] = wanted === undefined ? [[noValue(inputs)], false] : checked(wanted, inputs);
  const nickname = aliasInUse(inputs);
  const fallback = nickname === undefined || inputs.initialDomain === undefined ? undefined : `${nickname.alias}@${inputs.initialDomain}`;
  const steps = usable === true ? checks : [...checks, fallbackStep(fallback, nickname?.from)];
  const expected = usable === true ? wanted?.trim() : usable === undefined ? undefined : fallback;
  const digits = expected !== undefined && inputs.conflict !== undefined && cloudName !== undefined && isNumbered(cloudName, inputs.initialDomain);
  return { steps, expected, agrees: expected === undefined || cloudName === undefined ? undefined : sameText(expected, cloudName) || digits };
}

const noValue = ({ attribute }: UpnInputs): UpnStep => ({ step: 'value', state: 'failed', says: `${attribute} is empty in AD.` });

function checked(wanted: string, inputs: UpnInputs): readonly [readonly UpnStep[], boolean | undefined] {
  const steps = [{ step: 'value', state: 'passed', says: `${inputs.attribute} in AD is ${quoted(wanted)}.` } as const, suffixStep(wanted, inputs), characterStep(wanted), lengthStep(wanted), conflictStep(wanted, inputs), changeStep(wanted, inputs)];
  const decisive = steps.filter(({ step }) => step !== 'change');
  return [steps, decisive.some(({ state }) => state === 'failed') ? false : decisive.some(({ state }) => state === 'unknown') ? undefined : true];
}

function suffixStep(wanted: string, { verifiedDomains }: UpnInputs): UpnStep {
  const suffix = suffixOf(wanted.trim());
  if (verifiedDomains === undefined) return { step: 'suffix', state: 'unknown', says: 'The verified domains of the tenant were not read.' };
  return verifiedDomains.includes(suffix)
    ? { step: 'suffix', state: 'passed', says: `${suffix} is a verified domain of the tenant.` }
    : { step: 'suffix', state: 'failed', says: `${suffix} is not a verified domain of the tenant; a subdomain must be listed itself.` };
}

function characterStep(wanted: string): UpnStep {
  const faults = signInNameFaults(wanted);
  return faults.length === 0 ? { step: 'characters', state: 'passed', says: 'Every character of it is allowed.' } : { step: 'characters', state: 'failed', says: `It has ${faults.join(', ')}.` };
}

function lengthStep(wanted: string): UpnStep {
  const faults = signInNameLengthFaults(wanted);
  return faults.length === 0 ? { step: 'length', state: 'passed', says: 'It is short enough.' } : { step: 'length', state: 'failed', says: `It has ${faults.join(', ')}.` };
}

const conflictStep = (wanted: string, { conflict }: UpnInputs): UpnStep =>
  sameText(conflict, wanted.trim())
    ? { step: 'conflict', state: 'failed', says: 'Another object has this name; Entra keeps it aside and puts four digits behind the alias until it is free.' }
    : { step: 'conflict', state: 'passed', says: 'Entra states no conflict of this name.' };

/** Without the feature, a licensed account of a managed domain keeps its first name. */
function changeStep(wanted: string, { cloudName, followsChanges, licensed, federated }: UpnInputs): UpnStep {
  if (cloudName === undefined || sameText(cloudName, wanted.trim()) || followsChanges === true || licensed === false || federated === true) return { step: 'change', state: 'passed', says: 'Nothing holds back a change of the name.' };
  if (followsChanges === undefined || licensed === undefined || federated === undefined) return { step: 'change', state: 'unknown', says: 'Whether the tenant takes over a changed name for licensed accounts was not read.' };
  return { step: 'change', state: 'failed', says: 'The tenant ignores changes of the name for licensed accounts of managed domains.' };
}

function fallbackStep(fallback: string | undefined, from: string | undefined): UpnStep {
  if (fallback === undefined) return { step: 'fallback', state: 'unknown', says: 'The name on the initial domain cannot be told: no alias, address or name to make it of, or the initial domain was not read.' };
  return { step: 'fallback', state: 'passed', says: `So the name is made of ${from ?? 'the alias'} and the initial domain: ${fallback}.` };
}

/** The first that exists makes the alias when the account is created; later only mailNickname changes it. */
function aliasInUse({ mailNickname, proxyAddresses, mail, wanted }: UpnInputs): { readonly alias: string; readonly from: string } | undefined {
  const smtp = proxyAddresses.map(proxyAddress).filter(isSmtp);
  const candidates: readonly (readonly [string | undefined, string])[] = [
    [mailNickname, 'mailNickname'],
    [smtp.find(({ primary }) => primary)?.address, 'the primary address'],
    [mail, 'mail'],
    [wanted, 'the name in AD'],
    [smtp.find(({ primary }) => !primary)?.address, 'a secondary address'],
  ];
  for (const [value, from] of candidates) {
    const alias = value?.trim().split('@')[0];
    if (alias !== undefined && alias !== '') return { alias, from };
  }
  return undefined;
}

const isNumbered = (name: string, initial: string | undefined): boolean => /\d{4}@/.test(name) && (initial === undefined || suffixOf(name) === initial);
