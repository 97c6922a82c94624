import { describeCause } from '../describe-cause.ts';
import { sealed } from '../sealed.ts';

import { exportError, type Company } from '../company.ts';

const refused = (given: Company, invalid: string | undefined, more: Record<string, unknown> = {}): void =>
  exportError(given, { ErrorName: 'DataValidationFailed', ...(invalid === undefined ? {} : { ErrorExtraDetails: JSON.stringify([{ Key: 'InvalidAttributeName', Value: [invalid] }]) }), ...more });

describeCause(sealed('data-validation-failed'), {
  confirms: [
    { when: 'the engine names the refused attribute', given: (given) => refused(given, 'mail'), evidenceClass: 'A', remedy: null, says: /refuses mail, which is "jsmith@contoso\.com" in AD/ },
    { when: 'the attribute stands in brackets in the text', given: (given) => refused(given, undefined, { ErrorLiteral: 'The value for [User.telephoneNumber] is not valid.' }), evidenceClass: 'A', says: /refuses telephoneNumber/ },
    { when: 'the details are a list', given: (given) => refused(given, undefined, { ErrorExtraDetails: [{ Key: 'InvalidAttributeName', Value: ['department'] }] }), evidenceClass: 'A', says: /refuses department\./ },
    { when: 'it names None, and then every value is looked at', given: (given) => { refused(given, 'None'); given.ad.attributes['c'] = ['Great Britain']; given.ad.attributes['telephoneNumber'] = ['0'.repeat(65)]; given.ad.attributes['otherMailbox'] = ['john at home']; given.ad.attributes['msExchUsageLocation'] = ['FR']; }, evidenceClass: 'A', says: /otherMailbox has a blank.*c has no country code.*c differs from msExchUsageLocation.*telephoneNumber has 65 characters/ },
    { when: 'it names None and nothing looks wrong', given: (given) => refused(given, 'None'), evidenceClass: 'A', says: /Nothing in AD looks wrong/ },
    { when: 'an illegal sign-in name is not what the error names', given: (given) => { refused(given, 'mail'); given.ad.attributes['userPrincipalName'] = ['j&smith@contoso.com']; }, evidenceClass: 'A', says: /refuses mail/ },
    { when: 'the identity is refused for another attribute', given: (given) => refused(given, 'mailNickname', { ErrorName: 'IdentityDataValidationFailed' }), evidenceClass: 'A', says: /refuses mailNickname/ },
  ],
  rulesOut: [
    { when: 'there is no error', given: () => {} },
    { when: 'the error is another one', given: (given) => exportError(given, {}) },
    { when: 'a clean export has followed', given: (given) => refused(given, 'mail', { LatestOccurrence: '2026-11-20T09:00:00Z' }) },
    { when: 'only a standby server lists it', given: (given) => { refused(given, 'mail'); given.scheduler['StagingModeEnabled'] = true; } },
    { when: 'it is the illegal sign-in name that is refused', given: (given) => { refused(given, 'userPrincipalName', { ErrorName: 'IdentityDataValidationFailed' }); given.ad.attributes['userPrincipalName'] = ['j&smith@contoso.com']; } },
  ],
});
