import assert from 'node:assert/strict';
import type { ObjectGuid } from '../../src/model/ids.ts';
import { isObjectGuid } from '../../src/model/ids.ts';
import type { AdTarget, StepDraft } from '../../src/model/plan.ts';
import type { Subject } from '../../src/model/subject.ts';
import { offer, type Remedy } from '../../src/remedies/remedy.ts';

interface Offered<Facts> {
  readonly when: string;
  readonly facts: Facts;
  /** The operations in their order; `!` behind one that runs in any case. */
  readonly steps: readonly string[];
  /** Found in the steps as JSON. */
  readonly with?: RegExp;
}

interface Table<Facts> {
  readonly offered: readonly [Offered<Facts>, ...Offered<Facts>[]];
  /** Cases that are left to others. */
  readonly left: readonly { readonly when: string; readonly facts: Facts }[];
}

export const SUBJECT: Subject = { asked: 'jsmith', kind: 'user', ad: undefined, cloud: { id: 'u1', displayName: 'John Smith' } };

export const SERVER = { name: 'SYNC01', isScheduled: true } as const;

export function target(dn = 'CN=John Smith,OU=Staff,DC=corp,DC=contoso,DC=com'): AdTarget {
  const guid = '8d1c9c4e-3f2a-4b6e-9c7d-2a1b3c4d5e6f';
  if (!isObjectGuid(guid)) throw new Error('no GUID');
  const known: ObjectGuid = guid;
  return { guid: known, dn };
}

const shown = ({ operation, always }: StepDraft): string => (always === true ? `${operation}!` : operation);

/** Table test of one remedy: what it offers, and what it leaves to others. */
export function describeRemedy<Facts>(remedy: Remedy<Facts>, { offered, left }: Table<Facts>): void {
  describe(remedy.id, () => {
    for (const row of offered) {
      it(`is offered when ${row.when}`, () => {
        const offerHere = offer(remedy, row.facts, SUBJECT);
        assert.deepEqual(offerHere?.steps.map(shown), row.steps);
        assert.equal(offerHere.by, row.steps.every((step) => step.startsWith('people.do')) ? 'human' : 'bot');
        assert.doesNotMatch(`${offerHere.says}${JSON.stringify(offerHere.steps)}`, /undefined|\[object|NaN/);
        assert.ok(offerHere.says.length > 20 && offerHere.steps.every(({ says }) => says.length > 5));
        if (row.with !== undefined) assert.match(JSON.stringify(offerHere.steps), row.with);
        leavesNoSchedulerOff(offerHere.steps);
      });
    }
    for (const row of left) it(`is not offered when ${row.when}`, () => assert.equal(offer(remedy, row.facts, SUBJECT), null));
  });
}

/** Whatever is switched off or taken out of scope is brought back in any case. */
function leavesNoSchedulerOff(steps: readonly StepDraft[]): void {
  steps.forEach((step, at) => {
    if (step.operation === 'sync.set-scheduler' && !step.params.after) assert.ok(steps.slice(at).some((later) => later.operation === 'sync.set-scheduler' && later.params.after && later.always === true));
    if (step.operation === 'ad.change-values' && step.params.attribute === 'adminDescription' && step.params.after.includes('User_NoSync')) {
      assert.ok(steps.slice(at).some((later) => later.operation === 'ad.change-values' && later.always === true && later.params.after.length === step.params.before.length));
    }
  });
}
