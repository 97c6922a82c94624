import { describeCause } from '../describe-cause.ts';
import { sealed } from '../sealed.ts';
import type { Company } from '../company.ts';
import { companyFeature, logged, ticks } from './trouble.ts';

type Rule = Record<string, unknown>;
const space = ({ server }: Company): Record<string, unknown> => (server['csObjects'] as Record<string, unknown>[])[0] ?? {};
const newPassword = (given: Company): void => {
  given.ad.attributes['pwdLastSet'] = [ticks('2026-11-20T09:00:00Z')];
};
/** Joined by a rule of their own instead of the standard one that carries passwords. */
const custom = (given: Company, carries: boolean): void => {
  newPassword(given);
  (given.server['rules'] as Rule[]).push({ Identifier: 'x1', InternalId: 'x1', Name: 'Contoso - User Join', Direction: 'Inbound', Disabled: false, LinkType: 'Join', EnablePasswordSync: carries, SourceObjectType: 'user', IsStandardRule: false });
  space(given)['Lineage'] = [{ SyncRuleName: 'Contoso - User Join', SyncRuleInternalId: 'x1', Operation: 'Join' }];
};

describeCause(sealed('phs-account-not-covered'), {
  confirms: [
    { when: 'the account is disabled in AD and a newer password waits', given: (given) => { given.ad.attributes['userAccountControl'] = ['514']; newPassword(given); }, remedy: null, says: /disabled in AD/ },
    { when: 'the account is disabled in AD and open in the cloud', given: (given) => { given.ad.attributes['userAccountControl'] = ['514']; } },
    {
      when: 'it is of class inetOrgPerson, which no rule with passwords reads',
      given: (given) => { newPassword(given); given.ad.attributes['objectClass'] = ['top', 'person', 'organizationalPerson', 'user', 'inetOrgPerson']; (given.server['rules'] as Rule[]).push({ Identifier: 'x2', InternalId: 'x2', Name: 'In from AD - InetOrgPerson Common', Direction: 'Inbound', EnablePasswordSync: false, SourceObjectType: 'inetOrgPerson', IsStandardRule: true }); space(given)['Lineage'] = [{ SyncRuleName: 'In from AD - InetOrgPerson Common', SyncRuleInternalId: 'x2' }]; },
      says: /inetOrgPerson/,
    },
    { when: 'a rule of their own joined it without password sync', given: (given) => { custom(given, false); }, says: /Contoso - User Join/ },
    { when: 'a rule of their own joined it after its present password was sent', given: (given) => { custom(given, false); logged(given, 'Success'); } },
  ],
  rulesOut: [
    { when: 'the standard rules joined it', given: () => {} },
    { when: 'the standard rules joined it and the log does not tell', given: newPassword },
    { when: 'a rule of their own carries passwords', given: (given) => { custom(given, true); } },
    { when: 'it is disabled on both sides and no password waits', given: ({ ad, user }) => { ad.attributes['userAccountControl'] = ['514']; user['accountEnabled'] = false; } },
    { when: 'it was enabled after the last import', given: (given) => { custom(given, false); given.ad.attributes['whenChanged'] = ['20261121090500.0Z']; } },
    { when: 'its lineage is cut short, but its present password was sent', given: (given) => { newPassword(given); space(given)['Lineage'] = [{ SyncRuleName: 'In from AD - User Join', SyncRuleInternalId: 's1' }]; logged(given, 'Success'); } },
    { when: 'the rules were not read, but its present password was sent', given: ({ server }) => { delete server['rules']; } },
    { when: 'no passwords travel at all', given: (given) => { custom(given, false); companyFeature(given, 'PasswordHashSync', false); } },
  ],
  cannotTell: [{ when: 'the rules were not read and its password was not sent', given: (given) => { newPassword(given); delete given.server['rules']; }, missing: ['syncServers.rules'] }],
});
