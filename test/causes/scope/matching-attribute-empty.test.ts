import { describeCause } from '../describe-cause.ts';
import { sealed } from '../sealed.ts';
import { withoutCloudAccount, type Company } from '../company.ts';

const identifiedBy = (given: Company, criteria: string, custom = ''): void => {
  withoutCloudAccount(given);
  given.server['globalSettings'] = { Parameters: [{ Name: 'Microsoft.SynchronizationOption.JoinCriteria', Value: criteria }, { Name: 'Microsoft.SynchronizationOption.CustomAttribute', Value: custom }] };
};

describeCause(sealed('matching-attribute-empty'), {
  confirms: [
    { when: 'users are identified by mail, and mail is empty', given: (given) => { identifiedBy(given, 'Mail'); delete given.ad.attributes['mail']; }, remedy: null, says: /by mail/ },
    { when: 'users are identified by a chosen attribute, and it is empty', given: (given) => identifiedBy(given, 'CustomAttribute', 'employeeID'), says: /by employeeID/ },
    { when: 'a standby server is set so', given: (given) => { identifiedBy(given, 'CustomAttribute', 'employeeID'); given.scheduler['StagingModeEnabled'] = true; }, evidenceClass: 'C' },
  ],
  rulesOut: [
    { when: 'each account stands for itself', given: (given) => { identifiedBy(given, 'AlwaysProvision'); delete given.ad.attributes['mail']; } },
    { when: 'the attribute has a value', given: (given) => identifiedBy(given, 'Mail') },
    { when: 'accounts are joined by SID', given: (given) => { identifiedBy(given, 'ObjectSIDAndMsExchMasterAccountSID'); delete given.ad.attributes['mail']; } },
    { when: 'it is in Entra', given: (given) => { const { user } = given; identifiedBy(given, 'Mail'); given.users.push(user); delete given.ad.attributes['mail']; } },
  ],
  cannotTell: [
    { when: 'the settings were not read', given: (given) => { identifiedBy(given, 'Mail'); delete given.server['globalSettings']; }, missing: ['syncServers.globalSettings'] },
  ],
});
