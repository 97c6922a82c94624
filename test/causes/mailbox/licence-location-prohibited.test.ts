import { describeCause } from '../describe-cause.ts';
import { sealed } from '../sealed.ts';
import { failedAttempt, refused } from './refused.ts';

describeCause(sealed('licence-location-prohibited'), {
  confirms: [
    { when: 'Entra refuses the licence for the location', given: (given) => refused(given, 'ProhibitedInUsageLocationViolation'), evidenceClass: 'A', says: /GB/ },
    { when: 'a group assigns it', given: (given) => refused(given, 'ProhibitedInUsageLocationViolation', { assignedByGroup: 'g-1' }), evidenceClass: 'A', says: /g-1/ },
    { when: 'the newest attempt failed with this sentence', given: (given) => failedAttempt(given, 'The service plan X is not allowed in the usage location GB.'), evidenceClass: 'A' },
  ],
  rulesOut: [
    { when: 'every assignment is active', given: () => {} },
    { when: 'the account has no usage location, which is another cause', given: (given) => { refused(given, 'ProhibitedInUsageLocationViolation'); given.user['usageLocation'] = null; } },
    { when: 'no licence is free', given: (given) => refused(given, 'CountViolation') },
  ],
});
