import { describeCause } from '../describe-cause.ts';
import { sealed } from '../sealed.ts';
import { conflictOf, exportError, OLD_ANCHOR, type Company } from '../company.ts';

const reused = (given: Company): void => {
  given.other.attributes['objectSid'] = given.ad.attributes['objectSid'] ?? [];
  Object.assign(given.user, { onPremisesImmutableId: 'RDMiEWZViHeZqrvM3e7/AA==', userPrincipalName: 'mjones@contoso.com', mail: 'mjones@contoso.com', proxyAddresses: ['SMTP:mjones@contoso.com'] });
};

describeCause(sealed('sid-conflict-rid-reuse'), {
  confirms: [
    { when: 'two living AD accounts of different people have the SID of the cloud account', given: reused, evidenceClass: 'A', remedy: null, says: /S-1-5-21-1111-2222-3333-1104/ },
    { when: 'the export was refused for it', given: (given) => { reused(given); exportError(given, { ErrorExtraDetails: conflictOf('OnPremiseSecurityIdentifier', 'S-1-5-21-1111-2222-3333-1104', String(given.user['id'])) }); }, evidenceClass: 'A' },
  ],
  rulesOut: [
    { when: 'all is well', given: () => {} },
    { when: 'it is the same person with a changed anchor', given: (given) => { given.user['onPremisesImmutableId'] = OLD_ANCHOR; } },
    { when: 'both AD accounts bear the names of one person', given: (given) => { reused(given); given.other.attributes['displayName'] = ['John Smith']; } },
    { when: 'the other AD account has a SID of its own by now', given: (given) => { reused(given); given.other.attributes['objectSid'] = ['S-1-5-21-1111-2222-3333-1105']; } },
    { when: 'no cloud account has the SID', given: (given) => { reused(given); given.user['onPremisesSecurityIdentifier'] = null; } },
  ],
});
