import { describeCause } from '../describe-cause.ts';
import { sealed } from '../sealed.ts';
import type { Company } from '../company.ts';

function group(given: Company, changes: Record<string, unknown> = {}): void {
  given.bundle['subject'] = 'Sales';
  given.entries.push({ dn: 'CN=Sales,OU=Staff,DC=corp,DC=contoso,DC=com', attributes: { objectClass: ['top', 'group'], sAMAccountName: ['Sales'], cn: ['Sales'], objectGUID: ['Pjo+HQRGtXm9GsUXzYYRqQ=='], objectSid: ['AQUAAAAAAAUVAAAAVwQAAK4IAAAFDQAAYAQAAA=='] } });
  (given.entra['groups'] as unknown[]).push({ id: 'g-1', displayName: 'Sales', onPremisesSyncEnabled: null, onPremisesSecurityIdentifier: 'S-1-5-21-1111-2222-3333-1120', ...changes });
}
function contact(given: Company): void {
  given.bundle['subject'] = 'supplier@fabrikam.com';
  given.entries.push({ dn: 'CN=Supplier,OU=Staff,DC=corp,DC=contoso,DC=com', attributes: { objectClass: ['top', 'contact'], cn: ['Supplier'], mail: ['supplier@fabrikam.com'], objectGUID: ['Pjo+HQRGtXm9GsUXzYYRqQ=='] } });
  (given.entra['contacts'] as unknown[]).push({ id: 'c-1', displayName: 'A supplier', mail: 'supplier@fabrikam.com', onPremisesSyncEnabled: null });
}
const managed = (given: Company, id: string): void => { given.entra['syncBehavior'] = { [id]: { isCloudManaged: true } }; };

describeCause(sealed('group-or-contact-source-of-authority-cloud'), {
  confirms: [
    { when: 'the group was moved to cloud management', given: (given) => { group(given); managed(given, 'g-1'); }, evidenceClass: 'A', remedy: 'hand-back-to-ad', proposes: /"kind":"group","objectId":"g-1","before":true,"after":false/, says: /The group Sales/ },
    { when: 'the contact was moved to cloud management', given: (given) => { contact(given); managed(given, 'c-1'); }, evidenceClass: 'A', remedy: 'hand-back-to-ad', proposes: /"kind":"contact"/, says: /The contact A supplier/ },
    { when: 'only the event of the engine says so', given: (given) => { group(given); delete given.entra['syncBehavior']; given.server['events'] = [{ source: 'ADSync', id: 6956, time: '2026-11-21T09:01:00Z', message: 'CN=Sales,OU=Staff,DC=corp,DC=contoso,DC=com was skipped: source of authority is the cloud.' }]; }, evidenceClass: 'A' },
  ],
  rulesOut: [
    { when: 'somebody asks about a user', given: () => {} },
    { when: 'the group is synchronised', given: (given) => group(given, { onPremisesSyncEnabled: true }) },
    { when: 'another group was moved', given: (given) => { group(given); managed(given, 'g-2'); } },
  ],
  cannotTell: [
    { when: 'the state was not read', given: (given) => { group(given); delete given.entra['syncBehavior']; }, missing: ['entra.syncBehavior'] },
    { when: 'groups were not read', given: (given) => { group(given); delete given.entra['groups']; }, missing: ['entra.groups'] },
  ],
});
