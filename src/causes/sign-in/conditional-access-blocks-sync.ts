import { entraConnection } from '../../deduce/connection-state.ts';
import { complaintsOf, entraComplaints } from '../../deduce/entra-complaints.ts';
import { spokenEvent } from '../../deduce/server-events.ts';
import { isRefused, isRefusedByPolicy, syncAccountName, syncSignIns } from '../../deduce/sync-account.ts';
import { isoTime } from '../../deduce/times.ts';
import { cannotTell, ruledOut } from '../../model/verdict.ts';
import { defineCause } from '../cause.ts';
import { inEntra, onServer } from '../evidence-items.ts';

export const conditionalAccessBlocksSync = defineCause({
  id: 'conditional-access-blocks-sync',
  area: 'sign-in',
  layer: 1,
  title: 'Conditional Access or MFA stops the sync account',
  why: 'The account by which Entra Connect signs in is a program: it cannot answer a second factor, and it comes from a server. A Conditional Access policy for "all users" stops it, and with it the whole synchronisation.',
  checkYourself: [
    'In the Entra sign-in log look for the account Sync_<server>_<id> with Conditional Access: Failure, and for the policy it names.',
    'Look at the failure code: 53003 or 50076 is a policy, 50126 or 50055 is a wrong or expired password.',
    'In the Application log of the sync server look for events 906, 611 or 6900 that speak of an interactive sign-in.',
  ],
  learnMore: 'https://learn.microsoft.com/entra/identity/conditional-access/concept-conditional-access-users-groups',
  fixAfter: [],
  byHand: 'Exclude the role Directory Synchronization Accounts from the policy (with application-based authentication: its application from policies for workload identities). Then run a delta cycle.',
  byHandRisk: { risk: 'medium', undo: 'full' },
  whyByHand: 'Exceptions from a security policy are for those who answer for it.',
  kinds: ['user', 'group', 'contact', 'device'],
  about: 'any',
  needs: [],
  mayUse: ['entra.signIns', 'syncServers.events', 'syncServers.runHistory', 'syncServers.connectors', 'entra.organization', 'entra.users', 'entra.servicePrincipals'],

  judge(_, { now, also }) {
    const state = entraConnection(also, now);
    const lastGood = state.is === 'unknown' ? undefined : state.lastGood;
    const [signIn] = syncSignIns(also);
    const account = signIn?.userPrincipalName ?? signIn?.appDisplayName ?? syncAccountName(also);
    if (signIn !== undefined) {
      const time = isoTime(signIn.createdDateTime);
      if (!isRefusedByPolicy(signIn)) return ruledOut(isRefused(signIn) ? 'its last sign-in failed for another reason than a policy' : 'its last sign-in succeeded');
      if (time !== undefined && lastGood !== undefined && time < lastGood) return ruledOut('a run has reached Entra since');
      const policies = (signIn.appliedConditionalAccessPolicies ?? []).filter(({ result }) => /failure/i.test(result ?? '')).flatMap(({ displayName }) => displayName ?? []);
      const evidence = [inEntra('signIns: conditionalAccessStatus, status.errorCode', `${signIn.conditionalAccessStatus ?? ''} ${String(signIn.status?.errorCode ?? '')} ${signIn.status?.failureReason ?? ''}`.trim(), signIn.createdDateTime ?? undefined), ...policies.map((name) => inEntra('appliedConditionalAccessPolicies', name))];
      return { is: 'confirmed', facts: { account, policies, proven: true }, evidenceClass: 'A', evidence };
    }
    if (state.is === 'works' && state.lastGood === undefined) return ruledOut(state.because);
    const events = complaintsOf(entraComplaints(also, lastGood), 'policy');
    if (events.length > 0) return { is: 'confirmed', facts: { account, policies: [], proven: false }, evidenceClass: 'C', evidence: events.slice(0, 2).map((event) => onServer(event.server, 'event', spokenEvent(event))) };
    if (state.is === 'works') return ruledOut(state.because);
    if (state.is === 'unknown') return cannotTell('syncServers.runHistory');
    if (also['entra.signIns'].state === 'unknown') return cannotTell('entra.signIns');
    return also['syncServers.events'].state === 'unknown' ? cannotTell('syncServers.events') : ruledOut('neither the sign-in log nor the event log speaks of a policy');
  },

  explain: ({ account = 'the sync account', policies, proven }) =>
    proven ? `Entra refuses the sign-in of ${account} by policy${policies.length === 0 ? '' : ` (${policies.join(', ')})`}.` : `Entra asks ${account} for an interactive sign-in, which a program cannot give; a policy is the likely reason.`,
});
