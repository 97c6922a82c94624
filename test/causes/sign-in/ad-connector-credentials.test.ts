import { describeCause } from '../describe-cause.ts';
import { sealed } from '../sealed.ts';
import { endsWith, event, otherForest, runsOf } from './trouble.ts';

const account = (userAccountControl: string, pwdLastSet: string) => ({ dn: 'CN=MSOL_0d2f4c6b8a10,CN=Users,DC=corp,DC=contoso,DC=com', attributes: { objectClass: ['user'], sAMAccountName: ['MSOL_0d2f4c6b8a10'], userAccountControl: [userAccountControl], pwdLastSet: [pwdLastSet] } });

describeCause(sealed('ad-connector-credentials'), {
  confirms: [
    { when: 'the runs of its forest never started for want of credentials', given: (given) => { endsWith(given, 'forest', 'no-start-credentials'); }, evidenceClass: 'A', remedy: null, says: /as MSOL_0d2f4c6b8a10\.$/ },
    { when: 'event 6000 came after the last good run', given: (given) => { event(given, 6000, 'The management agent "corp.contoso.com" could not log on with the given credentials.', { source: 'ADSync' }); }, evidenceClass: 'A' },
    { when: 'the connector account is disabled', given: (given) => { endsWith(given, 'forest', 'no-start-credentials'); given.entries.push(account('514', '133500000000000000')); }, evidenceClass: 'A', says: /disabled/ },
    { when: 'the password of the connector account was changed after the last good run', given: (given) => { endsWith(given, 'forest', 'no-start-credentials'); given.entries.push(account('512', '134398980000000000')); }, evidenceClass: 'A', says: /changed after the last good run/ },
    { when: 'only the standby server says so', given: (given) => { given.scheduler['StagingModeEnabled'] = true; endsWith(given, 'forest', 'no-start-credentials'); }, evidenceClass: 'D' },
  ],
  rulesOut: [
    { when: 'the runs succeed', given: () => {} },
    { when: 'another forest is hit', given: (given) => { otherForest(given, 'no-start-credentials'); } },
    { when: 'event 6000 is older than the last good run', given: (given) => { event(given, 6000, 'could not log on with the given credentials', { source: 'ADSync', time: '2026-11-21T08:00:00Z' }); } },
    { when: 'a later import succeeded', given: (given) => { const [newest] = runsOf(given); if (newest !== undefined) runsOf(given).push({ ...newest, RunProfileName: 'Delta Import', Result: 'no-start-credentials', StartDate: '2026-11-21T07:00:00Z', EndDate: '2026-11-21T07:00:01Z' }); } },
  ],
});
