import { describeCause } from '../describe-cause.ts';
import { sealed } from '../sealed.ts';
import { sales } from './subjects.ts';

describeCause(sealed('group-critical-builtin'), {
  confirms: [{ when: 'Windows marks the group as its own', given: (given) => { const group = sales(given); group.leaveCloud(); group.ad.attributes['isCriticalSystemObject'] = ['TRUE']; }, layer: 2, remedy: null, says: /its members are/ }],
  rulesOut: [
    { when: 'the group is an ordinary one', given: (given) => { sales(given); } },
    { when: 'the question is about a member of such a group', given: (given) => { sales(given).ad.attributes['isCriticalSystemObject'] = ['TRUE']; given.bundle['subject'] = 'jsmith'; } },
    { when: 'the group is only protected (adminCount 1)', given: (given) => { sales(given).ad.attributes['adminCount'] = ['1']; } },
  ],
});
