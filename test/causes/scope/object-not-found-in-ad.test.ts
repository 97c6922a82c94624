import { describeCause } from '../describe-cause.ts';
import { sealed } from '../sealed.ts';

describeCause(sealed('object-not-found-in-ad'), {
  confirms: [
    { when: 'nothing bears the name', given: ({ bundle }) => { bundle['subject'] = 'nobody'; } },
    { when: 'two objects bear it', given: ({ bundle, entries, other }) => { bundle['subject'] = 'Mary Jones'; entries.push({ dn: 'CN=Mary Jones,OU=Leavers,DC=corp,DC=contoso,DC=com', attributes: { ...other.attributes, objectGUID: ['QF5HMK7n80qvdYsUPIHa9Q=='], sAMAccountName: ['mj2'] } }); }, says: /2 objects/ },
    { when: 'the account lives in Entra only', given: ({ bundle, users }) => { bundle['subject'] = 'svc@contoso.com'; users.push({ id: '4', displayName: 'Service', userPrincipalName: 'svc@contoso.com', onPremisesSyncEnabled: null }); }, says: /lives in Entra only/ },
    { when: 'the account lies in the recycle bin of Entra', given: ({ bundle, entra }) => { bundle['subject'] = 'Gone Man'; entra['deletedUsers'] = [{ id: '6', displayName: 'Gone Man', userPrincipalName: '6gone@contoso.com', onPremisesSyncEnabled: null, deletedDateTime: '2026-11-15T09:00:00Z' }]; }, says: /Gone Man is in the recycle bin of Entra since 2026-11-15.*nothing brings it back by itself/ },
    { when: 'it is in the AD recycle bin', given: ({ bundle, deleted }) => { bundle['subject'] = 'gone'; deleted.push({ dn: 'CN=Gone\\0ADEL:1,CN=Deleted Objects,DC=corp,DC=contoso,DC=com', attributes: { objectClass: ['user'], sAMAccountName: ['gone'], isDeleted: ['TRUE'] } }); }, says: /AD recycle bin/ },
  ],
  rulesOut: [
    { when: 'the account exists', given: () => {} },
    { when: 'a group bears the name', given: ({ bundle, entries }) => { bundle['subject'] = 'sales'; entries.push({ dn: 'CN=Sales,OU=Staff,DC=corp,DC=contoso,DC=com', attributes: { objectClass: ['top', 'group'], sAMAccountName: ['sales'], objectGUID: ['QF5HMK7n80qvdYsUPIHa9Q=='] } }); } },
    { when: 'one of two hits is a mere conflict copy', given: ({ bundle, entries, other }) => { bundle['subject'] = 'Mary Jones'; entries.push({ dn: 'CN=Mary Jones\\0ACNF:8d1c9c4e-3f2a-4b6e-9c7d-2a1b3c4d5e6f,OU=Staff,DC=corp,DC=contoso,DC=com', attributes: { ...other.attributes, objectGUID: ['QF5HMK7n80qvdYsUPIHa9Q=='] } }); } },
  ],
  cannotTell: [
    { when: 'the cloud account comes from a forest that was not read', given: ({ bundle, users }) => { bundle['subject'] = 'far@contoso.com'; users.push({ id: '5', userPrincipalName: 'far@contoso.com', onPremisesDomainName: 'far.example', onPremisesSyncEnabled: true }); }, missing: ['directory.entries'] },
  ],
});
