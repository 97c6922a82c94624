import { describeCause } from '../describe-cause.ts';
import { sealed } from '../sealed.ts';
import { cloudOnly, features, outOfScope, twin } from '../cloud-only.ts';
import type { Company } from '../company.ts';

const OTHER_ADDRESS = { mail: 'john@contoso.com', proxyAddresses: ['SMTP:john@contoso.com'] };
const off = (given: Company): void => features(given, { softMatchOnUpnEnabled: false });

describeCause(sealed('soft-match-on-upn-disabled'), {
  confirms: [
    { when: 'the sign-in name is equal and the address is not', given: (given) => { cloudOnly(given, OTHER_ADDRESS); off(given); }, remedy: 'set-cloud-anchor', says: /john@contoso\.com/ },
    { when: 'the AD account made a second account', given: (given) => { twin(given, OTHER_ADDRESS); off(given); }, says: /jsmith4711/ },
  ],
  rulesOut: [
    { when: 'all is well', given: () => {} },
    { when: 'the tenant matches by sign-in name, as every newer one does', given: (given) => { cloudOnly(given, OTHER_ADDRESS); } },
    { when: 'the address of the licensed holder is equal', given: (given) => { cloudOnly(given); off(given); } },
    { when: 'the AD account is not in scope', given: (given) => { cloudOnly(given, OTHER_ADDRESS); off(given); outOfScope(given); } },
    { when: 'its second account lacks nothing that the holder has', given: (given) => { twin(given, OTHER_ADDRESS, []); off(given); } },
  ],
  cannotTell: [{ when: 'the settings of the tenant were not read', given: (given) => { cloudOnly(given, OTHER_ADDRESS); delete given.entra['syncFeatures']; }, missing: ['entra.syncFeatures'] }],
});
