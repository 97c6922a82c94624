import type { WronglyJoined } from '../causes/duplicates/ambiguous-join-in-metaverse.ts';
import type { ExportingServer } from '../deduce/exporting-server.ts';
import type { StepDraft } from '../model/plan.ts';
import { nextCycle } from './next-cycle.ts';
import { defineRemedy } from './remedy.ts';

/** The default inbound rules leave out whatever has an adminDescription that begins with `User_`. */
const OUT_OF_SCOPE = ['User_NoSync'];

/** A join is worked out only for an object that comes into scope. */
export const rejoin = defineRemedy<{ readonly wrong: WronglyJoined | null; readonly server: ExportingServer | null }>({
  id: 'rejoin',
  title: 'Take the account that was joined by mistake out of scope and back',
  risk: 'high',
  undo: 'none',
  notTogetherWith: ['duplicate-anchor-in-ad', 'duplicate-proxy-two-ad-objects', 'duplicate-upn-two-ad-objects', 'sync-rule-error', 'scheduler-suspended', 'staging-mode', 'no-active-server', 'two-active-servers', 'export-deletion-threshold'],
  says: ({ wrong }) => `Put User_NoSync into adminDescription of ${wrong?.object.dn ?? ''}, run a cycle, give it its former value back, and run another. The attribute that joined it with ${wrong?.owner ?? ''} has been corrected, so it gets a person, and a cloud account, of its own. The cloud account ${wrong?.account ?? ''} has the SID of ${wrong?.owner ?? ''} and stays with that one.`,
  steps({ wrong, server }) {
    const [out, back] = ['out of scope', 'back in scope'].map((where) => nextCycle(server?.name ?? null, `${wrong?.object.dn ?? ''} ${where}`));
    if (wrong === null || out === null || out === undefined || back === null || back === undefined) return null;
    const { object, before } = wrong;
    const described = (from: readonly string[], to: readonly string[], says: string): StepDraft => ({ operation: 'ad.change-values', params: { object, attribute: 'adminDescription', before: from, after: to }, says });
    return [described(before, OUT_OF_SCOPE, `Take ${object.dn} out of scope by its adminDescription`), out, { ...described(OUT_OF_SCOPE, before, `Bring ${object.dn} back into scope`), always: true }, back];
  },
});
