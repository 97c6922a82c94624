import { entraConnection, saidByStandby } from '../../deduce/connection-state.ts';
import { complaintsOf, entraComplaints } from '../../deduce/entra-complaints.ts';
import { knownOf } from '../../deduce/reading.ts';
import { resultsOf } from '../../deduce/run-results.ts';
import { spokenEvent } from '../../deduce/server-events.ts';
import { isRefused, isRefusedByPolicy, syncAccount, syncAccountName, syncApplications, syncSignIns } from '../../deduce/sync-account.ts';
import { sameText } from '../../deduce/attributes.ts';
import { cloudUpnOf } from '../../deduce/addresses.ts';
import { isoTime } from '../../deduce/times.ts';
import type { Evidence } from '../../model/exhibits.ts';
import { cannotTell, ruledOut, type EvidenceItem } from '../../model/verdict.ts';
import { defineCause } from '../cause.ts';
import { inEntra, onServer } from '../evidence-items.ts';

export const entraConnectorAuth = defineCause({
  id: 'entra-connector-auth',
  area: 'sign-in',
  layer: 1,
  title: 'Connect cannot sign in to Entra',
  why: 'Entra Connect signs in with an account Sync_<server>_<id> of its own or, since 2.5.76, with an application and a certificate. When that identity is gone, blocked or its secret no longer fits, nothing can be read from Entra or written to it. An unsupported version, Conditional Access, a proxy or TLS end with the same words and need another repair: exclude them first.',
  checkYourself: [
    'In Synchronization Service look for stopped-extension-dll-exception or stopped-server-down on the connector to Entra, and in the Application log for events 106 and 115 (Directory Synchronization) and 906 (ADSync).',
    'In Entra look whether the user Sync_<server>_<id>, or the application ConnectSyncProvisioning_<server>, exists and is enabled, and until when its certificate is valid.',
    'In the sign-in log of that identity look for the failure code.',
  ],
  learnMore: 'https://learn.microsoft.com/entra/identity/hybrid/connect/tshoot-connect-connectivity',
  fixAfter: ['connect-version-unsupported', 'conditional-access-blocks-sync', 'proxy-or-firewall', 'tls12-missing'],
  maskedBy: ['connect-version-unsupported', 'conditional-access-blocks-sync', 'proxy-or-firewall', 'tls12-missing', 'entra-access-denied', 'directory-quota-exceeded', 'first-party-app-disabled', 'entra-import-keynotfound', 'tenant-dirsync-disabled'],
  byHand: 'Renew the identity with the wizard of Entra Connect (or Add-ADSyncAADServiceAccount; with application-based authentication rotate the certificate there). Then run a delta cycle and look that the import from Entra succeeds.',
  byHandRisk: { risk: 'medium', undo: 'none' },
  whyByHand: 'It needs the sign-in of a Hybrid Identity Administrator in the wizard.',
  kinds: ['user', 'group', 'contact', 'device'],
  about: 'any',
  needs: [],
  mayUse: ['syncServers.runHistory', 'syncServers.connectors', 'syncServers.events', 'entra.organization', 'entra.users', 'entra.deletedUsers', 'entra.signIns', 'entra.servicePrincipals'],

  judge(_, { now, also }) {
    const state = entraConnection(also, now);
    if (state.is === 'unknown') return cannotTell('syncServers.runHistory');
    if (state.is === 'works') return ruledOut(state.because);
    const runs = state.runs.filter(({ run }) => resultsOf(run).some((result) => RESULTS.includes(result)));
    const [first] = runs;
    if (first === undefined) return ruledOut('the runs to Entra end for another reason');
    const complaints = entraComplaints(also, state.lastGood);
    if (complaints[0] !== undefined && ELSEWHERE.some((kind) => kind === complaints[0]?.kind)) return ruledOut('the event log names another reason');
    const [signIn] = syncSignIns(also);
    if (signIn !== undefined && isRefusedByPolicy(signIn)) return ruledOut('a policy refused its last sign-in');
    const failedAt = isoTime(first.run.StartDate);
    const signedIn = isoTime(signIn?.createdDateTime);
    if (signIn !== undefined && !isRefused(signIn) && failedAt !== undefined && signedIn !== undefined && signedIn >= failedAt) return ruledOut('its sign-in has worked since');
    const refused = signIn !== undefined && isRefused(signIn) ? [inEntra('signIns: status.errorCode', `${String(signIn.status?.errorCode)} ${signIn.status?.failureReason ?? ''}`.trim(), signIn.createdDateTime ?? undefined)] : [];
    const events = [...complaintsOf(complaints, 'credentials'), ...complaintsOf(complaints, 'denied'), ...complaintsOf(complaints, 'other')].filter(({ event }) => event.id === 106 || event.id === 115 || event.id === 906);
    const identity = identityFault(also);
    const says: readonly EvidenceItem[] = [...identity.evidence, ...refused, ...events.slice(0, 2).map((event) => onServer(event.server, 'event', spokenEvent(event)))];
    const facts = { server: first.server, result: first.run.Result ?? '', fault: identity.fault, account: syncAccountName(also), refused: refused[0]?.value };
    const evidence = [...runs.map(({ server, run }) => onServer(server, `${run.ConnectorName ?? ''}: ${run.RunProfileName ?? ''}`, run.Result ?? '')), ...says];
    if (saidByStandby(runs)) return { is: 'confirmed', facts, evidenceClass: 'D', evidence };
    return says.length > 0 ? { is: 'confirmed', facts, evidenceClass: 'A', evidence } : { is: 'confirmed', facts, evidenceClass: 'B', certainty: 'likely', evidence };
  },

  explain: ({ server, result, fault, account, refused }) =>
    `${server} cannot sign in to Entra${account === undefined ? '' : ` as ${account}`} (${result})${fault === undefined ? '' : `: ${FAULT[fault]}`}${refused === undefined ? '' : `; Entra answered ${refused}`}.`,
});

const RESULTS = ['stopped-extension-dll-exception', 'stopped-server-down'];
const ELSEWHERE = ['policy', 'tls', 'network', 'quota', 'version', 'gap'] as const;
const FAULT = { disabled: 'its account is blocked', deleted: 'its account was deleted', 'application-disabled': 'its application is disabled' } as const;

type Identity = { readonly fault: keyof typeof FAULT | undefined; readonly evidence: readonly EvidenceItem[] };

function identityFault(also: Pick<Evidence, 'syncServers.connectors' | 'entra.users' | 'entra.deletedUsers' | 'entra.servicePrincipals'>): Identity {
  const account = syncAccount(also);
  if (account?.accountEnabled === false) return { fault: 'disabled', evidence: [inEntra('accountEnabled', 'false', account.userPrincipalName ?? account.id)] };
  const name = syncAccountName(also);
  const deleted = account === undefined && name !== undefined ? knownOf(also['entra.deletedUsers'])?.find((user) => sameText(cloudUpnOf(user), name)) : undefined;
  if (deleted !== undefined) return { fault: 'deleted', evidence: [inEntra('deletedDateTime', deleted.deletedDateTime ?? '', name)] };
  const application = syncApplications(also).find(({ displayName, accountEnabled }) => accountEnabled === false && /^ConnectSyncProvisioning_/i.test(displayName ?? ''));
  if (application !== undefined) return { fault: 'application-disabled', evidence: [inEntra('servicePrincipal: accountEnabled', 'false', application.displayName ?? application.id)] };
  return { fault: undefined, evidence: [] };
}
