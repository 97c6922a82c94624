import { knownOf } from '../../deduce/reading.ts';
import { isEntraRun, newestWithResult, spokenRun } from '../../deduce/run-results.ts';
import { decidingServers } from '../../deduce/server-standing.ts';
import { connectVersionOf, isOlder } from '../../deduce/version.ts';
import { cannotTell, ruledOut } from '../../model/verdict.ts';
import { defineCause } from '../cause.ts';
import { inEntra, onServer } from '../evidence-items.ts';

const APP = '6bf85cfa-ac8a-4be5-b5de-425a0d0dc016';
/** The first version that signs in through that application. */
const FIRST = '2.5.79.0';
const REFUSED = ['stopped-extension-dll-exception', 'stopped-server-down', 'stopped-connectivity', 'no-start-credentials', 'no-start-connection', 'failed-authentication', 'failed-connection'];

export const firstPartyAppDisabled = defineCause({
  id: 'first-party-app-disabled',
  area: 'engine',
  layer: 1,
  title: 'The sync application was removed or disabled in the tenant',
  why: 'Entra Connect signs in through an application of Microsoft, the Microsoft Entra AD Synchronization Service. Where somebody removed or disabled it among the enterprise applications, every run to Entra fails. Versions before 2.5.79.0 do not use it; in their tenants its absence is normal.',
  checkYourself: [`In the Entra admin center search the enterprise applications (all applications) for the application id ${APP}; it must be there and enabled for sign-in.`, 'Look at the audit log of the tenant for who disabled or removed it, and when.', 'Look in Synchronization Service for the first run to Entra that failed, and compare its time with the audit log.'],
  learnMore: 'https://learn.microsoft.com/entra/identity/hybrid/connect/harden-update-ad-fs-pingfederate',
  fixAfter: ['connect-version-unsupported'],
  byHand: 'Find out who disabled or removed it and why. Enable it again for sign-in, or restore it from the deleted applications; then let a cycle run and see that the import from Entra succeeds.',
  byHandRisk: { risk: 'low', undo: 'full' },
  whyByHand: 'Whoever switched an application of the tenant off may have had a reason; an administrator of applications decides.',
  kinds: ['user', 'group', 'contact', 'device'],
  about: 'any',
  needs: ['syncServers.runHistory'],
  mayUse: ['entra.servicePrincipals', 'syncServers'],

  judge({ 'syncServers.runHistory': history }, { also }) {
    const failing = newestWithResult(history.filter(({ staging }) => staging !== true), REFUSED).filter(({ run }) => isEntraRun(run));
    const [failed] = failing;
    if (failed === undefined) return ruledOut('no run to Entra fails in the way of a refused sign-in');
    const principals = knownOf(also['entra.servicePrincipals']);
    if (principals === undefined) return cannotTell('entra.servicePrincipals');
    const app = principals.find(({ appId }) => appId?.toLowerCase() === APP);
    if (app !== undefined && app.accountEnabled !== false) return ruledOut('the application is there and enabled');
    if (app === undefined) {
      const older = decidingServers(knownOf(also.syncServers) ?? []).map((server) => isOlder(connectVersionOf(server), FIRST));
      if (older.includes(true)) return ruledOut('its Entra Connect is older and does not use the application');
      if (older.length === 0 || older.includes(undefined)) return cannotTell('syncServers.version');
    }
    const state = app === undefined ? 'missing' : 'disabled';
    const said = spokenRun(failed.run);
    const evidence = [inEntra(`servicePrincipals: appId ${APP}`, app === undefined ? 'missing' : 'accountEnabled false', app?.id), onServer(failed.server, said.what, said.value)];
    return { is: 'confirmed', facts: { state, server: failed.server, run: failed.run.RunProfileName ?? 'run' }, evidenceClass: 'B', evidence };
  },

  explain: ({ state, server, run }) => `The application through which Entra Connect signs in is ${state} in the tenant, and the last ${run} of ${server} with Entra failed. Until it is enabled again nothing arrives.`,
});
