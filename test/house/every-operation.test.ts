import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { OPERATION_NAMES, OPERATIONS, type OperationName, type OperationParams } from '../../src/model/operations.ts';
import type { Undo } from '../../src/model/plan.ts';
import { CHANGES, stepAfter, stepBefore } from '../../src/operations/changes.ts';
import { REVERSAL } from '../../src/operations/reversal.ts';
import { SAMPLE_STEPS } from '../contracts/sample-steps.ts';

const FOLDER = join(import.meta.dirname, '..', '..', 'src', 'operations');

/** How each is taken back; what cannot be is told before anybody approves it. */
const WAY_BACK: Readonly<Record<OperationName, Undo['is']>> = {
  'ad.change-addresses': 'steps', 'ad.change-values': 'steps', 'ad.set-enabled': 'steps', 'ad.change-member': 'steps', 'ad.set-anchor': 'steps', 'ad.move': 'steps',
  'ad.restore-deleted': 'cannot-be-undone', 'ad.change-upn-suffixes': 'steps', 'sync.set-scheduler': 'steps', 'sync.set-maintenance': 'steps', 'sync.set-history-retention': 'steps',
  'sync.start-delta': 'nothing-to-undo', 'sync.start-full': 'nothing-to-undo', 'sync.synchronize-object': 'nothing-to-undo', 'sync.send-password-hash': 'nothing-to-undo', 'sync.restart-service': 'nothing-to-undo',
  'entra.set-anchor': 'steps', 'entra.delete-user': 'steps', 'entra.restore-user': 'steps', 'entra.set-user-name': 'steps', 'entra.set-mail': 'steps', 'entra.set-usage-location': 'steps', 'entra.change-licence': 'steps',
  'entra.reprocess-licences': 'nothing-to-undo', 'entra.retry-provisioning': 'nothing-to-undo', 'entra.set-source-of-authority': 'steps', 'entra.change-member': 'steps', 'entra.set-manager': 'steps',
  'entra.revoke-sessions': 'cannot-be-undone', 'people.do': 'cannot-be-undone',
};

const undoOf = <Name extends OperationName>(operation: Name, params: OperationParams[Name]): Undo => REVERSAL[operation](params);
const sorted = (values: ReturnType<typeof stepBefore>): ReturnType<typeof stepBefore> => Object.fromEntries(Object.entries(values).map(([key, each]) => [key, each.toSorted()]));

describe('every operation', () => {
  it('is on the list of names once', () => assert.deepEqual([...OPERATION_NAMES].sort(), Object.keys(OPERATIONS).sort()));

  for (const name of OPERATION_NAMES) {
    describe(name, () => {
      const { place } = OPERATIONS[name];

      it(`is done by one file of the folder ${place}`, () => {
        const texts = readdirSync(join(FOLDER, place)).map((file) => readFileSync(join(FOLDER, place, file), 'utf8'));
        assert.equal(texts.filter((text) => text.includes(`name: '${name}',`)).length, 1);
      });

      it('has a row that tells what was before and what comes after', () => {
        const draft = SAMPLE_STEPS[name];
        assert.ok(name in CHANGES);
        for (const values of [stepBefore(draft), stepAfter(draft)]) assert.ok(Object.values(values).every((list) => list.every((value) => value !== '')));
      });

      it('has an undo that leads back, or says why not', () => {
        const undo = undoOf(name, SAMPLE_STEPS[name].params);
        assert.equal(undo.is, WAY_BACK[name]);
        if (undo.is === 'cannot-be-undone') assert.ok(undo.because.length > 20);
        if (undo.is !== 'steps') return;
        assert.equal(undo.step.says.length > 10, true);
        assert.deepEqual(sorted(stepBefore(undo.step)), sorted(stepAfter(SAMPLE_STEPS[name])), 'the undo begins where the step ends');
        assert.deepEqual(sorted(stepAfter(undo.step)), sorted(stepBefore(SAMPLE_STEPS[name])), 'the undo ends where the step began');
      });
    });
  }
});
