import { describeCause } from '../describe-cause.ts';
import { sealed } from '../sealed.ts';
import { cloudOnly, features, outOfScope, twin } from '../cloud-only.ts';
import { OLD_ANCHOR, type Company } from '../company.ts';

const blocked = (given: Company): void => features(given, { blockSoftMatchEnabled: true });

describeCause(sealed('soft-match-blocked-by-tenant'), {
  confirms: [
    { when: 'an account of the cloud has the address of a new AD account', given: (given) => { cloudOnly(given); blocked(given); }, remedy: 'set-cloud-anchor' },
    { when: 'only the sign-in name is equal', given: (given) => { cloudOnly(given, { mail: null, proxyAddresses: [] }); blocked(given); }, says: /same sign-in name/ },
    { when: 'the AD account made a second account whose name is held back', given: (given) => { twin(given); blocked(given); }, evidenceClass: 'C', says: /jsmith4711/ },
  ],
  rulesOut: [
    { when: 'all is well', given: () => {} },
    { when: 'the holder has an immutable id: the anchor is the cause', given: (given) => { cloudOnly(given, { onPremisesImmutableId: OLD_ANCHOR }); blocked(given); } },
    { when: 'the tenant allows soft match', given: (given) => { cloudOnly(given); } },
    { when: 'the second account lacks nothing', given: (given) => { twin(given, {}, []); blocked(given); } },
    { when: 'the holder is a guest', given: (given) => { cloudOnly(given, { userType: 'Guest' }); blocked(given); } },
    { when: 'the holder was made cloud-managed on purpose', given: (given) => { const { id } = cloudOnly(given); blocked(given); given.entra['syncBehavior'] = { [String(id)]: { isCloudManaged: true } }; } },
    { when: 'the AD account is not in scope', given: (given) => { cloudOnly(given); blocked(given); outOfScope(given); } },
  ],
  cannotTell: [{ when: 'the settings of the tenant were not read', given: (given) => { cloudOnly(given); delete given.entra['syncFeatures']; }, missing: ['entra.syncFeatures'] }],
});
