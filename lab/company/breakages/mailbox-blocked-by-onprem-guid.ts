import { cloudPerson, setAttribute } from '../find-person.ts';
import type { Breakage } from './breakage.ts';

export const breakage: Breakage = {
  cause: 'mailbox-blocked-by-onprem-guid',
  subject: 'jsmith',
  says: 'A script wrote msExchMailboxGuid into the AD account of John Smith, as if he had a mailbox on-premises.',
  break: (company) => {
    const john = cloudPerson(company, 'jsmith');
    if (john === undefined) throw new Error('jsmith has no cloud account');
    setAttribute(company.ad, 'jsmith', { msExchMailboxGuid: [Buffer.from('7c1f0a5e4b2d4c3e9a8b6d5f4e3c2b1a', 'hex')] });
    company.healthy();
    Object.assign(john, { serviceProvisioningErrors: [{ '@odata.type': '#microsoft.graph.serviceProvisioningXmlError', createdDateTime: company.clock.now().toISOString(), isResolved: false, serviceInstance: 'exchange/GBRP265-001-01', errorDetail: WORDS }] });
  },
};

const WORDS = "<ServiceInstance><ObjectErrors><ErrorRecord><ErrorCode>ExD1B2C3</ErrorCode><ErrorDescription>This user's on-premises mailbox hasn't been migrated to Exchange Online.</ErrorDescription></ErrorRecord></ObjectErrors></ServiceInstance>";
