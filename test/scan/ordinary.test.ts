import assert from 'node:assert/strict';
import { CATALOGUE } from '../../src/catalogue/index.ts';
import { exhibitsOf } from '../../src/diagnose/exhibits-of.ts';
import type { CloudUser, EvidenceDocument } from '../../src/model/evidence.ts';
import type { AdObject } from '../../src/model/exhibits.ts';
import { createOrdinaryAccount } from '../../src/scan/ordinary-account.ts';
import { ordinaryEntry } from '../../src/scan/ordinary-entry.ts';
import { isJudged } from '../../src/scan/judged-causes.ts';
import { company, documentOf } from '../causes/company.ts';

/** Values that break something, values that only look odd, and values that are fine. */
const VALUES: Readonly<Record<string, readonly string[]>> = {
  userPrincipalName: ['jsmith@contoso.com', 'JSmith@Contoso.com', 'j smith@contoso.com', 'jsmith@corp.local', 'jsmith', 'jsmith.@contoso.com', `${'j'.repeat(65)}@contoso.com`, 'andré@contoso.com', "o'brien@contoso.com", 'j..s@contoso.com'],
  mail: ['jsmith@contoso.com', 'john.smith@contoso.com', ' jsmith@contoso.com', 'jsmith', ''],
  mailNickname: ['jsmith', '.jsmith', 'j smith', 'j@s', 'j'.repeat(65), ''],
  displayName: ['John Smith', ' John Smith', '', 'd'.repeat(257), 'Jörg Müller', 'John\u00a0Smith'],
  givenName: ['John', 'g'.repeat(65), ''],
  sAMAccountName: ['jsmith', 'AAD_jsmith', 'MSOL_x', 'j/smith', 'j'.repeat(21), 'SUPPORT_388945a0', 'CAS_x}'],
  userAccountControl: ['512', '514', '66048', '262656', '544'],
  pwdLastSet: ['0', '134064000000000000'],
  accountExpires: ['0', '9223372036854775807', '131000000000000000'],
  targetAddress: ['SMTP:jsmith@contoso.mail.onmicrosoft.com', 'SMTP:j s@x.com', 'jsmith@contoso.com'],
  msExchRecipientTypeDetails: ['1', '128', '4096', '2147483648'],
  extensionAttribute1: ['Paris', ' '],
  adminDescription: ['User_x', 'x'],
  isCriticalSystemObject: ['TRUE'],
  title: ['Clerk', 't'.repeat(65)],
};
const ADDRESSES = ['SMTP:jsmith@contoso.com', 'smtp:john.smith@contoso.com', 'smtp:jsmith@contoso.mail.onmicrosoft.com', 'smtp:jsmith@contoso.onmicrosoft.com', 'js@contoso.com', 'SMTP:second@contoso.com', 'smtp:j<s>@contoso.com', 'smtp:js@contoso.local', 'x500:/o=Contoso/cn=js', 'X400:C=US', 'sip:j s@contoso.com', 'smtp:js@contoso.com '];
const CLOUD: readonly Partial<CloudUser>[] = [{}, {}, {}, { usageLocation: null }, { assignedLicenses: [] }, { accountEnabled: false }, { onPremisesImmutableId: 'jsmith' }, { onPremisesSyncEnabled: false }, { mail: 'x@contoso.com' }, { proxyAddresses: ['SMTP:jsmith@contoso.com'] }, { userPrincipalName: 'jsmith@contoso.onmicrosoft.com' }];

/** Numbers that are the same in every run. */
function numbersFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

describe('who counts as ordinary in a scan', function () {
  this.timeout(60_000);
  const base = documentOf(company());
  const judges = CATALOGUE.filter(isJudged);
  const next = numbersFrom(7);
  const pick = <Item>(items: readonly Item[]): Item => {
    const item = items[Math.floor(next() * items.length)];
    if (item === undefined) throw new Error('nothing to pick from');
    return item;
  };

  /** What the catalogue says of him, and whether the scan would pass him over. */
  function judged(change: { readonly attributes: Record<string, readonly string[]>; readonly cloud: Partial<CloudUser> }): { readonly passedOver: boolean; readonly causes: readonly string[] } {
    const forest = base.directory?.forests[0];
    const [first, ...others] = forest?.entries ?? [];
    const account = base.entra?.users?.[0];
    if (forest === undefined || first === undefined || account === undefined) throw new Error('the healthy company lacks jsmith');
    const entry = { dn: first.dn, attributes: Object.fromEntries(Object.entries({ ...first.attributes, ...change.attributes }).filter(([, values]) => values.length > 0)) };
    const user: CloudUser = { ...account, jobTitle: change.attributes['title']?.[0] ?? null, ...change.cloud };
    const document: EvidenceDocument = { ...base, directory: { forests: [{ ...forest, entries: [entry, ...others] }] }, entra: { ...base.entra, users: [user] } };
    const unread = (['csObjects', 'mvObjects', 'runHistory', 'events', 'passwordSync'] as const).map((section) => ({ what: `syncServers.${section}`, why: 'not-asked' as const }));
    const evidence = exhibitsOf({ ...document, unread });
    const ad: AdObject = { ...entry, forest: forest.name };
    const like = ordinaryEntry(entry, { ownDomains: new Set(['contoso.com', 'contoso.onmicrosoft.com']) });
    const other = createOrdinaryAccount(base.entra?.subscribedSkus)(user);
    const subject = { asked: '', kind: 'user' as const, ad, cloud: user };
    const causes = judges.flatMap((cause) => {
      const verdict = cause.judge(evidence, subject, new Date(document.takenAt));
      return verdict.is === 'confirmed' && verdict.evidenceClass !== 'D' ? [cause.text.id] : [];
    });
    return { passedOver: like !== null && other !== null && like.low === other.low && like.high === other.high, causes };
  }

  it('is nobody of whom any cause speaks, whatever his values are', () => {
    let passed = 0;
    for (let round = 0; round < 4000; round += 1) {
      const attributes: Record<string, readonly string[]> = {};
      for (const [name, values] of Object.entries(VALUES)) if (next() < 0.12) attributes[name] = next() < 0.1 ? [] : [pick(values)].filter((value) => value !== '');
      if (next() < 0.4) attributes['proxyAddresses'] = ['SMTP:jsmith@contoso.com', 'smtp:john.smith@contoso.com', ...(next() < 0.5 ? [pick(ADDRESSES)] : [])];
      const { passedOver, causes } = judged({ attributes, cloud: pick(CLOUD) });
      if (passedOver) passed += 1;
      assert.ok(!passedOver || causes.length === 0, `${JSON.stringify(attributes)}: ${causes.join(', ')}`);
    }
    assert.ok(passed > 50, `only ${passed} were ordinary, so the test shows little`);
  });

  it('is the healthy jsmith, so that healthy people cost no closer look', () => assert.deepEqual(judged({ attributes: {}, cloud: {} }), { passedOver: true, causes: [] }));
});
