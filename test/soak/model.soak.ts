import assert from 'node:assert/strict';
import { leaveOut } from '../real/left-out.ts';
import { checkModel, whatSpinLacks, type ModelPart } from '../model-checked/check-model.ts';

/** Parts of the model that take minutes: more goes wrong at once than in the parts of `npm test`. */
const PARTS: readonly (readonly [what: string, part: ModelPart])[] = [
  ['two bots take an approved plan for theirs, and relays crash', { defines: ['RUNNING_ONLY', 'SAME_PEOPLE', 'STEPS=1', 'OUTSIDE_CHANGES=0'] }],
  ['two bots take an approved plan for theirs, and somebody else changes the object', { defines: ['RUNNING_ONLY', 'SAME_PEOPLE', 'STEPS=1', 'RELAY_CRASHES=0'] }],
  ['a run of two steps while an approver leaves', { defines: ['RUNNING_ONLY', 'ONE_BOT'] }],
  ['a run that crashes twice', { defines: ['RUNNING_ONLY', 'ONE_BOT', 'SAME_PEOPLE', 'OUTSIDE_CHANGES=0', 'BOT_CRASHES=2', 'RELAY_CRASHES=2'] }],
  ['people decide, two bots run, and one crashes', { defines: ['STEPS=1', 'RELAY_CRASHES=0', 'OUTSIDE_CHANGES=0', 'ONE_RELAY', 'MOST_ATTEMPTS=1'] }],
  ['every approved plan of two steps ends', { defines: ['RUNNING_ONLY', 'ONE_BOT', 'SAME_PEOPLE'], liveness: true }],
  ['every approved plan that two bots take for theirs ends', { defines: ['RUNNING_ONLY', 'SAME_PEOPLE', 'STEPS=1', 'OUTSIDE_CHANGES=0', 'RELAY_CRASHES=0'], liveness: true }],
];

describe('the larger parts of the model of two-person approval', function () {
  this.timeout(0);
  before(function () {
    const lacks = whatSpinLacks();
    if (lacks === null) return;
    leaveOut('the larger parts of the model of two-person approval', lacks);
    this.skip();
  });

  for (const [what, part] of PARTS) {
    it(what, async () => {
      const { errors, broken, isWhole } = await checkModel(part);
      assert.deepEqual({ errors, broken, isWhole }, { errors: 0, broken: '', isWhole: true });
    });
  }
});
