import assert from 'node:assert/strict';
import { CATALOGUE } from '../../src/catalogue/index.ts';
import { diagnose } from '../../src/diagnose/diagnose.ts';
import type { Diagnosis, Finding, RemedyOffer } from '../../src/model/diagnosis.ts';
import type { StepDraft } from '../../src/model/plan.ts';
import { foresee, foreseeFix } from '../../src/predict/foresee.ts';
import { evidenceWith, type Change } from '../diagnose/changed-company.ts';
import { ACCOUNT, addresses, adAnchor, ANCHOR, cloudAnchor, cloudOnly, CYCLE, MJONES, moved, NEW, OTHER_ANCHOR, STRANGER, values } from './foreseen.ts';

const OUTSIDE = 'OU=Leavers,DC=corp,DC=contoso,DC=com';
const HELD = ['SMTP:mjones@contoso.com', 'smtp:john.smith@contoso.com'];
const TAKEN: Change = { other: { proxyAddresses: HELD }, cloud: { proxyAddresses: ['SMTP:jsmith@contoso.com', 'smtp:jsmith@contoso.onmicrosoft.com'], onPremisesProvisioningErrors: [{ category: 'PropertyConflict', occurredDateTime: '2026-11-20T10:00:00Z', propertyCausingError: 'ProxyAddresses', value: 'smtp:john.smith@contoso.com' }] } };
const MUST_CHANGE: Change = { ad: { pwdLastSet: ['0'] } };
const group = (attribute: Record<string, unknown>): Change => ({ entra: { groups: [{ id: 'g', displayName: 'Sales', mail: 'sales@contoso.com', proxyAddresses: ['SMTP:sales@contoso.com'], ...attribute }] } });
const offered = (steps: readonly StepDraft[]): RemedyOffer => ({ id: 'a-wrong-fix', title: 'A wrong fix', risk: 'low', undo: 'full', by: 'bot', says: 'It would do harm.', steps });

/** Fixes that somebody might think of, and the fault that each would bring about. */
const HARMFUL: readonly { readonly when: string; readonly given: readonly Change[]; readonly steps: readonly StepDraft[]; readonly fault: RegExp }[] = [
  { when: 'the wrong address is released: the primary one of the holder', given: [TAKEN], steps: [addresses([], ['SMTP:mjones@contoso.com'], { object: MJONES, before: HELD }), CYCLE], fault: /CN=Mary Jones.*lower-case/ },
  { when: 'the wrong address is released: his own primary one', given: [TAKEN], steps: [addresses([], ['SMTP:jsmith@contoso.com']), CYCLE], fault: /lower-case/ },
  { when: 'an anchor is written that another AD account has', given: [MUST_CHANGE, { other: { 'mS-DS-ConsistencyGuid': [OTHER_ANCHOR] } }], steps: [adAnchor(OTHER_ANCHOR), CYCLE], fault: /same mS-DS-ConsistencyGuid|anchor/i },
  { when: 'the anchor of an exported account is written anew', given: [MUST_CHANGE], steps: [adAnchor(OTHER_ANCHOR), CYCLE], fault: /mS-DS-ConsistencyGuid/ },
  { when: 'an anchor is cleared and the tenant forbids the match by address that would have to follow', given: [NEW, { features: { blockSoftMatchEnabled: true } }, cloudOnly({ onPremisesImmutableId: ANCHOR, userPrincipalName: 'jsmith@contoso.com', proxyAddresses: ['SMTP:jsmith@contoso.com'] })], steps: [cloudAnchor(STRANGER, null), CYCLE], fault: /taken/ },
  { when: 'an anchor is cleared while a group has the address', given: [NEW, { entra: { groups: [{ id: 'g', displayName: 'Sales', mail: 'jsmith@contoso.com', proxyAddresses: ['SMTP:jsmith@contoso.com'] }] } }, { ad: { userPrincipalName: ['john@contoso.com'] } }, cloudOnly({ onPremisesImmutableId: ANCHOR })], steps: [cloudAnchor(STRANGER, null), CYCLE], fault: /belongs to a group|exported/ },
  { when: 'it is moved into a container that is not in scope', given: [MUST_CHANGE], steps: [moved(OUTSIDE), CYCLE], fault: /moved out of the synced OUs/ },
  { when: 'it is marked as one that is not to be synchronised', given: [MUST_CHANGE], steps: [values('adminDescription', ['User_later']), CYCLE], fault: /adminDescription/ },
  { when: 'it gets a sign-in name on a domain that is not verified', given: [MUST_CHANGE], steps: [values('userPrincipalName', ['jsmith@corp.local']), CYCLE], fault: /suffix is not a verified domain/ },
  { when: 'it gets a sign-in name that a cloud account has', given: [MUST_CHANGE, cloudOnly({ userPrincipalName: 'press@contoso.com' })], steps: [values('userPrincipalName', ['press@contoso.com']), CYCLE], fault: /taken|holds/i },
  { when: 'it gets an address that another AD object has', given: [MUST_CHANGE], steps: [addresses(['smtp:mjones@contoso.com']), CYCLE], fault: /same e-mail address/ },
  { when: 'it gets an address of a group', given: [MUST_CHANGE, group({})], steps: [addresses(['smtp:sales@contoso.com']), CYCLE], fault: /taken|another type|group/i },
  { when: 'it gets an alias that Entra refuses', given: [MUST_CHANGE], steps: [values('mailNickname', ['.jsmith']), CYCLE], fault: /Alias/ },
  { when: 'mail is set to something else than the primary address', given: [MUST_CHANGE], steps: [values('mail', ['other@contoso.com']), CYCLE], fault: /mail and primary SMTP differ|differ/ },
  { when: 'the scheduler is switched off and left so', given: [MUST_CHANGE], steps: [{ operation: 'sync.set-scheduler', params: { server: 'SYNC01', before: true, after: false }, says: 'Switch it off' }], fault: /scheduler/i },
  { when: 'its licence is taken', given: [MUST_CHANGE], steps: [{ operation: 'entra.change-licence', params: { userId: ACCOUNT, skuId: '6fd2c87f-b296-42f0-b197-1e91e994b900', skuName: 'E3', before: [], after: null }, says: 'Take it' }], fault: /licence/i },
  { when: 'a cycle is started that would make a second account', given: [NEW, { features: { blockSoftMatchEnabled: true } }, cloudOnly({ userPrincipalName: 'jsmith@contoso.com', proxyAddresses: ['SMTP:jsmith@contoso.com'] })], steps: [CYCLE], fault: /already created|taken/ },
];

