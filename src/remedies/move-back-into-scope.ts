import { rdnsOf } from '../model/distinguished-name.ts';
import type { AdTarget } from '../model/plan.ts';
import { withCycle } from './next-cycle.ts';
import { defineRemedy } from './remedy.ts';
import { hashStep } from './send-password-hash.ts';

interface MovedAway {
  readonly object: AdTarget | null;
  readonly from: string | null;
  /** Container of the account when the cloud last saw it. */
  readonly home: string | null;
  /** The container exists and is in scope. */
  readonly homeIsGood: boolean;
  /** The cloud account is not purged yet. */
  readonly inTime: boolean;
  readonly privileged: boolean;
  readonly server: string | null;
  /** Password hashes are what the account signs in with, and it is switched on. */
  readonly sendsHash: boolean;
}

export const moveBackIntoScope = defineRemedy<MovedAway>({
  id: 'move-back-into-scope',
  title: 'Move the account back into its former OU',
  risk: 'medium',
  undo: '30-days',
  notTogetherWith: ['scheduler-disabled', 'staging-mode', 'export-deletion-threshold', 'no-active-server'],
  says: ({ object, home, sendsHash }) => `Move ${object?.dn ?? ''} to ${home ?? ''} and run a delta cycle${sendsHash ? ' and send its password hash anew' : ''}; the cloud account returns from the recycle bin with its data. Group policies and delegated rights change with the OU.`,
  steps({ object, from, home, homeIsGood, inTime, privileged, server, sendsHash }) {
    if (object === null || from === null || home === null || !homeIsGood || !inTime || privileged) return null;
    const steps = withCycle(server, `${object.dn} moved back into scope`, { operation: 'ad.move', params: { object, from, to: home }, says: `Move ${object.dn} to ${home}` });
    return steps === null || server === null || !sendsHash ? steps : [...steps, hashStep(server, { ...object, dn: `${rdnsOf(object.dn)[0] ?? ''},${home}` }, 'the account came back into scope')];
  },
});
