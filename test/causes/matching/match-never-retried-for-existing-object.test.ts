import { describeCause } from '../describe-cause.ts';
import { sealed } from '../sealed.ts';
import { cloudOnly, outOfScope, twin } from '../cloud-only.ts';
import { OLD_ANCHOR } from '../company.ts';

describeCause(sealed('match-never-retried-for-existing-object'), {
  confirms: [
    { when: 'the AD account is bound to a second account and the wanted one waits beside it', given: (given) => { twin(given); }, remedy: null, says: /bound to jsmith4711/ },
    { when: 'only the wanted one has a mailbox licence', given: (given) => { twin(given); Object.assign(given.users[1] ?? {}, { assignedLicenses: [], licenseAssignmentStates: [], assignedPlans: [], provisionedPlans: [] }); given.entra['exchangeRecipients'] = []; given.entra['roleAssignments'] = []; given.entra['roleEligibilitySchedules'] = []; }, remedy: 'keep-earlier-account', proposes: /User_NoSync.*entra\.delete-user.*user-purged.*entra\.set-anchor/ },
    { when: 'only the second one has a mailbox licence, and addresses are in dispute', given: (given) => { twin(given, { assignedLicenses: [], licenseAssignmentStates: [], assignedPlans: [], provisionedPlans: [] }); }, remedy: 'remove-stray-account', proposes: /entra\.delete-user.*user-purged/ },
    { when: 'only the second one has a mailbox licence, and the sign-in name alone is in dispute', given: (given) => { twin(given, { assignedLicenses: [], licenseAssignmentStates: [], assignedPlans: [], provisionedPlans: [], mail: null, proxyAddresses: [] }); }, remedy: 'rename-stray-account', proposes: /jsmith\.former@contoso\.onmicrosoft\.com/ },
    { when: 'licences were not read', given: (given) => { twin(given, { assignedLicenses: undefined, assignedPlans: undefined, provisionedPlans: undefined }); }, remedy: null },
    { when: 'the values held back were healed long ago', given: (given) => { twin(given, { userPrincipalName: 'john@contoso.com' }, []); } },
    { when: 'the connector space was not read', given: (given) => { twin(given); delete given.server['csObjects']; } },
  ],
  rulesOut: [
    { when: 'all is well', given: () => {} },
    { when: 'a value is held back, but nobody waits: it heals within an hour', given: (given) => { twin(given); given.users.shift(); } },
    { when: 'the AD account is new: it will match', given: (given) => { cloudOnly(given); } },
    { when: 'the other account belongs to somebody else', given: (given) => { twin(given, { displayName: 'Jane Smith' }); } },
    { when: 'the other account carries an anchor', given: (given) => { twin(given, { onPremisesImmutableId: OLD_ANCHOR }); } },
    { when: 'the other account was made cloud-managed on purpose', given: (given) => { const { id } = twin(given); given.entra['syncBehavior'] = { [String(id)]: { isCloudManaged: true } }; } },
    { when: 'the AD account is not in scope', given: (given) => { twin(given); outOfScope(given); } },
  ],
});
