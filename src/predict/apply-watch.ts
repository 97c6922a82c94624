import type { OperationParams } from '../model/operation-params.ts';
import type { Watch } from '../model/watch.ts';
import { later, touch, type Course } from './course.ts';
import { onEntra, onForests } from './edit-document.ts';
import { intoRecycleBin, outOfRecycleBin, purge } from './recycle-bin.ts';

/** A person has done what is watched for: the world shows it. */
export function applyWatch(course: Course, { watch }: OperationParams['people.do']): void {
  switch (watch.for) {
    case 'cause-gone':
      course.mended.add(watch.cause);
      return;
    case 'user-purged':
      return purge(course, watch.userId);
    case 'user-in-recycle-bin':
      return isBinned(course, watch.userId) ? undefined : intoRecycleBin(course, watch.userId);
    case 'user-live':
      return isBinned(course, watch.userId) ? outOfRecycleBin(course, watch.userId, (user) => user) : undefined;
    case 'upn-suffix':
      course.document = onForests(course, (forest) => (forest.upnSuffixes === undefined ? forest : { ...forest, upnSuffixes: [...new Set([...forest.upnSuffixes, watch.suffix])] }));
      return;
    case 'domain-verified':
      return verify(course, watch.domain);
    case 'mailbox-provisioned':
    case 'directory-roles':
    case 'object-identifier-cleared':
      return applyToAccount(course, watch);
    case 'sync-feature':
      course.document = onEntra(course, (entra) => (entra.syncFeatures === undefined ? entra : { ...entra, syncFeatures: { ...entra.syncFeatures, features: { ...entra.syncFeatures.features, [watch.feature]: watch.value } } }));
      course.moved.add(watch.feature);
      return;
  }
}

const isBinned = ({ document }: Course, id: string): boolean => document.entra?.deletedUsers?.some((user) => user.id === id) === true;

/** Every object of the domain is judged again by Entra alone: the wanted values are kept there. */
function verify(course: Course, domain: string): void {
  course.document = onEntra(course, (entra) => ({
    ...entra,
    domains: entra.domains?.map((each) => (each.id.toLowerCase() === domain.toLowerCase() ? { ...each, isVerified: true } : each)),
    ...(entra.organization?.verifiedDomains === undefined ? {} : { organization: { ...entra.organization, verifiedDomains: [...entra.organization.verifiedDomains, { name: domain }] } }),
  }));
  for (const user of course.document.entra?.users ?? []) touch(course, user.id);
}

type AboutAccount = Extract<Watch, { readonly for: 'mailbox-provisioned' | 'directory-roles' | 'object-identifier-cleared' }>;

function applyToAccount(course: Course, watch: AboutAccount): void {
  const { userId } = watch;
  course.document = onEntra(course, (entra) => {
    switch (watch.for) {
      case 'mailbox-provisioned': {
        const user = entra.users?.find(({ id }) => id === userId);
        const mailbox = { Name: user?.displayName, RecipientType: 'UserMailbox', RecipientTypeDetails: 'UserMailbox', PrimarySmtpAddress: user?.mail, EmailAddresses: user?.proxyAddresses, ExternalDirectoryObjectId: userId, IsDirSynced: user?.onPremisesSyncEnabled };
        return entra.exchangeRecipients === undefined ? entra : { ...entra, exchangeRecipients: [...entra.exchangeRecipients.filter((each) => each.ExternalDirectoryObjectId !== userId), mailbox] };
      }
      case 'directory-roles': {
        const assigned = watch.roles.map((roleDefinitionId) => ({ principalId: userId, roleDefinitionId, startDateTime: later(course, 0) }));
        return {
          ...entra,
          ...(entra.roleAssignments === undefined ? {} : { roleAssignments: [...entra.roleAssignments.filter(({ principalId }) => principalId !== userId), ...assigned] }),
          ...(entra.roleEligibilitySchedules === undefined ? {} : { roleEligibilitySchedules: entra.roleEligibilitySchedules.filter(({ principalId }) => principalId !== userId) }),
        };
      }
      case 'object-identifier-cleared':
        return entra.objectIdentifiers === undefined ? entra : { ...entra, objectIdentifiers: { ...entra.objectIdentifiers, [userId]: null } };
    }
  });
  touch(course, userId);
  course.moved.add(userId);
}
