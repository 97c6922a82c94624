import { describeCause } from '../describe-cause.ts';
import { sealed } from '../sealed.ts';
import { OLD_ANCHOR, type Company } from '../company.ts';

const OTHER = 'AAAAAAAAAAAAAAAAAAAAAQ==';
/** Both cloud accounts were made from objectGUID, but ConsistencyGuid holds something else and counts now. */
const both = (given: Company): void => {
  given.ad.attributes['mS-DS-ConsistencyGuid'] = [OLD_ANCHOR];
  given.other.attributes['mS-DS-ConsistencyGuid'] = [OTHER];
  given.users.push({ id: '9', userPrincipalName: 'mjones@contoso.com', onPremisesImmutableId: 'RDMiEWZViHeZqrvM3e7/AA==', onPremisesSyncEnabled: true, onPremisesSecurityIdentifier: 'S-1-5-21-1111-2222-3333-1105' });
};
const one = ({ ad }: Company): void => { ad.attributes['mS-DS-ConsistencyGuid'] = [OLD_ANCHOR]; };
const errors = (given: Company, count: number): void => {
  const list = Array.from({ length: count }, (_, at) => ({ ObjectDn: `CN={${at}}`, ErrorType: 'AttributeValueMustBeUnique' }));
  (given.server['runHistory'] as unknown[]).push({ ConnectorName: 'contoso.onmicrosoft.com - AAD', RunProfileName: 'Export', Result: 'completed-export-errors', StartDate: '2026-11-21T09:05:00Z', RunStepResults: [{ SyncErrors: { SyncErrorsList: list } }] });
};

describeCause(sealed('anchor-attribute-differs-between-servers'), {
  confirms: [
    { when: 'the cloud accounts of several users were made from another attribute', given: both, remedy: null, says: /2 accounts/ },
    { when: 'one user was looked at, and the newest export has many errors of one kind', given: (given) => { one(given); errors(given, 5); }, says: /5 errors/ },
    { when: 'the server says objectGUID and the accounts were made from ConsistencyGuid', given: (given) => { both(given); given.server['globalSettings'] = { Parameters: [{ Name: 'Microsoft.SynchronizationOption.AnchorAttribute', Value: 'objectGUID' }] }; Object.assign(given.user, { onPremisesImmutableId: OLD_ANCHOR }); Object.assign(given.users[1] ?? {}, { onPremisesImmutableId: OTHER }); }, says: /from objectGUID/ },
  ],
  rulesOut: [
    { when: 'all is well', given: () => {} },
    { when: 'one user only is concerned', given: one },
    { when: 'one user is concerned and another one agrees with the server', given: (given) => { both(given); errors(given, 9); Object.assign(given.users[1] ?? {}, { onPremisesImmutableId: OTHER }); } },
    { when: 'the ConsistencyGuids differ from the objectGUIDs and are those of the cloud', given: (given) => { both(given); Object.assign(given.user, { onPremisesImmutableId: OLD_ANCHOR }); Object.assign(given.users[1] ?? {}, { onPremisesImmutableId: OTHER }); } },
    { when: 'few exports failed', given: (given) => { one(given); errors(given, 4); } },
  ],
});
