import assert from 'node:assert/strict';
import type { StepDraft } from '../../src/model/plan.ts';
import type { Change } from '../diagnose/changed-company.ts';
import { ACCOUNT, ADDRESSES, addresses, adAnchor, cloudOnly, CYCLE, FULL_CYCLE, fates, foreseen, JSMITH, MJONES, moved, NEW, OTHER_ANCHOR, STRANGER, values } from './foreseen.ts';

interface Row {
  readonly when: string;
  readonly given?: readonly Change[];
  readonly steps: readonly StepDraft[];
  /** All fates, in order. */
  readonly fates: readonly string[];
  readonly says?: RegExp;
}

const enabled = (after: boolean): StepDraft => ({ operation: 'ad.set-enabled', params: { object: JSMITH, before: !after, after }, says: 'Switch the account' });
const scheduler = (after: boolean): StepDraft => ({ operation: 'sync.set-scheduler', params: { server: 'SYNC01', before: !after, after }, says: 'Switch the scheduler' });
const restart: StepDraft = { operation: 'sync.restart-service', params: { server: 'SYNC01', before: null, reason: 'test' }, says: 'Restart the service' };
const remove: StepDraft = { operation: 'entra.delete-user', params: { userId: ACCOUNT, userName: 'jsmith@contoso.com' }, says: 'Delete the account' };
const suffix = (after: readonly string[]): StepDraft => ({ operation: 'ad.change-upn-suffixes', params: { forest: 'corp.contoso.com', before: [], after }, says: 'Change the suffixes' });
const verified = (domain: string): StepDraft => ({ operation: 'people.do', params: { task: 'Verify it', about: domain, link: null, watch: { for: 'domain-verified', domain }, hours: 24 }, says: 'Verify the domain' });
const OUTSIDE = 'OU=Leavers,DC=corp,DC=contoso,DC=com';
const OFF: Change = { scheduler: { SyncCycleEnabled: false } };
const TAKEN: Change = { other: { proxyAddresses: ['SMTP:mjones@contoso.com', 'smtp:john.smith@contoso.com'] }, cloud: { proxyAddresses: ['SMTP:jsmith@contoso.com', 'smtp:jsmith@contoso.onmicrosoft.com'], onPremisesProvisioningErrors: [{ category: 'PropertyConflict', occurredDateTime: '2026-11-20T10:00:00Z', propertyCausingError: 'ProxyAddresses', value: 'smtp:john.smith@contoso.com' }] } };
const LOCAL: Change = { ad: { userPrincipalName: ['jsmith@fabrikam.com'] }, cloud: { userPrincipalName: 'jsmith@contoso.onmicrosoft.com' }, entra: { domains: [{ id: 'contoso.com', isVerified: true, isInitial: false }, { id: 'contoso.onmicrosoft.com', isVerified: true, isInitial: true }, { id: 'fabrikam.com', isVerified: false, isInitial: false }] } };

