import { describeCause } from '../describe-cause.ts';
import { sealed } from '../sealed.ts';
import { withoutCloudAccount, type Company } from '../company.ts';
import { companyFeature, federated } from './trouble.ts';

const card = ({ ad, server }: Company, version: string, control = '262656'): void => {
  ad.attributes['userAccountControl'] = [control];
  server['version'] = version;
};

describeCause(sealed('smartcard-required-hash'), {
  confirms: [{ when: 'a smart card is required and the version does not send the new hash', given: (given) => { card(given, '2.3.20.0'); }, evidenceClass: 'C', remedy: null }],
  rulesOut: [
    { when: 'no smart card is required', given: (given) => { card(given, '2.3.20.0', '512'); } },
    { when: 'the version sends it', given: (given) => { card(given, '2.4.18.0'); } },
    { when: 'the version is newer by number, not by letters', given: (given) => { card(given, '2.10.0.0'); } },
    { when: 'the account is disabled', given: (given) => { card(given, '2.3.20.0', '262658'); } },
    { when: 'the domain is federated', given: (given) => { card(given, '2.3.20.0'); federated(given); } },
    { when: 'no passwords travel at all', given: (given) => { card(given, '2.3.20.0'); companyFeature(given, 'PasswordHashSync', false); } },
    { when: 'it is not in Entra', given: (given) => { card(given, '2.3.20.0'); withoutCloudAccount(given); } },
    { when: 'no smart card is required and the version was not read', given: ({ server }) => { delete server['version']; } },
  ],
  cannotTell: [{ when: 'a smart card is required and the version was not read', given: (given) => { card(given, ''); delete given.server['version']; }, missing: ['syncServers.version'] }],
});
