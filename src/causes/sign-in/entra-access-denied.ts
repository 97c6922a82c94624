import { sameText } from '../../deduce/attributes.ts';
import { entraConnection } from '../../deduce/connection-state.ts';
import { complaintsOf, entraComplaints } from '../../deduce/entra-complaints.ts';
import { knownOf } from '../../deduce/reading.ts';
import { spokenEvent } from '../../deduce/server-events.ts';
import { isRefused, isSyncAccount, syncAccountName, syncApplications, syncSignIns } from '../../deduce/sync-account.ts';
import { isoTime } from '../../deduce/times.ts';
import type { DirectoryAudit } from '../../model/evidence.ts';
import type { Evidence } from '../../model/exhibits.ts';
import { cannotTell, ruledOut, type EvidenceItem } from '../../model/verdict.ts';
import { defineCause } from '../cause.ts';
import { inEntra, onServer } from '../evidence-items.ts';

export const entraAccessDenied = defineCause({
  id: 'entra-access-denied',
  area: 'sign-in',
  layer: 1,
  title: 'Entra refuses the sync identity',
  why: 'Entra Connect can sign in, but is then not allowed to read or write: its account lost the role Directory Synchronization Accounts, or its application was disabled.',
  checkYourself: [
    'In the Application log of the sync server look for event 115 (access denied) together with 106, source Directory Synchronization.',
    'In Entra, Roles and administrators, look whether Sync_<server>_<id> holds the role Directory Synchronization Accounts.',
    'Under Enterprise applications look whether the application of the synchronisation is enabled for sign-in.',
  ],
  learnMore: 'https://learn.microsoft.com/entra/identity/hybrid/connect/reference-connect-accounts-permissions',
  fixAfter: ['first-party-app-disabled'],
  maskedBy: ['first-party-app-disabled', 'connect-version-unsupported'],
  byHand: 'Let the wizard of Entra Connect make the identity anew; it gives the role again. Then run a delta cycle and look that the export succeeds.',
  byHandRisk: { risk: 'medium', undo: 'none' },
  whyByHand: 'It gives an identity power over the whole directory; that is for a Hybrid Identity Administrator in the wizard.',
  kinds: ['user', 'group', 'contact', 'device'],
  about: 'any',
  needs: [],
  mayUse: ['syncServers.runHistory', 'syncServers.events', 'syncServers.connectors', 'entra.organization', 'entra.users', 'entra.signIns', 'entra.servicePrincipals', 'entra.directoryAudits'],

  judge(_, { now, also }) {
    const state = entraConnection(also, now);
    if (state.is === 'works') return ruledOut(state.because);
    if (state.is === 'unknown') return cannotTell('syncServers.runHistory');
    if (also['syncServers.events'].state === 'unknown') return cannotTell('syncServers.events');
    const complaints = entraComplaints(also, state.lastGood);
    const denied = complaintsOf(complaints, 'denied').filter(({ event }) => event.id === 115);
    const [first] = denied;
    if (first === undefined) return ruledOut('no event says that access was denied');
    const [signIn] = syncSignIns(also);
    if (signIn !== undefined && isRefused(signIn)) return ruledOut('already its sign-in is refused');
    const loss = lossOf(also);
    if (loss.why === undefined && signIn === undefined && complaints.some(({ seen }) => /AADSTS\d+/i.test(seen.event.message ?? ''))) return ruledOut('already its sign-in is refused');
    if (loss.why === undefined && signIn === undefined && also['entra.signIns'].state === 'unknown') return cannotTell('entra.signIns');
    const proven = loss.why !== undefined || signIn !== undefined;
    if (!proven && !complaints.some(({ seen }) => seen.event.id === 106)) return ruledOut('event 106, which comes with it, is missing');
    const evidence = [...denied.slice(0, 1).map((event) => onServer(event.server, 'event', spokenEvent(event))), ...loss.evidence, ...(signIn === undefined ? [] : [inEntra('signIns: status.errorCode', String(signIn.status?.errorCode ?? ''), signIn.createdDateTime ?? undefined)])];
    const facts = { account: syncAccountName(also), why: loss.why };
    return first.standby ? { is: 'confirmed', facts, evidenceClass: 'D', evidence } : { is: 'confirmed', facts, evidenceClass: 'B', certainty: proven ? 'certain' : 'likely', evidence };
  },

  explain: ({ account = 'the sync identity', why }) => `Entra lets ${account} sign in and then denies access${why === undefined ? '; its role or its application is missing' : `: ${WHY[why]}`}.`,
});

const WHY = { role: 'the role Directory Synchronization Accounts was taken away', application: 'its application is disabled' } as const;

function lossOf(also: Pick<Evidence, 'entra.servicePrincipals' | 'entra.directoryAudits' | 'syncServers.connectors'>): { readonly why: keyof typeof WHY | undefined; readonly evidence: readonly EvidenceItem[] } {
  const application = syncApplications(also).find(({ accountEnabled }) => accountEnabled === false);
  if (application !== undefined) return { why: 'application', evidence: [inEntra('servicePrincipal: accountEnabled', 'false', application.displayName ?? application.id)] };
  const name = syncAccountName(also);
  const aboutIt = (audit: DirectoryAudit): boolean => (audit.targetResources ?? []).some(({ userPrincipalName }) => (name === undefined ? isSyncAccount(userPrincipalName) : sameText(userPrincipalName, name)));
  const [last] = (knownOf(also['entra.directoryAudits']) ?? [])
    .filter((audit) => /^(add|remove)( eligible)? member (to|from) role/i.test(audit.activityDisplayName ?? '') && !/failure/i.test(audit.result ?? '') && aboutIt(audit))
    .toSorted((one, other) => (isoTime(other.activityDateTime)?.getTime() ?? 0) - (isoTime(one.activityDateTime)?.getTime() ?? 0));
  if (last === undefined || !/^remove/i.test(last.activityDisplayName ?? '')) return { why: undefined, evidence: [] };
  return { why: 'role', evidence: [inEntra(`audit: ${last.activityDisplayName ?? ''}`, name ?? 'the sync account', last.activityDateTime ?? undefined)] };
}
