import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { isObjectGuid } from '../../src/model/ids.ts';
import { PLACE, type OperationName, type StepDraft } from '../../src/model/plan.ts';
import { stepAfter, stepBefore } from '../../src/operations/changes.ts';
import { REVERSAL } from '../../src/operations/reversal.ts';

const SRC = join(import.meta.dirname, '..', '..', 'src');
const GUID = '8d1c9c4e-3f2a-4b6e-9c7d-2a1b3c4d5e6f';
assert.ok(isObjectGuid(GUID));
const OBJECT = { guid: GUID, dn: 'CN=John Smith,OU=Staff,DC=corp,DC=contoso,DC=com' } as const;
const says = 'a sample';

/** One step of each operation; a new operation does not compile without one here. */
const SAMPLES: { readonly [Name in OperationName]: Extract<StepDraft, { operation: Name }> } = {
  'ad.change-addresses': { operation: 'ad.change-addresses', says, params: { object: OBJECT, before: ['a@contoso.com', 'smtp:b@contoso.com'], remove: ['a@contoso.com'], add: ['SMTP:a@contoso.com'] } },
  'ad.set-anchor': { operation: 'ad.set-anchor', says, params: { object: OBJECT, before: null, after: 'TpwcjSo/bkucfSobPE1ebw==' } },
  'ad.move': { operation: 'ad.move', says, params: { object: OBJECT, from: 'OU=Leavers,DC=corp,DC=contoso,DC=com', to: 'OU=Staff,DC=corp,DC=contoso,DC=com' } },
  'sync.set-scheduler': { operation: 'sync.set-scheduler', says, params: { server: 'SYNC01', before: false, after: true } },
  'sync.start-delta': { operation: 'sync.start-delta', says, params: { server: 'SYNC01', reason: 'sample' } },
  'sync.restart-service': { operation: 'sync.restart-service', says, params: { server: 'SYNC01', before: '2026-11-20T06:00:00.000Z', reason: 'sample' } },
  'entra.set-anchor': { operation: 'entra.set-anchor', says, params: { userId: GUID, before: 'jsmith', after: null } },
};

describe('every operation', () => {
  for (const [name, place] of Object.entries(PLACE)) {
    it(`${name} has a file of its name`, () => {
      assert.ok(existsSync(join(SRC, 'operations', place, `${name.replace('.', '-')}.ts`)));
    });
  }

  it('has an undo that leads back, or says why not', () => {
    const undos = [
      REVERSAL['ad.change-addresses'](SAMPLES['ad.change-addresses'].params), REVERSAL['ad.set-anchor'](SAMPLES['ad.set-anchor'].params), REVERSAL['ad.move'](SAMPLES['ad.move'].params),
      REVERSAL['sync.set-scheduler'](SAMPLES['sync.set-scheduler'].params), REVERSAL['sync.start-delta'](SAMPLES['sync.start-delta'].params), REVERSAL['sync.restart-service'](SAMPLES['sync.restart-service'].params), REVERSAL['entra.set-anchor'](SAMPLES['entra.set-anchor'].params),
    ];
    assert.equal(undos.length, Object.keys(PLACE).length);
    for (const [at, draft] of Object.values(SAMPLES).entries()) {
      const undo = undos[at];
      if (undo?.is !== 'steps') continue;
      const sorted = (values: ReturnType<typeof stepBefore>) => Object.fromEntries(Object.entries(values).map(([key, each]) => [key, each.toSorted()]));
      assert.deepEqual(sorted(stepBefore(undo.step)), sorted(stepAfter(draft)), `${draft.operation}: the undo begins where the step ends`);
      assert.deepEqual(sorted(stepAfter(undo.step)), sorted(stepBefore(draft)), `${draft.operation}: the undo ends where the step began`);
    }
    assert.deepEqual(undos.map((undo) => undo.is), ['steps', 'steps', 'steps', 'steps', 'nothing-to-undo', 'nothing-to-undo', 'steps']);
  });
});
