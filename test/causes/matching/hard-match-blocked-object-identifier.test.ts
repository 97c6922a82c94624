import { describeCause } from '../describe-cause.ts';
import { sealed } from '../sealed.ts';
import { features } from '../cloud-only.ts';
import { exportError, OLD_ANCHOR, type Company } from '../company.ts';

const OTHER = '30475e40-e7ae-4af3-af75-8b143c81daf5';
const mapped = ({ entra, user }: Company, identifier: string | null): void => { entra['objectIdentifiers'] = { [String(user['id'])]: identifier }; };
const refused = (given: Company, text = ''): void => exportError(given, { ErrorName: 'AttributeUpdateNotAllowed', ErrorLiteral: text });

describeCause(sealed('hard-match-blocked-object-identifier'), {
  confirms: [
    { when: 'the export is refused and the account is mapped to another AD object', given: (given) => { refused(given); mapped(given, OTHER); }, evidenceClass: 'A', remedy: 'clear-object-identifier', proposes: /"object-identifier-cleared".*sync\.start-delta/, says: new RegExp(OTHER) },
    { when: 'the mapping is given as base64', given: (given) => { refused(given); mapped(given, OLD_ANCHOR); }, evidenceClass: 'A' },
    { when: 'the mapping was not readable, but the error names it', given: (given) => { refused(given, 'Hard match blocked due to security hardening. Review the OnPremisesObjectIdentifier mapping.'); delete given.entra['objectIdentifiers']; }, evidenceClass: 'A' },
    { when: 'the refusal is called InvalidHardMatch', given: (given) => { exportError(given, { ErrorName: 'InvalidHardMatch' }); mapped(given, OTHER); }, evidenceClass: 'A' },
  ],
  rulesOut: [
    { when: 'all is well', given: () => {} },
    { when: 'the account is mapped to nothing: another block is at work', given: (given) => { refused(given); mapped(given, null); } },
    { when: 'the account is mapped to this very AD object', given: (given) => { refused(given); mapped(given, '8d1c9c4e-3f2a-4b6e-9c7d-2a1b3c4d5e6f'); } },
    { when: 'the engine refuses nothing', given: (given) => mapped(given, OTHER) },
    { when: 'the tenant allows the mapping to be rewritten', given: (given) => { refused(given); mapped(given, OTHER); features(given, { allowOnPremUpdateOfOnPremisesObjectIdentifierEnabled: true }); } },
    { when: 'the account was made cloud-managed on purpose', given: (given) => { refused(given); mapped(given, OTHER); given.entra['syncBehavior'] = { [String(given.user['id'])]: { isCloudManaged: true } }; } },
  ],
  cannotTell: [
    { when: 'version 1.0 of Graph does not show the mapping', given: (given) => { refused(given); delete given.entra['objectIdentifiers']; }, missing: ['entra.objectIdentifiers'] },
    { when: 'another mapping is known, but not whether the export was refused', given: (given) => { mapped(given, OTHER); delete given.server['csObjects']; }, missing: ['syncServers.csObjects'] },
  ],
});
