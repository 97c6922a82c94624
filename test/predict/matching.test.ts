import assert from 'node:assert/strict';
import type { Change } from '../diagnose/changed-company.ts';
import type { StepDraft } from '../../src/model/plan.ts';
import { ANCHOR, adAnchor, cloudOnly, CYCLE, fates, foreseen, NEW, OTHER_ANCHOR, STRANGER } from './foreseen.ts';

interface Row {
  readonly when: string;
  readonly given: readonly Change[];
  readonly steps?: readonly StepDraft[];
  /** What the cycle does with him. */
  readonly says: RegExp;
  /** Fates that must be among those told. */
  readonly fates?: readonly string[];
  /** Values that AD overwrites, in order. */
  readonly overwrites?: readonly string[];
}

const ADDRESS = { proxyAddresses: ['SMTP:jsmith@contoso.com'] };
const TWIN = ['quarantined-upn new', 'quarantined-proxy new', 'match-never-retried-for-existing-object new'];
const HIS_NAME = { ...ADDRESS, userPrincipalName: 'jsmith@contoso.com' };
const role = (list: string): Change => ({ entra: { [list]: [{ principalId: STRANGER, roleDefinitionId: 'r1' }] } });

/** Matching order and blocks, as Microsoft documents them for an object that is new to Entra. */
const ROWS: readonly Row[] = [
  { when: 'the anchor is his', given: [NEW, cloudOnly({ onPremisesImmutableId: ANCHOR })], says: /matches .* by the anchor/, overwrites: ['userPrincipalName', 'password', 'proxyAddresses', 'mail', 'givenName', 'surname', 'mailNickname'] },
  { when: 'the anchor is written into AD first', given: [NEW, cloudOnly({ onPremisesImmutableId: OTHER_ANCHOR })], steps: [adAnchor(OTHER_ANCHOR), CYCLE], says: /by the anchor/ },
  { when: 'the anchor stands before an address that leads elsewhere', given: [NEW, cloudOnly({ onPremisesImmutableId: ANCHOR, userPrincipalName: 'x@contoso.com' }), { users: [{ id: 'other', displayName: 'Other', userType: 'Member', userPrincipalName: 'other@contoso.com', onPremisesImmutableId: null, onPremisesSyncEnabled: null, ...ADDRESS }] }], says: /with John Smith by the anchor/ },
  { when: 'letters of the anchor differ in case only', given: [NEW, cloudOnly({ onPremisesImmutableId: ANCHOR.toLowerCase() })], says: /makes a new account/ },
  { when: 'the primary address is the primary one of a cloud account', given: [NEW, cloudOnly(ADDRESS)], says: /by the primary address/, overwrites: ['userPrincipalName', 'password', 'proxyAddresses', 'mail', 'givenName', 'surname', 'mailNickname'] },
  { when: 'the primary address is a secondary one of a cloud account', given: [NEW, cloudOnly({ proxyAddresses: ['SMTP:x@contoso.com', 'smtp:jsmith@contoso.com'] })], says: /by the primary address/ },
  { when: 'only an alias of his is held there', given: [NEW, cloudOnly({ proxyAddresses: ['SMTP:john.smith@contoso.com'] })], says: /makes a new account/, fates: ['quarantined-proxy new'] },
  { when: 'the sign-in name is his', given: [NEW, cloudOnly({ userPrincipalName: 'jsmith@contoso.com' })], says: /by the sign-in name/, overwrites: ['password', 'proxyAddresses', 'mail', 'givenName', 'surname', 'mailNickname'] },
  { when: 'the sign-in name is his and that match is off', given: [NEW, { features: { softMatchOnUpnEnabled: false } }, cloudOnly({ userPrincipalName: 'jsmith@contoso.com' })], says: /makes a new account/, fates: TWIN },
  { when: 'the tenant forbids soft match', given: [NEW, { features: { blockSoftMatchEnabled: true } }, cloudOnly(HIS_NAME)], says: /makes a new account/, fates: TWIN },
  { when: 'the tenant forbids soft match and the anchor is his', given: [NEW, { features: { blockSoftMatchEnabled: true } }, cloudOnly({ onPremisesImmutableId: ANCHOR })], says: /by the anchor/ },
  { when: 'the tenant forbids hard match', given: [NEW, { features: { blockCloudObjectTakeoverThroughHardMatchEnabled: true } }, cloudOnly({ onPremisesImmutableId: ANCHOR })], says: /refuses .* \(InvalidHardMatch\)/, fates: ['hard-match-blocked-by-tenant new'] },
  { when: 'the account with his address is an administrator', given: [NEW, role('roleAssignments'), cloudOnly(HIS_NAME)], says: /makes a new account/, fates: TWIN },
  { when: 'the account with his anchor is an administrator', given: [NEW, role('roleAssignments'), cloudOnly({ onPremisesImmutableId: ANCHOR })], says: /\(InvalidHardMatch\)/ },
  { when: 'the account with his anchor could become an administrator', given: [NEW, role('roleEligibilitySchedules'), cloudOnly({ onPremisesImmutableId: ANCHOR })], says: /\(InvalidHardMatch\)/, fates: ['hard-match-blocked-privileged-target stays'] },
  { when: 'the account with his anchor is mapped to another object', given: [NEW, { entra: { objectIdentifiers: { [STRANGER]: '30475e40-e7ae-4af3-af75-8b143c81daf5' } } }, cloudOnly({ onPremisesImmutableId: ANCHOR })], says: /\(AttributeUpdateNotAllowed\)/ },
  { when: 'the account with his anchor is mapped to himself', given: [NEW, { entra: { objectIdentifiers: { [STRANGER]: '8d1c9c4e-3f2a-4b6e-9c7d-2a1b3c4d5e6f' } } }, cloudOnly({ onPremisesImmutableId: ANCHOR })], says: /by the anchor/ },
  { when: 'the mapping of another object is bypassed', given: [NEW, { features: { allowOnPremUpdateOfOnPremisesObjectIdentifierEnabled: true }, entra: { objectIdentifiers: { [STRANGER]: '30475e40-e7ae-4af3-af75-8b143c81daf5' } } }, cloudOnly({ onPremisesImmutableId: ANCHOR })], says: /by the anchor/ },
  { when: 'the account with his address has another anchor', given: [NEW, cloudOnly({ onPremisesImmutableId: OTHER_ANCHOR, ...ADDRESS })], says: /\(AttributeValueMustBeUnique\)/ },
  { when: 'a group has his primary address', given: [NEW, { entra: { groups: [{ id: 'g', displayName: 'Sales', mail: 'jsmith@contoso.com', ...ADDRESS }] } }], says: /\(ObjectTypeMismatch\)/, fates: ['object-type-mismatch stays'] },
  { when: 'nobody matches', given: [NEW], says: /makes a new account/ },
  { when: 'his account lies in the recycle bin', given: [{ cloud: { binned: {} }, imported: false, ad: { whenChanged: ['20261121090500.0Z'] } }], says: /brings John Smith back from the recycle bin/, fates: ['soft-deleted-awaiting-return gone'] },
  { when: 'his account lies in the recycle bin and somebody took its name', given: [{ cloud: { binned: {} }, imported: false, ad: { whenChanged: ['20261121090500.0Z'] } }, cloudOnly({ userPrincipalName: 'jsmith@contoso.com' })], says: /\(AttributeValueMustBeUnique\)/, fates: ['restore-conflict stays'] },
];

