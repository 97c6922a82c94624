import { describeCause } from '../describe-cause.ts';
import { sealed } from '../sealed.ts';
import type { Company } from '../company.ts';
import { failedAttempt } from './refused.ts';

const unlicensed = ({ user }: Company): void => {
  user['usageLocation'] = null;
  user['assignedLicenses'] = [];
  user['licenseAssignmentStates'] = [];
};

describeCause(sealed('usage-location-missing'), {
  confirms: [
    { when: 'an account without licence has no location', given: unlicensed },
    { when: 'the country is set in AD, which does not fill it', given: (given) => { unlicensed(given); given.ad.attributes['c'] = ['GB']; given.ad.attributes['co'] = ['United Kingdom']; } },
    { when: 'an assignment was refused for it', given: (given) => { unlicensed(given); given.user['licenseAssignmentStates'] = [{ state: 'Error', error: 'License assignment cannot be done for user with invalid usage location.' }]; }, evidenceClass: 'A' },
    { when: 'the audit log holds the refused attempt', given: (given) => { unlicensed(given); failedAttempt(given, 'License assignment cannot be done for user with invalid usage location.'); }, evidenceClass: 'A' },
    { when: 'a licence through a group was refused for the location of the tenant', given: (given) => { unlicensed(given); given.user['licenseAssignmentStates'] = [{ state: 'Error', assignedByGroup: 'g', error: 'ProhibitedInUsageLocationViolation' }]; }, evidenceClass: 'B' },
  ],
  rulesOut: [
    { when: 'it has a location', given: () => {} },
    { when: 'its licences come through a group, which uses the location of the tenant', given: ({ user }) => { user['usageLocation'] = null; user['licenseAssignmentStates'] = [{ state: 'Active', assignedByGroup: 'g', error: 'None' }]; } },
    { when: 'a licence through a group is on its way', given: (given) => { unlicensed(given); given.user['licenseAssignmentStates'] = [{ state: 'PendingProvisioning', assignedByGroup: 'g' }, { state: 'Active', assignedByGroup: null }]; } },
    { when: 'the account is not in Entra', given: ({ users }) => { users.splice(0); } },
    { when: 'the account is blocked', given: (given) => { unlicensed(given); given.user['accountEnabled'] = false; } },
  ],
  cannotTell: [{ when: 'the property was not read', given: (given) => { unlicensed(given); delete given.user['usageLocation']; }, missing: ['entra.users'] }],
});
