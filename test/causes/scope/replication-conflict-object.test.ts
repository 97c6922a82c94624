import { describeCause } from '../describe-cause.ts';
import { sealed } from '../sealed.ts';
import type { Company } from '../company.ts';

const MARK = 'CNF:8d1c9c4e-3f2a-4b6e-9c7d-2a1b3c4d5e6f';
const REST = 'OU=Staff,DC=corp,DC=contoso,DC=com';
const copy = (given: Company, dn: string): void => {
  given.ad.dn = dn;
};
const original = ({ entries, ad }: Company): void => {
  entries.push({ dn: `CN=John Smith,${REST}`, attributes: { ...ad.attributes, sAMAccountName: ['jsmith2'], objectGUID: ['AAAAAAAAAAAAAAAAAAAAAQ=='], cn: ['John Smith 2'], displayName: ['Another'] } });
};

describeCause(sealed('replication-conflict-object'), {
  confirms: [
    { when: 'its name carries the mark of a conflict', given: (given) => copy(given, `CN=John Smith\\0A${MARK},${REST}`), remedy: null, says: /may be the only one left/ },
    { when: 'the mark is written with a line feed', given: (given) => copy(given, `CN=John Smith\n${MARK},${REST}`) },
    { when: 'the object without the mark exists as well', given: (given) => { copy(given, `CN=John Smith\\0A${MARK},${REST}`); original(given); given.bundle['subject'] = 'jsmith'; }, says: /which of the two is in use/ },
  ],
  rulesOut: [
    { when: 'it is the live object of the two', given: (given) => { copy(given, `CN=John Smith\\0A${MARK},${REST}`); original(given); given.bundle['subject'] = 'jsmith2'; } },
    { when: 'the mark stands in the name of its container only', given: (given) => copy(given, `CN=John Smith,OU=Staff\\0A${MARK},DC=corp,DC=contoso,DC=com`) },
    { when: 'a name merely contains the letters', given: (given) => copy(given, `CN=CNF:8 Smith,${REST}`) },
  ],
});