describe('a cycle that meets a new user', () => {
  for (const { when, given, steps = [CYCLE], says, fates: wanted = [], overwrites = [] } of ROWS) {
    it(`is foreseen when ${when}`, () => {
      const told = foreseen(given, steps);
      assert.match(told.prediction.nextCycle.join('\n'), says);
      for (const fate of wanted) assert.ok(fates(told).includes(fate), `${fate} is not among ${fates(told).join(', ')}`);
      if (overwrites.length > 0) assert.deepEqual(told.prediction.overwrites.map(({ attribute }) => attribute), overwrites);
      if (!/matches/.test(told.prediction.nextCycle.join())) assert.deepEqual(told.prediction.overwrites, []);
      assert.deepEqual(fates(told).filter((fate) => fate.endsWith('cannot-tell')), []);
    });
  }

  it('names the values of both sides that AD overwrites', () => {
    const { overwrites } = foreseen([NEW, cloudOnly(ADDRESS)], [CYCLE]).prediction;
    assert.deepEqual(overwrites.slice(0, 3), [
      { attribute: 'userPrincipalName', cloud: ['john@contoso.onmicrosoft.com'], ad: ['jsmith@contoso.com'] },
      { attribute: 'password', cloud: ['the password set in the cloud'], ad: ['the password in Active Directory'] },
      { attribute: 'proxyAddresses', cloud: ['SMTP:jsmith@contoso.com'], ad: ['SMTP:jsmith@contoso.com', 'smtp:john.smith@contoso.com'] },
    ]);
  });

  it('says no word of the password where hashes are not synchronised', () => {
    const { overwrites } = foreseen([NEW, { server: { companyFeatures: { PasswordHashSync: false } }, features: { passwordSyncEnabled: false } }, cloudOnly(ADDRESS)], [CYCLE]).prediction;
    assert.ok(overwrites.length > 0 && !overwrites.some(({ attribute }) => attribute === 'password'));
  });

  const BLIND: readonly { readonly when: string; readonly given: readonly Change[]; readonly because: RegExp }[] = [
    { when: 'the account with his address is a guest', given: [NEW, cloudOnly({ userType: 'Guest', ...ADDRESS })], because: /is a guest/ },
    { when: 'the settings of the synchronisation were not read', given: [NEW, { entra: { syncFeatures: null } }, cloudOnly(ADDRESS)], because: /settings of the synchronisation/ },
    { when: 'the roles were not read', given: [NEW, { entra: { roleAssignments: null } }, cloudOnly(ADDRESS)], because: /directory role/ },
    { when: 'the accounts in Entra were not read', given: [NEW, { entra: { users: null } }], because: /could not all be read/ },
    { when: 'the lists of the connectors were not read', given: [NEW, { unread: [{ what: 'syncServers.connectors', why: 'failed' }] }], because: /lists of the connectors/ },
  ];
  for (const { when, given, because } of BLIND) {
    it(`is not guessed when ${when}`, () => {
      const { causes } = foreseen(given, [CYCLE]).prediction;
      assert.ok(causes.length > 0, 'there is something to tell of');
      for (const cause of causes.filter(({ becomes }) => becomes !== 'new')) assert.deepEqual([cause.cause, cause.becomes, because.test(cause.because)], [cause.cause, 'cannot-tell', true], cause.because);
    });
  }
});
