import type { CloudUser, EntraDocument, LicenseAssignmentState, ServicePlan } from '../model/evidence.ts';
import type { OperationParams } from '../model/operation-params.ts';
import { isTaken } from './uniqueness.ts';
import { later, touch, type Course } from './course.ts';
import { onEntra, onUser } from './edit-document.ts';
import { intoRecycleBin, outOfRecycleBin } from './recycle-bin.ts';

type Params<Name extends keyof OperationParams> = OperationParams[Name];

export const setCloudAnchor = (course: Course, { userId, after }: Params<'entra.set-anchor'>): void => patch(course, userId, (user) => ({ ...user, onPremisesImmutableId: after }));

export function deleteUser(course: Course, { userId }: Params<'entra.delete-user'>): void {
  intoRecycleBin(course, userId);
  touch(course, userId);
}

/** Values that somebody took meanwhile stop the restore, unless another name was given and conflicts are dropped. */
export function restoreUser(course: Course, { userId, newUserName, dropConflicts }: Params<'entra.restore-user'>): void {
  outOfRecycleBin(course, userId, (user) => ({
    ...user,
    ...(newUserName === null ? {} : { userPrincipalName: newUserName }),
    ...(dropConflicts ? { proxyAddresses: user.proxyAddresses?.filter((address) => !isTaken(course, address, { id: userId })) } : {}),
  }));
  touch(course, userId);
}

export const setUserName = (course: Course, { userId, after }: Params<'entra.set-user-name'>): void => patch(course, userId, (user) => ({ ...user, userPrincipalName: after }));

/** Entra makes the primary address of mail. */
export const setMail = (course: Course, { userId, after }: Params<'entra.set-mail'>): void =>
  patch(course, userId, (user) => {
    const others = (user.proxyAddresses ?? []).filter((address) => address.toLowerCase() !== `smtp:${after?.toLowerCase() ?? ''}`);
    return after === null ? { ...user, mail: null } : { ...user, mail: after, proxyAddresses: [`SMTP:${after}`, ...others.map((address) => address.replace(/^SMTP:/, 'smtp:'))] };
  });

export const setUsageLocation = (course: Course, { userId, after }: Params<'entra.set-usage-location'>): void => patch(course, userId, (user) => ({ ...user, usageLocation: after }));

/** A direct assignment; what a group gives stays. The services begin with the mailbox once the plan is there. */
export function changeLicence(course: Course, { userId, skuId, after }: Params<'entra.change-licence'>): void {
  const direct = ({ skuId: sku, assignedByGroup }: LicenseAssignmentState): boolean => sku === skuId && (assignedByGroup ?? '') === '';
  patch(course, userId, (user) => {
    const states = (user.licenseAssignmentStates ?? []).filter((state) => !direct(state));
    const byGroup = states.some((state) => state.skuId === skuId && state.state === 'Active');
    const others = (user.assignedLicenses ?? []).filter((licence) => licence.skuId !== skuId || byGroup);
    const started = startedPlans(course, skuId, after ?? []).filter(({ servicePlanId }) => !(user.assignedPlans ?? []).some((plan) => plan.servicePlanId === servicePlanId));
    const given: Partial<CloudUser> = after === null ? {} : {
      ...(user.licenseAssignmentStates === undefined ? {} : { licenseAssignmentStates: [...states, { skuId, assignedByGroup: null, state: 'Active', error: 'None', disabledPlans: after }] }),
      ...(user.assignedPlans === undefined ? {} : { assignedPlans: [...user.assignedPlans, ...started] }),
    };
    const taken: Partial<CloudUser> = user.licenseAssignmentStates === undefined ? {} : { licenseAssignmentStates: states };
    return { ...user, assignedLicenses: after === null ? others : [...others.filter((licence) => licence.skuId !== skuId), { skuId, disabledPlans: after }], ...taken, ...given };
  });
}

/** The plans of a licence that begin now; of the services only the mailbox is looked at. */
function startedPlans({ document, ...course }: Course, skuId: string | null | undefined, disabled: readonly string[]): readonly ServicePlan[] {
  const plans = document.entra?.subscribedSkus?.find((sku) => sku.skuId === skuId)?.servicePlans ?? [];
  return plans.filter(({ servicePlanId }) => !disabled.includes(servicePlanId ?? '')).map(({ servicePlanId }) => ({ service: 'exchange', servicePlanId, capabilityStatus: 'Enabled', assignedDateTime: later(course, 0) }));
}

