import { describeCause } from '../describe-cause.ts';
import { sealed } from '../sealed.ts';
import { moveTo, type Company } from '../company.ts';

type Json = Record<string, unknown>;
const STAFF = 'OU=Staff,DC=corp,DC=contoso,DC=com';
const job = ({ entra }: Company, containers: readonly string[], more: Json = {}): void => {
  entra['synchronizationJobs'] = {
    '33333333-cccc-4ccc-8ccc-000000000001': [{ id: 'AD2AADProvisioning.1', templateId: 'AD2AADProvisioning', schedule: { state: 'Active' }, schema: { synchronizationRules: [{ name: 'AD2AADProvisioningRule', sourceDirectoryName: 'Active Directory', targetDirectoryName: 'Azure Active Directory', containerFilter: { includedContainers: containers } }] }, ...more }],
  };
};

describeCause(sealed('cloud-sync-also-provisions'), {
  confirms: [
    { when: 'a working job covers its OU, which Entra Connect reads too', given: (given) => job(given, [STAFF.toLowerCase()]), evidenceClass: 'C', remedy: null, says: /at once/ },
    { when: 'the job covers the whole domain', given: (given) => job(given, ['OU=Other,DC=corp,DC=contoso,DC=com', 'DC=corp,DC=contoso,DC=com']), evidenceClass: 'C' },
  ],
  rulesOut: [
    { when: 'there is no job', given: () => {} },
    { when: 'the job covers another OU', given: (given) => job(given, ['OU=Pilot,DC=corp,DC=contoso,DC=com']) },
    { when: 'the job is switched off', given: (given) => job(given, [STAFF], { schedule: { state: 'Disabled' } }) },
    { when: 'Entra Connect does not read the OU', given: (given) => { moveTo(given, 'OU=Leavers,DC=corp,DC=contoso,DC=com'); job(given, ['OU=Leavers,DC=corp,DC=contoso,DC=com']); } },
    { when: 'the job belongs to another service', given: (given) => job(given, [STAFF], { templateId: 'Workday2AD' }) },
  ],
  cannotTell: [
    { when: 'the job does not tell which containers it reads', given: (given) => job(given, []), missing: ['entra.synchronizationJobs'] },
  ],
});
