import { cloudPerson, setAttribute } from '../find-person.ts';
import type { Breakage } from './breakage.ts';

export const breakage: Breakage = {
  cause: 'archive-guid-mismatch',
  subject: 'jsmith',
  says: 'AD names another archive for John Smith than his mailbox in Exchange Online has.',
  break: (company) => {
    const john = cloudPerson(company, 'jsmith');
    if (john === undefined) throw new Error('jsmith has no cloud account');
    setAttribute(company.ad, 'jsmith', { msExchArchiveGUID: [Buffer.from('0e5d4c3b2a1908f7e6d5c4b3a2918070', 'hex')] });
    company.healthy();
    Object.assign(john, { serviceProvisioningErrors: [{ '@odata.type': '#microsoft.graph.serviceProvisioningXmlError', createdDateTime: company.clock.now().toISOString(), isResolved: false, serviceInstance: 'exchange/GBRP265-001-01', errorDetail: WORDS }] });
  },
};

const WORDS = '<ServiceInstance><ObjectErrors><ErrorRecord><ErrorCode>ExF2A7C1</ErrorCode><ErrorDescription>The archive GUID of the on-premises object does not match the one in the cloud.</ErrorDescription></ErrorRecord></ObjectErrors></ServiceInstance>';
