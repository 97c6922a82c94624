import assert from 'node:assert/strict';
import { upnCalculation, UPN_STEPS, type UpnInputs } from '../../src/deduce/upn-calculation.ts';

const INPUTS: UpnInputs = {
  attribute: 'userPrincipalName', wanted: 'jsmith@contoso.com', mailNickname: 'js', mail: 'john@contoso.com', proxyAddresses: ['smtp:b@contoso.com', 'SMTP:a@contoso.com'],
  verifiedDomains: ['contoso.com'], initialDomain: 'contoso.onmicrosoft.com', cloudName: 'jsmith@contoso.com', conflict: undefined, followsChanges: true, licensed: true, federated: false,
};
const ON_INITIAL = 'js@contoso.onmicrosoft.com';
type Step = (typeof UPN_STEPS)[number];
interface Case { readonly when: string; readonly given: Partial<UpnInputs>; readonly fails?: Step; readonly expected: string | undefined; readonly agrees?: boolean }

const CASES: readonly Case[] = [
  { when: 'a verified, legal name is taken as it is', given: {}, expected: 'jsmith@contoso.com', agrees: true },
  { when: 'the suffix is not verified', given: { wanted: 'jsmith@corp.local', cloudName: ON_INITIAL }, fails: 'suffix', expected: ON_INITIAL, agrees: true },
  { when: 'the suffix is a subdomain of a verified one', given: { wanted: 'jsmith@emea.contoso.com', cloudName: ON_INITIAL }, fails: 'suffix', expected: ON_INITIAL, agrees: true },
  { when: 'a character is illegal', given: { wanted: 'j&smith@contoso.com', cloudName: ON_INITIAL }, fails: 'characters', expected: ON_INITIAL, agrees: true },
  { when: 'the name is too long', given: { wanted: `${'j'.repeat(65)}@contoso.com`, cloudName: ON_INITIAL }, fails: 'length', expected: ON_INITIAL, agrees: true },
  { when: 'the name is taken, so four digits follow', given: { conflict: 'jsmith@contoso.com', cloudName: 'js1234@contoso.onmicrosoft.com' }, fails: 'conflict', expected: ON_INITIAL, agrees: true },
  { when: 'AD has no name', given: { wanted: undefined, cloudName: ON_INITIAL }, fails: 'value', expected: ON_INITIAL, agrees: true },
  { when: 'the tenant ignores changes', given: { cloudName: 'old@contoso.com', followsChanges: false }, fails: 'change', expected: 'jsmith@contoso.com', agrees: false },
  { when: 'an account without licence follows a change', given: { cloudName: 'old@contoso.com', followsChanges: false, licensed: false }, expected: 'jsmith@contoso.com', agrees: false },
  { when: 'there is no account', given: { cloudName: undefined }, expected: 'jsmith@contoso.com' },
  { when: 'the domains were not read', given: { verifiedDomains: undefined }, expected: undefined },
  { when: 'there is no alias: the primary address gives the name', given: { wanted: 'jsmith@corp.local', mailNickname: undefined }, fails: 'suffix', expected: 'a@contoso.onmicrosoft.com', agrees: false },
  { when: 'there is no alias and no primary address: mail gives the name', given: { wanted: 'jsmith@corp.local', mailNickname: undefined, proxyAddresses: ['smtp:b@contoso.com'] }, fails: 'suffix', expected: 'john@contoso.onmicrosoft.com', agrees: false },
  { when: 'there is only the name in AD', given: { wanted: 'jsmith@corp.local', mailNickname: undefined, proxyAddresses: ['smtp:b@contoso.com'], mail: undefined }, fails: 'suffix', expected: 'jsmith@contoso.onmicrosoft.com', agrees: false },
  { when: 'there is only a secondary address', given: { wanted: undefined, mailNickname: undefined, proxyAddresses: ['smtp:b@contoso.com'], mail: undefined }, fails: 'value', expected: 'b@contoso.onmicrosoft.com', agrees: false },
  { when: 'nothing is there to make a name of', given: { wanted: undefined, mailNickname: undefined, proxyAddresses: [], mail: undefined }, fails: 'value', expected: undefined },
];

describe('the calculation of the sign-in name', () => {
  for (const { when, given, fails, expected, agrees } of CASES) {
    it(`is told when ${when}`, () => {
      const { steps, ...result } = upnCalculation({ ...INPUTS, ...given });
      assert.deepEqual(result, { expected, agrees });
      assert.deepEqual(steps.filter(({ state }) => state === 'failed').map(({ step }) => step), fails === undefined ? [] : [fails]);
      for (const { says } of steps) assert.match(says, /\.$/);
      assert.deepEqual(steps.map(({ step }) => UPN_STEPS.indexOf(step)), steps.map(({ step }) => UPN_STEPS.indexOf(step)).toSorted((one, other) => one - other));
    });
  }
  it('says what was not read', () => {
    const { steps } = upnCalculation({ ...INPUTS, verifiedDomains: undefined, initialDomain: undefined, cloudName: 'old@contoso.com', followsChanges: undefined });
    assert.deepEqual(steps.filter(({ state }) => state === 'unknown').map(({ step }) => step), ['suffix', 'change', 'fallback']);
  });
});
