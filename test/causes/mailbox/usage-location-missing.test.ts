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
    { when: 'an account without licence has no location', given: unlicensed, remedy: null },
    { when: 'the country is set in AD, which does not fill it', given: (given) => { unlicensed(given); given.ad.attributes['c'] = ['GB']; given.ad.attributes['co'] = ['United Kingdom']; } },
    { when: 'AD masters the location: the country goes into its attribute there', given: (given) => { unlicensed(given); given.ad.attributes['c'] = ['gb']; }, remedy: 'write-usage-location', proposes: /"attribute":"msExchUsageLocation","before":\[\],"after":\["GB"\].*"sync\.start-delta"/ },
    { when: 'the rules of Exchange do not apply, so the cloud alone has one', given: (given) => { unlicensed(given); given.ad.attributes['c'] = ['GB']; delete given.ad.attributes['mailNickname']; }, remedy: 'set-usage-location', proposes: /"entra\.set-usage-location".*"before":null,"after":"GB"/ },
    { when: 'AD has a location already that does not come through', given: (given) => { unlicensed(given); Object.assign(given.ad.attributes, { c: ['GB'], msExchUsageLocation: ['GB'] }); }, remedy: null },
    { when: 'the country is no code of two letters', given: (given) => { unlicensed(given); given.ad.attributes['c'] = ['England']; }, remedy: null },
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
