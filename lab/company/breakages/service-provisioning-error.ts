import { cloudPerson } from '../find-person.ts';
import type { Breakage } from './breakage.ts';

export const breakage: Breakage = {
  cause: 'service-provisioning-error',
  subject: 'jsmith',
  says: 'Exchange Online refused the account of John Smith and said why.',
  break: (company) => {
    const john = cloudPerson(company, 'jsmith');
    if (john === undefined) throw new Error('jsmith has no cloud account');
    Object.assign(john, { serviceProvisioningErrors: [{ '@odata.type': '#microsoft.graph.serviceProvisioningXmlError', createdDateTime: company.clock.now().toISOString(), isResolved: false, serviceInstance: 'exchange/GBRP265-001-01', errorDetail: WORDS }] });
  },
};

const WORDS = '<ServiceInstance><ObjectErrors><ErrorRecord><ErrorCode>ExB10BE9</ErrorCode><ErrorDescription>The value of the alias is not valid for this recipient.</ErrorDescription></ErrorRecord></ObjectErrors></ServiceInstance>';
