import { TenantError } from '../../ports/tenant.ts';
import { GraphRefusal } from './graph-fault.ts';

/** What was to be written, for the words of a refusal. */
export interface Attempted {
  /** "the sign-in name of this account" */
  readonly what: string;
  /** The least permission of the writing application. */
  readonly permission: string;
}

/** What Graph's refusal of a write means. The stems are those of its messages, for most have no code of their own. */
export function refusedWrite(failure: TenantError, { what, permission }: Attempted): TenantError {
  const { status, message } = failure;
  if (status === 403) return new TenantError('access-denied', `Entra ID refused the change (403): the application lacks the permission ${permission}, or the account holds an admin role that the application may not touch`, 403);
  if (!(failure instanceof GraphRefusal) || status !== 400) return failure;
  if (failure.conflict) return refused(`Another account, group or contact in Entra ID, or one in its recycle bin, has ${conflictOf(message) ?? 'this value'} already`);
  const meant = MEANINGS.find(([stem]) => stem.test(message));
  return meant === undefined ? failure : refused(meant[1](what));
}

const MEANINGS: readonly (readonly [RegExp, (what: string) => string])[] = [
  [/on-premises mastered/i, (what) => `Entra ID does not let anybody change ${what}, because it is synchronized from Active Directory`],
  [/external service/i, (what) => `Entra ID does not let anybody change ${what}, because it came from another service or was synchronized before`],
  [/domain portion of the userPrincipalName/i, () => 'The domain of the new sign-in name is not verified in this tenant'],
  [/invalid usage location/i, () => 'Entra ID assigns no licence to an account that has no usage location, or one where a service of the licence is not offered'],
  [/does not have any available licen[cs]es|CountViolation/i, () => 'No licence of this kind is left in the tenant'],
  [/inherited from a group/i, () => 'This licence comes through a group and cannot be taken away from the account itself'],
  [/does not have a corresponding licen[cs]e/i, () => 'The account does not have this licence'],
  [/DependencyViolation/i, () => 'A service plan of this licence needs another one that is switched off'],
  [/MutuallyExclusiveViolation/i, () => 'A service plan of this licence excludes one that the account has already'],
];

const conflictOf = (message: string): string | undefined => {
  const property = /for property (\w+)/.exec(message)?.[1];
  return property === undefined ? undefined : (NAMES[property] ?? `this ${property}`);
};

const NAMES: Readonly<Record<string, string>> = { onPremisesImmutableId: 'this anchor', userPrincipalName: 'this sign-in name', proxyAddresses: 'one of these addresses', mailNickname: 'this alias' };

const refused = (says: string): TenantError => new TenantError('refused', says, 400);
