import { ObjectConflict } from './tenant-conflict.ts';
import { notThere } from './tenant-recycle-bin.ts';
import { isMasteredInAd, MASTERED_ELSEWHERE, refuseForAdmins } from './tenant-relations.ts';
import { GraphFault, type TenantState, type TenantUser } from './tenant-state.ts';

/** Properties of a synced user that stay writable in the cloud. */
const OWNED_BY_CLOUD = new Set(['usageLocation', 'otherMails', 'passwordPolicies', 'preferredLanguage']);

const READ_ONLY = new Set([
  'id', 'proxyAddresses', 'imAddresses', 'securityIdentifier', 'assignedLicenses', 'assignedPlans', 'provisionedPlans', 'licenseAssignmentStates', 'createdDateTime', 'deletedDateTime',
  'creationType', 'serviceProvisioningErrors', 'signInActivity', 'signInSessionsValidFromDateTime',
]);
const isReadOnly = (name: string): boolean =>
  READ_ONLY.has(name) || (name.startsWith('onPremises') && name !== 'onPremisesImmutableId' && name !== 'onPremisesExtensionAttributes');

const bad = (message: string): GraphFault => new GraphFault(400, 'Request_BadRequest', message);

/** PATCH /users/{id}: all or nothing, with Graph's refusals. `known` are the properties that a user has. */
export function patchUser(state: TenantState, userId: string, patch: { readonly body: Readonly<Record<string, unknown>>; readonly known: ReadonlySet<string> }): void {
  const user = state.users.get(userId);
  if (user === undefined) throw new GraphFault(404, 'Request_ResourceNotFound', notThere(userId));
  const names = Object.keys(patch.body).filter((name) => !name.startsWith('@odata.'));
  for (const name of names) {
    if (!patch.known.has(name)) throw bad(`Invalid property '${name}'.`);
    if (isReadOnly(name)) throw bad(`Property '${name}' is read-only and cannot be set.`);
  }
  refuseForAdmins(state, userId);
  if (isMasteredInAd(state, user) && names.some((name) => !OWNED_BY_CLOUD.has(name))) throw bad(MASTERED_ELSEWHERE);
  for (const name of names) refuseBadValue(state, user, { name, value: patch.body[name] });
  for (const name of names) write(user, name, patch.body[name]);
}

function refuseBadValue(state: TenantState, user: TenantUser, { name, value }: { name: string; value: unknown }): void {
  if (name === 'onPremisesImmutableId') return refuseBadAnchor(state, user, value);
  if (name === 'usageLocation' && value !== null && !(typeof value === 'string' && /^[A-Z]{2}$/.test(value))) throw invalid('usageLocation');
  if (name === 'userPrincipalName') return refuseBadUpn(state, user, value);
  if (name === 'mail' && typeof value === 'string' && state.holders(value).some(({ id }) => id !== user.id)) throw new ObjectConflict('proxyAddresses');
}

const invalid = (name: string): GraphFault => bad(`Invalid value specified for property '${name}' of resource 'User'.`);

function refuseBadAnchor(state: TenantState, user: TenantUser, value: unknown): void {
  if (value === null) return;
  if (typeof value !== 'string' || value === '' || /[$_]/.test(value)) throw invalid('onPremisesImmutableId');
  const everybody = [...state.users.values(), ...state.deletedUsers.values()];
  if (everybody.some((other) => other.id !== user.id && other.onPremisesImmutableId === value)) throw new ObjectConflict('onPremisesImmutableId');
}

function refuseBadUpn(state: TenantState, user: TenantUser, value: unknown): void {
  if (typeof value !== 'string' || !/^[A-Za-z0-9'.\-_!#^~]+@[A-Za-z0-9.-]+$/.test(value)) throw invalid('userPrincipalName');
  const suffix = value.split('@')[1]?.toLowerCase();
  if (!state.domains.some((domain) => domain.isVerified && domain.id.toLowerCase() === suffix)) {
    throw bad('The domain portion of the userPrincipalName property is invalid. You must use one of the verified domain names in your organization.');
  }
  if (state.holders(value).some(({ type, id }) => type === 'user' && id !== user.id)) throw new ObjectConflict('userPrincipalName');
}

/** Writing mail is the only way in which Graph changes proxyAddresses. */
function write(user: TenantUser, name: string, value: unknown): void {
  if (name === 'mail' && typeof value === 'string') {
    const others = user.proxyAddresses.filter((address) => address.toLowerCase() !== `smtp:${value.toLowerCase()}`).map((address) => address.replace(/^SMTP:/, 'smtp:'));
    user.proxyAddresses = [`SMTP:${value}`, ...others];
  }
  Object.assign(user, { [name]: value });
}
