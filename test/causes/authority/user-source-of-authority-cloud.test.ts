import { describeCause } from '../describe-cause.ts';
import { sealed } from '../sealed.ts';
import { cloudOnly, WANTED } from '../cloud-only.ts';
import type { Company } from '../company.ts';

const OWN = '11111111-aaaa-4aaa-8aaa-000000000001';
const managed = (given: Company, id: string): void => { given.entra['syncBehavior'] = { [id]: { isCloudManaged: true } }; };
const skipped = (given: Company, message: string, time = '2026-11-21T09:01:00Z'): void => {
  given.server['events'] = [{ source: 'ADSync', id: 6956, level: 'Information', time, message }];
};
const unsynced = ({ user }: Company): void => { user['onPremisesSyncEnabled'] = null; };

describeCause(sealed('user-source-of-authority-cloud'), {
  confirms: [
    { when: 'its account was moved to cloud management', given: (given) => { unsynced(given); managed(given, OWN); }, evidenceClass: 'A', remedy: 'hand-back-to-ad', proposes: /"kind":"user".*"before":true,"after":false.*"sync\.start-delta"/, says: /must not be matched/ },
    { when: 'the account has lost its anchor and only name and address tell', given: (given) => { cloudOnly(given); managed(given, WANTED); }, evidenceClass: 'A', remedy: null },
    { when: 'only the event of the engine says so', given: (given) => { unsynced(given); delete given.entra['syncBehavior']; skipped(given, 'The object TpwcjSo/bkucfSobPE1ebw== was skipped because its source of authority is the cloud.'); }, evidenceClass: 'A' },
    { when: 'there is no AD account any more', given: (given) => { given.entries.splice(0, 1); unsynced(given); managed(given, OWN); }, evidenceClass: 'A' },
  ],
  rulesOut: [
    { when: 'its account is synchronised', given: () => {} },
    { when: 'an account of its name was simply never synchronised', given: (given) => { cloudOnly(given); } },
    { when: 'AD was made its master again', given: (given) => { given.entra['syncBehavior'] = { [OWN]: { isCloudManaged: false } }; } },
    { when: 'another account was moved', given: (given) => managed(given, 'other') },
    { when: 'there is no account in Entra', given: ({ users }) => { users.splice(0); } },
    { when: 'it counts as synchronised again since the event', given: (given) => { delete given.entra['syncBehavior']; skipped(given, 'jsmith@contoso.com was skipped'); } },
  ],
  cannotTell: [
    { when: 'neither the state nor an event was read', given: (given) => { unsynced(given); delete given.entra['syncBehavior']; delete given.server['events']; }, missing: ['entra.syncBehavior'] },
    { when: 'the event is about somebody else', given: (given) => { unsynced(given); delete given.entra['syncBehavior']; skipped(given, 'mjones@contoso.com was skipped'); }, missing: ['entra.syncBehavior'] },
    { when: 'the event is weeks old', given: (given) => { unsynced(given); delete given.entra['syncBehavior']; skipped(given, 'jsmith@contoso.com was skipped', '2026-10-21T09:01:00Z'); }, missing: ['entra.syncBehavior'] },
  ],
});
