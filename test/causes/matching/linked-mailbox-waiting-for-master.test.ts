import { describeCause } from '../describe-cause.ts';
import { sealed } from '../sealed.ts';
import { outOfScope } from '../cloud-only.ts';
import { withoutCloudAccount, type Company } from '../company.ts';

const MASTER = 'S-1-5-21-9-9-9-1104';
const linked = (given: Company): void => {
  withoutCloudAccount(given);
  Object.assign(given.ad.attributes, { msExchRecipientTypeDetails: ['2'], msExchMasterAccountSid: [MASTER] });
};
const join = (given: Company, connector = 'account.example', dn = 'CN=J,DC=account,DC=example'): void => {
  const [person] = given.server['mvObjects'] as { Lineage: unknown[] }[];
  person?.Lineage.push({ ConnectorName: connector, ConnectedCsObjectDN: dn, ConnectedCsObjectId: 'c9' });
};

describeCause(sealed('linked-mailbox-waiting-for-master'), {
  confirms: [
    { when: 'nothing of the account forest is joined', given: linked, remedy: null, says: new RegExp(MASTER) },
    { when: 'its owner was found but is not joined', given: (given) => { linked(given); given.other.attributes['objectSid'] = [MASTER]; }, says: /Mary Jones/ },
    { when: 'it has not even reached the metaverse', given: (given) => { linked(given); given.server['mvObjects'] = []; } },
    { when: 'it names no owner: the mark may be left over', given: (given) => { linked(given); delete given.ad.attributes['msExchMasterAccountSid']; }, evidenceClass: 'D', says: /left over/ },
  ],
  rulesOut: [
    { when: 'it is no linked mailbox', given: () => {} },
    { when: 'the owner is joined', given: (given) => { linked(given); join(given); } },
    { when: 'the mark is left over after the mailbox was moved, and the account is in the cloud', given: (given) => { linked(given); given.users.push(given.user); } },
    { when: 'it is not in scope', given: (given) => { linked(given); outOfScope(given); } },
  ],
  cannotTell: [{ when: 'the metaverse was not read', given: (given) => { linked(given); delete given.server['mvObjects']; }, missing: ['syncServers.mvObjects'] }],
});
