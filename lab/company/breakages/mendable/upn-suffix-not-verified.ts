import type { Breakage } from '../breakage.ts';
import { breakage as offered } from '../upn-suffix-not-verified.ts';

export const breakage: Breakage = {
  cause: 'upn-suffix-not-verified',
  subject: 'jsmith',
  says: 'John Smith signs in to AD as john.smith@corp.contoso.com, which the tenant has not verified, and the forest does not offer the suffix of his address.',
  break: (company) => {
    const { ad } = company;
    ad.modify(`CN=Partitions,CN=Configuration,${ad.forestDn}`, [{ operation: 'replace', attribute: 'uPNSuffixes', values: ['contoso.example'] }]);
    offered.break(company);
  },
  worldAfterFix: offered.worldAfterFix,
};
