import type { Breakage } from './breakage.ts';

export const breakage: Breakage = {
  cause: 'cloud-sync-also-provisions',
  subject: 'jsmith',
  says: 'Cloud Sync was set up as a trial for OU=Staff, which Entra Connect reads too.',
  break: ({ ad, tenant }) => {
    tenant.servicePrincipals.push({ id: AGENT, appId: '1a4721b3-e57f-4451-ae87-ef078703ec94', applicationTemplateId: '1a4721b3-e57f-4451-ae87-ef078703ec94', displayName: 'corp.contoso.com', accountEnabled: true, servicePrincipalType: 'Application', tags: [] });
    tenant.synchronizationJobs.set(AGENT, [{
      id: 'AD2AADProvisioning.5c1f0e2a7d344b8e9a610d2f4c6b8a10.corp', templateId: 'AD2AADProvisioning', schedule: { state: 'Active', interval: 'PT2M' }, status: { code: 'Active' },
      schema: { synchronizationRules: [{ id: 'users', name: 'Provision Active Directory users', sourceDirectoryName: 'Active Directory', targetDirectoryName: 'Azure Active Directory', containerFilter: { includedContainers: [`OU=Staff,${ad.baseDn}`] } }] },
    }]);
  },
};

const AGENT = 'b4d2f7a1-3c58-4e96-8a0d-7f5e1c9b6230';
