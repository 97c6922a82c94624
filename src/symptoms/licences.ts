import { symptom, type Symptom } from './symptom.ts';

export const LICENCES: readonly Symptom[] = [
  symptom('licence', 'CountViolation', ['countviolation', 'not enough licenses', 'no available licenses', 'not enough available licenses'], ['licence-no-seats'], 'No licence is free.'),
  symptom('licence', 'MutuallyExclusiveViolation', ['mutuallyexclusiveviolation', 'are mutually exclusive'], ['licence-plans-conflict'], 'Two service plans exclude each other.'),
  symptom('licence', 'DependencyViolation', ['dependencyviolation', 'depends on the service plan'], ['licence-dependency'], 'A plan needs another one that is not assigned.'),
  symptom('licence', 'ProhibitedInUsageLocationViolation', ['prohibitedinusagelocation', 'not allowed in the usage location'], ['licence-location-prohibited'], 'The service is not offered in that country.'),
  symptom('licence', 'UniquenessViolation', ['uniquenessviolation'], ['licence-address-conflict'], 'The licence is refused because the address is in use.'),
  symptom('licence', 'Others', ['license & others', 'licence & others'], ['licence-other-error'], 'Another licence of the same group failed first.'),
];
