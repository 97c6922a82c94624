import { describeCause } from '../describe-cause.ts';
import { sealed } from '../sealed.ts';
import type { Company } from '../company.ts';

const SID = 'AQUAAAAAAAUVAAAAVwQAAK4IAAAFDQAAYAQAAA==';
const SID_TEXT = 'S-1-5-21-1111-2222-3333-1120';
function deleted(given: Company, changes: Record<string, string[]> = {}): void {
  given.bundle['subject'] = 'Sales';
  given.deleted.push({
    dn: 'CN=Sales\\0ADEL:1d3e3a3e-4604-79b5-bd1a-c517cd8611a9,CN=Deleted Objects,DC=corp,DC=contoso,DC=com',
    attributes: { objectClass: ['top', 'group'], objectGUID: ['Pjo+HQRGtXm9GsUXzYYRqQ=='], objectSid: [SID], sAMAccountName: ['Sales'], 'msDS-LastKnownRDN': ['Sales'], lastKnownParent: ['OU=Staff,DC=corp,DC=contoso,DC=com'], isDeleted: ['TRUE'], ...changes },
  });
}

describeCause(sealed('synced-group-deleted'), {
  confirms: [
    { when: 'the AD recycle bin holds the group and that of Entra does not', given: deleted, remedy: 'restore-deleted-object', proposes: /"rdn":"CN=Sales"/, says: /The AD recycle bin can bring it back/ },
    { when: 'AD has stripped it already', given: (given) => deleted(given, { isRecycled: ['TRUE'] }), remedy: null, says: /only a backup/ },
    { when: 'its copy in Entra still waits for the next cycle', given: (given) => { deleted(given); (given.entra['groups'] as unknown[]).push({ id: 'g', displayName: 'Sales', onPremisesSyncEnabled: true, onPremisesSecurityIdentifier: SID_TEXT }); }, says: /goes with the next cycle/ },
  ],
  rulesOut: [
    { when: 'somebody asks about a user that is there', given: () => {} },
    { when: 'AD was not read, but the user that is asked about is in Entra', given: (given) => { delete given.bundle['directory']; } },
    { when: 'a living group bears the name', given: (given) => { deleted(given); given.entries.push({ dn: 'CN=Sales,OU=Staff,DC=corp,DC=contoso,DC=com', attributes: { objectClass: ['top', 'group'], sAMAccountName: ['Sales'], objectGUID: ['RDMiEWZViHeZqrvM3e7/AB=='] } }); } },
    { when: 'the recycle bin of Entra holds it', given: (given) => { deleted(given); given.entra['deletedGroups'] = [{ id: 'g', displayName: 'Sales', onPremisesSecurityIdentifier: SID_TEXT }]; } },
    { when: 'it was a user that was deleted', given: (given) => deleted(given, { objectClass: ['top', 'person', 'organizationalPerson', 'user'] }) },
    { when: 'the group stood outside the selected containers', given: (given) => deleted(given, { lastKnownParent: ['OU=Leavers,DC=corp,DC=contoso,DC=com'] }) },
  ],
  cannotTell: [
    { when: 'AD was not read', given: (given) => { given.bundle['subject'] = 'Sales'; delete given.bundle['directory']; }, missing: ['directory.entries'] },
    { when: 'the AD recycle bin was not read', given: (given) => { given.bundle['subject'] = 'Sales'; for (const forest of (given.bundle['directory'] as { forests: Record<string, unknown>[] }).forests) delete forest['deleted']; }, missing: ['directory.deleted'] },
    { when: 'deleted groups of Entra were not read', given: (given) => { deleted(given); delete given.entra['deletedGroups']; }, missing: ['entra.deletedGroups'] },
  ],
});
