import { describeCause } from '../describe-cause.ts';
import { sealed } from '../sealed.ts';
import type { Company, Entry } from '../company.ts';

const DELETED = 'CN=Gone Person\\0ADEL:30475e40-e7ae-4af3-af75-8b143c81daf5,CN=Deleted Objects,DC=corp,DC=contoso,DC=com';
const bin = ({ bundle, deleted }: Company, asked: string, attributes: Entry['attributes'] = {}): void => {
  bundle['subject'] = asked;
  deleted.push({
    dn: DELETED,
    attributes: {
      objectClass: ['top', 'person', 'organizationalPerson', 'user'], objectGUID: ['QF5HMK7n80qvdYsUPIHa9Q=='], sAMAccountName: ['gone'], cn: ['Gone Person\nDEL:30475e40-e7ae-4af3-af75-8b143c81daf5'],
      isDeleted: ['TRUE'], lastKnownParent: ['OU=Staff,DC=corp,DC=contoso,DC=com'], whenChanged: ['20261119080000.0Z'], ...attributes,
    },
  });
};

const another = (given: Company, attributes: Entry['attributes'] = {}): void => { given.deleted.push({ dn: DELETED.replace('30475e40', '40475e40'), attributes: { ...given.deleted[0]?.attributes, objectGUID: ['AAAAAAAAAAAAAAAAAAAAAQ=='], ...attributes } }); };

describeCause(sealed('ad-object-deleted'), {
  confirms: [
    { when: 'only the AD recycle bin has the logon name', given: (given) => bin(given, 'gone'), remedy: 'restore-deleted-object', proposes: /ad\.restore-deleted.*"to":"OU=Staff,DC=corp,DC=contoso,DC=com".*"rdn":"CN=.*sync\.start-delta/, says: /2026-11-19 08:00 UTC.*OU=Staff/, shows: ['isDeleted=TRUE', 'lastKnownParent=OU=Staff,DC=corp,DC=contoso,DC=com', 'whenChanged=20261119080000.0Z'] },
    { when: 'the name it had in life is asked for', given: (given) => bin(given, 'Gone Person') },
    { when: 'its former distinguished name is asked for', given: (given) => bin(given, 'cn=gone person,ou=staff,dc=corp,dc=contoso,dc=com') },
    { when: 'the cloud account that lives on carries its anchor', given: (given) => { bin(given, 'old@contoso.com'); given.users.push({ id: '77', userPrincipalName: 'old@contoso.com', onPremisesImmutableId: 'QF5HMK7n80qvdYsUPIHa9Q==', onPremisesSyncEnabled: true }); } },
    { when: 'it is past recovery', given: (given) => bin(given, 'gone', { isRecycled: ['TRUE'] }), says: /cannot be restored from there/, shows: ['isDeleted=TRUE', 'lastKnownParent=OU=Staff,DC=corp,DC=contoso,DC=com', 'whenChanged=20261119080000.0Z', 'isRecycled=TRUE'] },
    { when: 'a cloud account that was never synchronised merely bears its name', given: (given) => { bin(given, 'gone'); given.users.push({ id: '77', displayName: 'Gone', userPrincipalName: 'gone@contoso.com', mailNickname: 'gone', onPremisesSyncEnabled: null }); }, evidenceClass: 'D' },
    { when: 'two of that name were deleted, and one of them is past recovery', given: (given) => { bin(given, 'gone', { isRecycled: ['TRUE'] }); another(given, { isRecycled: ['FALSE'] }); }, remedy: null, says: /There are more deleted objects of that name/ },
    { when: 'it is the only one of that name', given: (given) => bin(given, 'gone'), says: /^Gone Person was deleted.*stand in OU=Staff,DC=corp,DC=contoso,DC=com\.$/ },
    { when: 'the time is not given', given: (given) => bin(given, 'gone', { whenChanged: [] }), says: /was deleted in AD and lies/ },
    { when: 'of two deleted objects the cloud account carries the anchor of one', given: (given) => { bin(given, 'gone@contoso.com'); another(given); given.users.push({ id: '77', userPrincipalName: 'gone@contoso.com', onPremisesImmutableId: 'QF5HMK7n80qvdYsUPIHa9Q==', onPremisesSyncEnabled: null }); }, evidenceClass: 'B', shows: ['isDeleted', 'lastKnownParent', 'whenChanged'] },
    { when: 'a synchronised cloud account bears its name and another anchor', given: (given) => { bin(given, 'gone'); given.users.push({ id: '77', userPrincipalName: 'gone@contoso.com', mailNickname: 'gone', onPremisesImmutableId: 'AAAAAAAAAAAAAAAAAAAAAQ==', onPremisesSyncEnabled: true }); }, evidenceClass: 'B' },
  ],
  rulesOut: [
    { when: 'the account is alive', given: () => {} },
    { when: 'a living object bears the name as well', given: (given) => bin(given, 'jsmith', { sAMAccountName: ['jsmith'] }) },
    { when: 'only some words of the name fit', given: (given) => bin(given, 'Person') },
    { when: 'several living objects bear the name: then it is first asked who is meant', given: (given) => { bin(given, 'Mary Jones', { displayName: ['Mary Jones'] }); given.entries.push({ dn: 'CN=Mary Jones,OU=Leavers,DC=corp,DC=contoso,DC=com', attributes: { ...given.other.attributes, objectGUID: ['AAAAAAAAAAAAAAAAAAAAAQ=='] } }); } },
  ],
  cannotTell: [
    { when: 'the AD recycle bin was not read', given: (given) => { bin(given, 'gone'); delete ((given.bundle['directory'] as { forests: Record<string, unknown>[] }).forests[0] ?? {})['deleted']; }, missing: ['directory.deleted'] },
  ],
});