/** What a group could not give is tried again; whether it can now depends on what stood in the way. */
export const reprocessLicences = (course: Course, { userId }: Params<'entra.reprocess-licences'>): void =>
  patch(course, userId, (user) => {
    const states = user.licenseAssignmentStates?.map((state) => (isFreeNow(course, user, state) ? (hasSeat(course, state) ? { ...state, state: 'Active', error: 'None' } : { ...state, error: 'CountViolation' }) : state));
    const won = (states ?? []).filter((state) => state.state === 'Active' && !(user.assignedLicenses ?? []).some(({ skuId }) => skuId === state.skuId));
    const begun = won.flatMap((state) => startedPlans(course, state.skuId, state.disabledPlans ?? []));
    const others = (user.assignedPlans ?? []).filter(({ servicePlanId }) => !begun.some((plan) => plan.servicePlanId === servicePlanId));
    return {
      ...user, ...(states === undefined ? {} : { licenseAssignmentStates: states }), ...(user.assignedPlans === undefined ? {} : { assignedPlans: [...others, ...begun] }),
      assignedLicenses: [...(user.assignedLicenses ?? []), ...won.map(({ skuId, disabledPlans }) => ({ skuId, disabledPlans: disabledPlans ?? [] }))],
    };
  });

/** Source: learn.microsoft.com/entra/fundamentals/licensing-groups-resolve-problems */
function isFreeNow({ document }: Pick<Course, 'document'>, user: CloudUser, { state, error, skuId }: LicenseAssignmentState): boolean {
  if (state !== 'Error') return false;
  if (error === 'CountViolation') return document.entra?.subscribedSkus?.some((each) => each.skuId === skuId) === true && hasSeat({ document }, { skuId });
  if (error === 'ProhibitedInUsageLocationViolation') return typeof user.usageLocation === 'string' && user.usageLocation !== '';
  if (error === 'UniquenessViolation') return (user.onPremisesProvisioningErrors ?? []).length === 0;
  return error === 'Other';
}

/** Of a licence that was not read nothing says that it is used up. */
function hasSeat({ document }: Pick<Course, 'document'>, { skuId }: Pick<LicenseAssignmentState, 'skuId'>): boolean {
  const sku = document.entra?.subscribedSkus?.find((each) => each.skuId === skuId);
  return sku === undefined || (sku.prepaidUnits?.enabled ?? 0) > (sku.consumedUnits ?? 0);
}

/** The service looks at the object anew; an error that comes back is told by it again. */
export function retryProvisioning(course: Course, { objectId }: Params<'entra.retry-provisioning'>): void {
  const resolved = <Item extends { readonly id: string }>(items: readonly Item[] | undefined): readonly Item[] | undefined => items?.map((item) => (item.id === objectId ? { ...item, serviceProvisioningErrors: [] } : item));
  course.document = onEntra(course, (entra) => ({ ...entra, users: resolved(entra.users), groups: resolved(entra.groups), contacts: resolved(entra.contacts) }));
  touch(course, objectId);
}

export function setSourceOfAuthority(course: Course, { objectId, after }: Params<'entra.set-source-of-authority'>): void {
  course.document = onEntra(course, (entra): EntraDocument => (entra.syncBehavior === undefined ? entra : { ...entra, syncBehavior: { ...entra.syncBehavior, [objectId]: { isCloudManaged: after } } }));
  touch(course, objectId);
  course.moved.add(objectId);
}

export function changeCloudMember(course: Course, { groupId, userId, after }: Params<'entra.change-member'>): void {
  course.document = onEntra(course, (entra) => {
    const members = (entra.groupMembers?.[groupId] ?? []).filter((id) => id !== userId);
    return entra.groupMembers === undefined ? entra : { ...entra, groupMembers: { ...entra.groupMembers, [groupId]: after ? [...members, userId] : members } };
  });
}

function patch(course: Course, id: string, change: (user: CloudUser) => CloudUser): void {
  if (course.document.entra?.users?.some((user) => user.id === id) !== true) return void course.doubts.add(`The cloud account ${id} was not read, so what its change does cannot be told.`);
  course.document = onUser(course, id, change);
  touch(course, id);
  course.moved.add(id);
}