const GOOD: typeof HARMFUL = [
  { when: 'the address is released by whoever has the lesser claim', given: [TAKEN], steps: [addresses([], ['smtp:john.smith@contoso.com'], { object: MJONES, before: HELD }), CYCLE], fault: /./ },
  { when: 'a free address is added', given: [MUST_CHANGE], steps: [addresses(['smtp:js@contoso.com']), CYCLE], fault: /./ },
  { when: 'the account arrives in Entra, where it has no licence yet', given: [NEW], steps: [CYCLE], fault: /./ },
  { when: 'the next cycle would bring the fault about without the plan as well', given: [{ ad: { whenChanged: ['20261121090500.0Z'], displayName: ['d'.repeat(300)] } }], steps: [values('givenName', ['Johnny']), CYCLE], fault: /./ },
];

/** The first finding of the company, with this fix on offer. */
function withFix(given: readonly Change[], steps: readonly StepDraft[]): { readonly document: ReturnType<typeof evidenceWith>; readonly diagnosis: Diagnosis; readonly finding: Finding } {
  const document = evidenceWith(given);
  const diagnosis = diagnose(document, CATALOGUE);
  const [first, ...others] = diagnosis.findings.map(({ remedy: _, ...finding }): Finding => finding);
  assert.ok(first !== undefined, 'something is found');
  return { document, finding: first, diagnosis: { ...diagnosis, findings: [{ ...first, remedy: offered(steps) }, ...others] } };
}

describe('a fix that would bring about a fault of its own', () => {
  for (const { when, given, steps, fault } of HARMFUL) {
    it(`is not offered when ${when}`, () => {
      const { document, diagnosis, finding } = withFix(given, steps);
      const [told] = foresee(document, diagnosis).findings;
      assert.ok(told !== undefined && told.remedy === undefined);
      assert.ok(told.says.startsWith(finding.says), 'what was found is said all the same');
      assert.match(told.says, /I do not offer "A wrong fix": here it would bring about another fault \(/);
      assert.match(told.says.slice(finding.says.length), fault);
    });
  }
});

describe('a fix that does no harm', () => {
  for (const { when, given, steps } of GOOD) {
    it(`is offered with what it leads to when ${when}`, () => {
      const { document, diagnosis } = withFix(given, steps);
      const [told] = foresee(document, diagnosis).findings;
      assert.ok(told?.remedy?.prediction !== undefined, told?.says);
    });
  }

  it('is thought through only when somebody asks for it, where it is not among the first', () => {
    const { document, diagnosis, finding } = withFix([MUST_CHANGE], [addresses(['smtp:js@contoso.com']), CYCLE]);
    const copies = ['one', 'two', 'three'].map((cause): Finding => ({ ...finding, cause, remedy: offered([addresses(['smtp:js@contoso.com']), CYCLE]) }));
    const many = { ...diagnosis, findings: copies };
    assert.deepEqual(foresee(document, many).findings.map(({ remedy }) => remedy?.prediction !== undefined), [true, false, false]);
    assert.deepEqual(foreseeFix(document, many, 'three').findings.map(({ remedy }) => remedy?.prediction !== undefined), [false, false, true]);
  });

  it('of a human is left as it is', () => {
    const { document, diagnosis } = withFix([MUST_CHANGE], []);
    const byHand = { ...diagnosis, findings: diagnosis.findings.map((each): Finding => ({ ...each, remedy: { ...offered([]), by: 'human' } })) };
    assert.deepEqual(foresee(document, byHand), byHand);
  });
});
