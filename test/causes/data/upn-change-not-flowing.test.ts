import { describeCause } from '../describe-cause.ts';
import { sealed } from '../sealed.ts';

import { exportError, type Company } from '../company.ts';

const featuresOf = ({ entra }: Company): Record<string, unknown> => (entra['syncFeatures'] as { features: Record<string, unknown> }).features;
const exportedName = ({ server }: Company, name: string | undefined): void => {
  const objects = server['csObjects'] as { Attributes: { Name: string; Values: string[] }[] }[];
  const target = objects[1];
  if (target !== undefined) target.Attributes = target.Attributes.filter(({ Name }) => Name !== 'userPrincipalName').concat(name === undefined ? [] : [{ Name: 'userPrincipalName', Values: [name] }]);
};
const domain = (id: string, authenticationType: string) => ({ id, isVerified: true, isInitial: id.endsWith('onmicrosoft.com'), authenticationType });

/** Renamed in AD and exported, in a tenant that ignores it. */
const ignored = (given: Company): void => {
  given.ad.attributes['userPrincipalName'] = ['john.smith@contoso.com'];
  featuresOf(given)['synchronizeUpnForManagedUsersEnabled'] = false;
  exportedName(given, 'john.smith@contoso.com');
};

describeCause(sealed('upn-change-not-flowing'), {
  confirms: [{ when: 'the feature is off, the domain managed, the account licensed and the new name exported', given: ignored, remedy: null, says: /AD says john\.smith@contoso\.com.*still called jsmith@contoso\.com/ }],
  rulesOut: [
    { when: 'the names are equal', given: () => {} },
    { when: 'the tenant takes over changed names', given: (given) => { ignored(given); featuresOf(given)['synchronizeUpnForManagedUsersEnabled'] = true; } },
    { when: 'the new name was not exported yet', given: (given) => { ignored(given); exportedName(given, 'jsmith@contoso.com'); } },
    { when: 'the export is refused', given: (given) => { ignored(given); exportError(given, {}); } },
    { when: 'Entra states that the new name is taken', given: (given) => { ignored(given); given.user['onPremisesProvisioningErrors'] = [{ category: 'PropertyConflict', propertyCausingError: 'UserPrincipalName', value: 'john.smith@contoso.com' }]; } },
    { when: 'the new suffix is not verified', given: (given) => { ignored(given); given.ad.attributes['userPrincipalName'] = ['jsmith@corp.local']; exportedName(given, 'jsmith@corp.local'); } },
    { when: 'the domain is federated', given: (given) => { ignored(given); given.entra['domains'] = [domain('contoso.com', 'Federated'), domain('contoso.onmicrosoft.com', 'Managed')]; } },
    { when: 'the account has no licence', given: (given) => { ignored(given); given.user['assignedLicenses'] = []; } },
    { when: 'the account is not in Entra', given: (given) => { ignored(given); given.users.splice(0); } },
    { when: 'the account was made cloud-managed', given: (given) => { ignored(given); given.entra['syncBehavior'] = { '11111111-aaaa-4aaa-8aaa-000000000001': { isCloudManaged: true } }; } },
  ],
  cannotTell: [
    { when: 'the features were not read', given: (given) => { ignored(given); delete given.entra['syncFeatures']; }, missing: ['entra.syncFeatures'] },
    { when: 'the connector space was not read', given: (given) => { ignored(given); delete given.server['csObjects']; }, missing: ['syncServers.csObjects'] },
    { when: 'the connector space does not show the name', given: (given) => { ignored(given); exportedName(given, undefined); }, missing: ['syncServers.csObjects'] },
    { when: 'the domains were not read', given: (given) => { ignored(given); delete given.entra['domains']; }, missing: ['entra.domains'] },
    { when: 'the licences were not asked for', given: (given) => { ignored(given); delete given.user['assignedLicenses']; }, missing: ['entra.users'] },
    { when: 'conflicts were not asked for', given: (given) => { ignored(given); delete given.user['onPremisesProvisioningErrors']; }, missing: ['entra.users'] },
    { when: 'Entra was not read', given: (given) => { ignored(given); delete given.entra['users']; }, missing: ['entra.users'] },
  ],
});
