import { describeCause } from '../describe-cause.ts';
import { sealed } from '../sealed.ts';
import { moveTo, OLD_ANCHOR, withoutCloudAccount, type Company } from '../company.ts';

const moved = (given: Company): void => {
  moveTo(given, 'OU=Leavers,DC=corp,DC=contoso,DC=com');
  withoutCloudAccount(given, {});
};
const inBin = (given: Company, change: Record<string, unknown>): void => {
  moved(given);
  withoutCloudAccount(given, change);
};

describeCause(sealed('moved-out-of-scope'), {
  confirms: [
    { when: 'the cloud recycle bin holds the anchor of an account outside the selected containers', given: moved, remedy: 'move-back-into-scope', says: /2026-12-20/ },
    { when: 'the former container is gone, and then a human chooses one', given: (given) => inBin(given, { onPremisesDistinguishedName: 'CN=John Smith,OU=Gone,DC=corp,DC=contoso,DC=com' }), remedy: null },
    { when: 'the former container is not in scope any more', given: (given) => inBin(given, { onPremisesDistinguishedName: 'CN=John Smith,OU=Leavers,DC=corp,DC=contoso,DC=com' }), remedy: null },
    { when: 'the cloud account has a directory role, and then it is restored by a human first', given: (given) => { moved(given); given.entra['roleAssignments'] = [{ principalId: given.user['id'], roleDefinitionId: 'r' }]; }, remedy: null },
  ],
  rulesOut: [
    { when: 'it lies in a selected container', given: (given) => withoutCloudAccount(given, {}) },
    { when: 'the recycle bin holds another anchor, different only in its letters', given: (given) => inBin(given, { onPremisesImmutableId: 'tPWCJsO/BKUCFsOBpe1EBW==' }) },
    { when: 'the recycle bin is empty', given: (given) => { moved(given); given.entra['deletedUsers'] = []; } },
  ],
  cannotTell: [
    { when: 'the recycle bin was not read', given: (given) => { moved(given); delete given.entra['deletedUsers']; }, missing: ['entra.deletedUsers'] },
    { when: 'the anchor attribute is unknown and it has two candidates', given: (given) => { inBin(given, { onPremisesImmutableId: 'AAAAAAAAAAAAAAAAAAAAAQ==' }); given.ad.attributes['mS-DS-ConsistencyGuid'] = [OLD_ANCHOR]; delete given.server['globalSettings']; }, missing: ['syncServers.globalSettings'] },
  ],
});