const TABLES: Readonly<Record<string, readonly Row[]>> = {
  'uniqueness and quarantine': [
    { when: 'the holder gives an address back, which returns to him', given: [TAKEN], steps: [addresses([], ['smtp:john.smith@contoso.com'], { object: MJONES, before: ['SMTP:mjones@contoso.com', 'smtp:john.smith@contoso.com'] }), CYCLE], fates: ['duplicate-proxy-two-ad-objects gone', 'quarantined-proxy gone'] },
    { when: 'the wish for an address is given up', given: [TAKEN], steps: [addresses([], ['smtp:john.smith@contoso.com']), CYCLE], fates: ['duplicate-proxy-two-ad-objects gone', 'quarantined-proxy gone'] },
    { when: 'another address is given up', given: [TAKEN], steps: [addresses([], ['smtp:mjones@contoso.com'], { object: MJONES, before: ['SMTP:mjones@contoso.com', 'smtp:john.smith@contoso.com', 'smtp:mjones@contoso.com'] }), CYCLE], fates: ['duplicate-proxy-two-ad-objects stays', 'quarantined-proxy stays'] },
    { when: 'an address of a live account is asked for', given: [cloudOnly({ proxyAddresses: ['smtp:press@contoso.com'] })], steps: [addresses(['smtp:press@contoso.com']), CYCLE], fates: ['duplicate-held-by-cloud-only-user new', 'quarantined-proxy new'] },
    { when: 'an address of a deleted account is asked for', given: [{ entra: { deletedUsers: [{ id: STRANGER, displayName: 'Johnny', userPrincipalName: 'johnny@contoso.com', deletedDateTime: '2026-11-10T00:00:00Z', proxyAddresses: ['smtp:press@contoso.com'] }] } }], steps: [addresses(['smtp:press@contoso.com']), CYCLE], fates: ['duplicate-held-by-soft-deleted-user new', 'quarantined-proxy new'] },
    { when: 'the sign-in name of a live account is asked for', given: [cloudOnly({ userPrincipalName: 'press@contoso.com' })], steps: [values('userPrincipalName', ['press@contoso.com']), CYCLE], fates: ['match-never-retried-for-existing-object new', 'duplicate-held-by-cloud-only-user new', 'quarantined-upn new'] },
  ],
  'the sign-in name': [
    { when: 'its suffix is not verified', steps: [values('userPrincipalName', ['jsmith@corp.local']), CYCLE], fates: ['upn-suffix-not-verified new'] },
    { when: 'its suffix becomes a verified one', given: [LOCAL], steps: [values('userPrincipalName', ['jsmith@contoso.com']), CYCLE], fates: ['upn-suffix-not-verified gone'] },
    { when: 'its domain is verified later, without any cycle', given: [LOCAL, OFF], steps: [verified('fabrikam.com')], fates: ['scheduler-disabled stays', 'upn-suffix-not-verified gone'] },
    { when: 'a suffix is only offered by the forest', given: [LOCAL], steps: [suffix(['contoso.com', 'fabrikam.com'])], fates: ['upn-suffix-not-verified stays'] },
    { when: 'it has a character that Entra refuses', steps: [values('userPrincipalName', ['j smith@contoso.com']), CYCLE], fates: ['upn-invalid-characters new'] },
    { when: 'the tenant ignores changed names of licensed accounts', given: [{ features: { synchronizeUpnForManagedUsersEnabled: false } }], steps: [values('userPrincipalName', ['john@contoso.com']), CYCLE], fates: ['upn-change-not-flowing new'] },
  ],
  'the addresses': [
    { when: 'the primary one goes', steps: [addresses([], ['SMTP:jsmith@contoso.com']), CYCLE], fates: ['proxy-no-primary new'] },
    { when: 'all go, and mail is the address', steps: [addresses([], ADDRESSES), CYCLE], fates: [] },
    { when: 'all go, and mail with them: the sign-in name is the address of a mailbox', steps: [addresses([], ADDRESSES), values('mail', []), CYCLE], fates: [] },
    { when: 'one is on a domain that is not verified', steps: [addresses(['smtp:jsmith@fabrikam.com']), CYCLE], fates: ['proxy-domain-not-verified new'] },
    { when: 'one is on the domain of the tenant', steps: [addresses(['smtp:js@contoso.onmicrosoft.com']), CYCLE], fates: ['proxy-reserved-suffix new'] },
    { when: 'one is of a legacy type', steps: [addresses(['X400:c=us;a= ;p=Contoso;']), CYCLE], fates: ['proxy-legacy-type-dropped new'] },
    { when: 'one has no prefix', steps: [addresses(['j@contoso.com']), CYCLE], fates: ['proxy-missing-smtp-prefix new'] },
    { when: 'a second one is free and good', steps: [addresses(['smtp:js@contoso.com']), CYCLE], fates: [], says: /carries the values/ },
  ],
  'deletion and recycle bin': [
    { when: 'the account is moved out of scope', steps: [moved(OUTSIDE), CYCLE], fates: ['moved-out-of-scope new'], says: /recycle bin of Entra/ },
    { when: 'the account returns into scope in time', given: [{ adDn: `CN=John Smith,${OUTSIDE}`, imported: false, cloud: { binned: {} } }], steps: [moved('OU=Staff,DC=corp,DC=contoso,DC=com', { ...JSMITH, dn: `CN=John Smith,${OUTSIDE}` }), CYCLE], fates: ['moved-out-of-scope gone'], says: /with the same object id/ },
    { when: 'the account is deleted in the cloud while AD still wants it', steps: [remove, CYCLE], fates: [], says: /back from the recycle bin/ },
    { when: 'the account is deleted in the cloud and no cycle runs', given: [OFF], steps: [remove], fates: ['scheduler-disabled stays', 'soft-deleted-awaiting-return new'] },
  ],
  'the scheduler': [
    { when: 'a cycle runs just now: ours follows it', given: [TAKEN, { scheduler: { SyncCycleInProgress: true } }], steps: [addresses([], ['smtp:john.smith@contoso.com']), CYCLE], fates: ['duplicate-proxy-two-ad-objects gone', 'quarantined-proxy gone'] },
    { when: 'it is off and nothing starts a cycle: what changed waits', given: [OFF], steps: [values('mail', ['j@contoso.com'])], fates: ['scheduler-disabled stays', 'proxy-primary-differs-from-mail new'] },
    { when: 'it is switched on, and its cycle comes by itself', given: [OFF, { ad: { whenChanged: ['20261121090500.0Z'], givenName: ['Johnny'] } }], steps: [scheduler(true)], fates: ['scheduler-disabled gone'], says: /carries the values/ },
    { when: 'it is switched off', steps: [scheduler(false)], fates: ['scheduler-disabled new'] },
    { when: 'the service is started again', given: [{ server: { service: { status: 'Stopped', startType: 'Automatic', account: 'CONTOSO\\svc-sync' } } }], steps: [restart], fates: ['sync-service-stopped gone'] },
    { when: 'the service is stopped: a cycle that is asked for does not run', given: [{ server: { service: { status: 'Stopped', startType: 'Automatic', account: 'CONTOSO\\svc-sync' } } }, NEW], steps: [CYCLE], fates: ['sync-service-stopped stays'], says: /does not run/ },
    { when: 'a change is not due yet', given: [{ ad: { whenChanged: ['20261121090500.0Z'] } }], steps: [CYCLE], fates: ['change-not-due-yet gone'] },
    { when: 'no domain controller answers: what could not be read before is not read now', given: [NEW, { runs: [{ ConnectorName: 'corp.contoso.com', Result: 'no-start-connection' }] }], steps: [CYCLE], fates: ['ad-dc-unreachable stays', 'change-not-due-yet stays'], says: /no cycle carries anything/ },
    { when: 'the export is cut off: the rules are judged, and nothing goes out', given: [NEW, { runs: [{ RunProfileName: 'Export', Result: 'stopped-deletion-threshold-exceeded' }] }], steps: [CYCLE], fates: ['export-deletion-threshold stays', 'change-not-due-yet gone', 'phs-object-not-in-cloud-yet new'], says: /no cycle carries anything/ },
  ],
  'the inbound scope rules': [
    { when: 'adminDescription marks it', steps: [values('adminDescription', ['User_migration']), CYCLE], fates: ['filter-admindescription new'], says: /recycle bin/ },
    { when: 'its account name is one of Connect', steps: [values('sAMAccountName', ['MSOL_jsmith']), CYCLE], fates: ['filter-samaccountname new'] },
    { when: 'its alias is one of a system mailbox', steps: [values('mailNickname', ['SystemMailbox{1}']), CYCLE], fates: ['filter-system-mailbox new'] },
    { when: 'its account name is one of client access', steps: [values('sAMAccountName', ['CAS_{1}']), CYCLE], fates: ['filter-samaccountname new'] },
    { when: 'the mark is taken away', given: [{ ad: { adminDescription: ['User_migration'] }, imported: false, cloud: { binned: {} } }], steps: [values('adminDescription', []), CYCLE], fates: ['filter-admindescription gone'], says: /back from the recycle bin/ },
    { when: 'it is switched off: disabled accounts go along', steps: [enabled(false), CYCLE], fates: [] },
    { when: 'the account was never read although it was due, and everything is read anew', given: [{ cloud: 'gone', imported: false }], steps: [FULL_CYCLE], fates: ['usage-location-missing new', 'licence-missing new'], says: /makes a new account/ },
  ],
  'the anchor': [
    { when: 'that of an exported account is changed', steps: [adAnchor(OTHER_ANCHOR), CYCLE], fates: ['anchor-changed-same-person new'], says: /stops at/ },
    { when: 'that of an exported account is written as it was', steps: [adAnchor('TpwcjSo/bkucfSobPE1ebw=='), CYCLE], fates: [] },
  ],
};

describe('the rules of a cycle', () => {
  for (const [rule, rows] of Object.entries(TABLES)) {
    describe(rule, () => {
      for (const { when, given = [], steps, fates: expected, says } of rows) {
        it(when, () => {
          const told = foreseen(given, steps);
          assert.deepEqual(fates(told), expected);
          if (says !== undefined) assert.match(told.prediction.nextCycle.join('\n'), says);
        });
      }
    });
  }
});
