import { describeCause } from '../describe-cause.ts';
import { sealed } from '../sealed.ts';
import { cloudOnly, outOfScope, twin, WANTED } from '../cloud-only.ts';
import { exportError, OLD_ANCHOR, type Company } from '../company.ts';

const GROUP = '88888888-aaaa-4bbb-8ccc-000000000008';
const role = (given: Company): void => { given.entra['roleAssignments'] = [{ principalId: WANTED, roleDefinitionId: 'r1' }]; };

describeCause(sealed('soft-match-blocked-admin-role'), {
  confirms: [
    { when: 'the holder of the name has a role and the AD account made a second account', given: (given) => { twin(given); role(given); }, remedy: null, says: /jsmith4711/ },
    { when: 'the engine says so', given: (given) => { cloudOnly(given); role(given); exportError(given, { ErrorName: 'ExistingAdminRoleConflict' }); }, evidenceClass: 'A' },
    { when: 'the AD account is new: it will not be matched', given: (given) => { cloudOnly(given); role(given); }, evidenceClass: 'C' },
    { when: 'the role comes through a group', given: (given) => { twin(given); given.entra['groups'] = [{ id: GROUP, displayName: 'Admins', isAssignableToRole: true }]; given.entra['groupMembers'] = { [GROUP]: [WANTED] }; }, says: /through a group/ },
    { when: 'the holder is eligible only', given: (given) => { twin(given); given.entra['roleEligibilitySchedules'] = [{ principalId: WANTED }]; } },
  ],
  rulesOut: [
    { when: 'all is well', given: () => {} },
    { when: 'the holder has no role', given: (given) => { twin(given); } },
    { when: 'the holder carries an anchor', given: (given) => { cloudOnly(given, { onPremisesImmutableId: OLD_ANCHOR }); role(given); } },
    { when: 'the group with the role has other members', given: (given) => { twin(given); given.entra['groups'] = [{ id: GROUP, isAssignableToRole: true }]; given.entra['groupMembers'] = { [GROUP]: ['x'] }; } },
    { when: 'a service account with a role shares no value', given: (given) => { given.users.push({ id: WANTED, userPrincipalName: 'svc@contoso.com', proxyAddresses: [], onPremisesSyncEnabled: null }); role(given); } },
    { when: 'the AD account is not in scope', given: (given) => { cloudOnly(given); role(given); outOfScope(given); } },
  ],
  cannotTell: [{ when: 'roles were not read', given: (given) => { cloudOnly(given); delete given.entra['roleAssignments']; }, missing: ['entra.roleAssignments'] }],
});
