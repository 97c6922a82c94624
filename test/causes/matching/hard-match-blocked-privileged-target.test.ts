import { describeCause } from '../describe-cause.ts';
import { sealed } from '../sealed.ts';
import { cloudOnly, outOfScope } from '../cloud-only.ts';
import { exportError, type Company } from '../company.ts';

const ANCHOR = 'TpwcjSo/bkucfSobPE1ebw==';
const GROUP = '88888888-aaaa-4bbb-8ccc-000000000008';
const target = (given: Company): string => String(cloudOnly(given, { onPremisesImmutableId: ANCHOR })['id']);
const assigned = (given: Company): void => { given.entra['roleAssignments'] = [{ principalId: target(given), roleDefinitionId: 'r1' }]; };

describeCause(sealed('hard-match-blocked-privileged-target'), {
  confirms: [
    { when: 'the export is refused and the account has an active role', given: (given) => { assigned(given); exportError(given, { ErrorName: 'InvalidHardMatch' }); }, evidenceClass: 'A', remedy: 'lend-away-roles', proposes: /"roles":\[\].*sync\.start-delta.*"roles":\["r1"\].*"always":true/, says: /Entra refused/ },
    { when: 'the account is only eligible for a role', given: (given) => { given.entra['roleEligibilitySchedules'] = [{ principalId: target(given), roleDefinitionId: 'r1' }]; }, evidenceClass: 'C', says: /eligible/ },
    { when: 'a role-assignable group brings the role', given: (given) => { const id = target(given); given.entra['groups'] = [{ id: GROUP, displayName: 'Admins', isAssignableToRole: true }]; given.entra['groupMembers'] = { [GROUP]: [id] }; }, evidenceClass: 'C', says: /through a group/ },
    { when: 'a role is assigned to a group in which it is a member', given: (given) => { const id = target(given); given.entra['roleAssignments'] = [{ principalId: GROUP, roleDefinitionId: 'r1' }]; given.entra['groupMembers'] = { [GROUP]: [id] }; }, evidenceClass: 'C' },
    { when: 'the account lies in the recycle bin', given: (given) => { assigned(given); given.entra['deletedUsers'] = [given.users.pop()]; }, evidenceClass: 'C', remedy: null, says: /recycle bin/ },
    { when: 'the role is known not to be privileged, which is a warning only', given: (given) => { assigned(given); given.entra['roleDefinitions'] = [{ id: 'r1', displayName: 'Directory Readers', isPrivileged: false }]; }, evidenceClass: 'D' },
  ],
  rulesOut: [
    { when: 'all is well', given: () => {} },
    { when: 'a synchronised administrator is matched already', given: (given) => { given.entra['roleAssignments'] = [{ principalId: given.user['id'], roleDefinitionId: 'r1' }]; } },
    { when: 'the account has no role at all', given: (given) => { target(given); } },
    { when: 'the account was made cloud-managed on purpose', given: (given) => { assigned(given); given.entra['syncBehavior'] = { '77777777-aaaa-4bbb-8ccc-000000000007': { isCloudManaged: true } }; } },
    { when: 'the AD account is not in scope', given: (given) => { assigned(given); outOfScope(given); } },
  ],
  cannotTell: [
    { when: 'eligible roles (PIM) were not read', given: (given) => { target(given); delete given.entra['roleEligibilitySchedules']; }, missing: ['entra.roleEligibilitySchedules'] },
    { when: 'the members of a group with a role were not read', given: (given) => { target(given); given.entra['groups'] = [{ id: GROUP, isAssignableToRole: true }]; }, missing: ['entra.groupMembers'] },
  ],
});
