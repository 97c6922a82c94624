import { passwordTrouble, TROUBLE } from '../../deduce/password-trouble.ts';
import { spokenEvent } from '../../deduce/server-events.ts';
import { cannotTell, ruledOut } from '../../model/verdict.ts';
import { defineCause } from '../cause.ts';
import { onServer } from '../evidence-items.ts';

export const phsFips = defineCause({
  id: 'phs-fips',
  area: 'passwords',
  layer: 6,
  title: 'FIPS policy blocks the hash',
  why: 'To read hashes from a domain controller the sync server needs MD5, which the Windows policy for FIPS-compliant algorithms forbids. No password is sent while it is in force for the sync service.',
  checkYourself: [
    'In the Application log look for event 667, source Directory Synchronization.',
    'In the local security policy of the sync server look for "System cryptography: Use FIPS compliant algorithms".',
    'Look for enforceFIPSPolicy in miiserver.exe.config (folder Bin of the sync service).',
  ],
  learnMore: 'https://learn.microsoft.com/entra/identity/hybrid/connect/how-to-connect-password-hash-synchronization',
  fixAfter: [],
  byHand: 'Set <enforceFIPSPolicy enabled="false"/> in the runtime section of miiserver.exe.config and restart the service ADSync. Keep a copy of the file and put it back before an upgrade: an edited file breaks the upgrade to 2.5.190 and 2.6.1.',
  byHandRisk: { risk: 'medium', undo: 'full' },
  whyByHand: 'It weakens a security policy of the server, and the file must be looked after at the next upgrade.',
  arrives: true,
  kinds: ['user'],
  about: 'ad-object',
  needs: [],
  mayUse: TROUBLE,

  judge(_, { subject: { ad }, now, also }) {
    const trouble = passwordTrouble({ ad, now }, { ids: [667], says: /MD5|FIPS|security settings/i }, also);
    if (trouble.is === 'unknown') return cannotTell(trouble.missing);
    if (trouble.is === 'none') return ruledOut(trouble.because);
    const [first] = trouble.events;
    return { is: 'confirmed', facts: { server: first.server }, evidenceClass: first.standby ? 'D' : 'B', evidence: [onServer(first.server, 'event', spokenEvent(first))] };
  },

  explain: ({ server }) => `The FIPS policy of ${server} forbids what reading a password hash needs, so no password is sent.`,
});
