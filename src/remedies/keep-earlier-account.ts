import type { SecondAccount } from '../causes/second-account.ts';
import type { StepDraft } from '../model/plan.ts';
import { cleanUpChecklist } from './clean-up-checklist.ts';
import { nextCycle } from './next-cycle.ts';
import { givenTo, removedForGood } from './removed-account.ts';
import { defineRemedy } from './remedy.ts';

type Facts = { readonly second: SecondAccount | null };

/** The default inbound rules leave out whatever has an adminDescription that begins with `User_`. */
const OUT_OF_SCOPE = ['User_NoSync'];

/** The account made by mistake goes, and the AD account is bound to the one that people work with. */
export const keepEarlierAccount = defineRemedy<Facts>({
  id: 'keep-earlier-account',
  title: 'Remove the second account and bind the AD account to the earlier one',
  risk: 'high',
  undo: 'none',
  notTogetherWith: [
    'duplicate-proxy-two-ad-objects', 'duplicate-upn-two-ad-objects', 'duplicate-held-by-soft-deleted-user', 'duplicate-anchor-in-ad', 'ou-not-in-scope', 'moved-out-of-scope', 'user-source-of-authority-cloud', 'soft-match-blocked-admin-role',
    'hard-match-blocked-by-tenant', 'hard-match-blocked-privileged-target', 'soft-match-points-at-two-objects', 'scheduler-disabled', 'staging-mode', 'no-active-server', 'two-active-servers', 'export-deletion-threshold',
  ],
  says: ({ second }) =>
    `Keep ${second?.earlier.name ?? ''}, because ${second?.because ?? ''}. Take ${second?.object.dn ?? ''} out of scope for the time of the repair, remove ${second?.made.name ?? ''} for good, bind the AD account to ${second?.earlier.name ?? ''} by its anchor, and bring it back into scope. What is in the account that goes is lost.`,
  steps: ({ second }) => (second?.keep === 'earlier' && second.mayBind && second.made.licences !== null ? stepsOf(second) : null),
  checklist: ({ second }) => cleanUpChecklist(second?.made.name ?? ''),
  snapshotOf: ({ second }) => second?.made.id ?? null,
});

function stepsOf({ object, description, earlier, made, anchor, server }: SecondAccount): readonly StepDraft[] | null {
  const cycle = (reason: string): StepDraft | null => nextCycle(server?.name ?? null, reason);
  const [without, within] = [cycle(`${object.dn} out of scope`), cycle(`${object.dn} bound to ${earlier.name}`)];
  if (without === null || within === null) return null;
  return [
    describe(object, { before: description, after: OUT_OF_SCOPE }, `Take ${object.dn} out of scope by its adminDescription, so that no cycle brings ${made.name} back`),
    ...removedForGood(made),
    without,
    { operation: 'entra.set-anchor', params: { userId: earlier.id, before: null, after: anchor }, says: `Set onPremisesImmutableId of ${earlier.name} to ${anchor}` },
    { ...describe(object, { before: OUT_OF_SCOPE, after: description }, `Bring ${object.dn} back into scope`), always: true },
    within,
    ...givenTo(earlier, made),
  ];
}

const describe = (object: SecondAccount['object'], { before, after }: { readonly before: readonly string[]; readonly after: readonly string[] }, says: string): StepDraft => ({
  operation: 'ad.change-values', params: { object, attribute: 'adminDescription', before, after }, says,
});
