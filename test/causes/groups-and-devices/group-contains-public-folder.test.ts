import { describeCause } from '../describe-cause.ts';
import { sealed } from '../sealed.ts';
import type { Company } from '../company.ts';
import { sales } from './subjects.ts';

const FOLDER = 'CN=Orders,CN=Microsoft Exchange System Objects,DC=corp,DC=contoso,DC=com';
const withMember = (given: Company, objectClass?: string): void => {
  sales(given).ad.attributes['member']?.push(FOLDER);
  if (objectClass !== undefined) given.entries.push({ dn: FOLDER, attributes: { objectClass: ['top', objectClass], displayName: ['Orders'] } });
};

describeCause(sealed('group-contains-public-folder'), {
  confirms: [{ when: 'a member is a mail-enabled public folder', given: (given) => { withMember(given, 'publicFolder'); }, layer: 4, remedy: null, says: /public folders among its members: Orders/ }],
  rulesOut: [
    { when: 'its members are people', given: (given) => { sales(given); } },
    { when: 'the member from the same container is a system mailbox', given: (given) => { withMember(given, 'user'); } },
    { when: 'the folder is in no group', given: (given) => { sales(given); given.entries.push({ dn: FOLDER, attributes: { objectClass: ['publicFolder'] } }); } },
  ],
  cannotTell: [{ when: 'the member from that container was not read', given: (given) => { withMember(given); }, missing: ['directory.entries'] }],
});
