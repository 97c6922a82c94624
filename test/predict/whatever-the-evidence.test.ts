import assert from 'node:assert/strict';
import fc from 'fast-check';
import { parseBundle } from '../../src/boundary/evidence-bundle.ts';
import { CATALOGUE } from '../../src/catalogue/index.ts';
import { diagnose } from '../../src/diagnose/diagnose.ts';
import { OPERATION_NAMES } from '../../src/model/operations.ts';
import { foresee } from '../../src/predict/foresee.ts';
import { predict, type Foreseeing } from '../../src/predict/predict.ts';
import { SAMPLE_STEPS } from '../contracts/sample-steps.ts';
import { anyEvidence, evidenceOf, type Recipe } from '../diagnose/random-evidence.ts';
import { addresses, adAnchor, CYCLE, moved, values } from './foreseen.ts';

const OPTIONS = { numRuns: 150, seed: 20261121 };
const FATES = ['gone', 'stays', 'new', 'cannot-tell'];
const OWN = [addresses(['smtp:js@contoso.com']), adAnchor('QF5HMK7n80qvdYsUPIHa9Q=='), moved('OU=Leavers,DC=corp,DC=contoso,DC=com'), values('userPrincipalName', ['new@contoso.com']), CYCLE];

const documentOf = (recipe: Recipe) => {
  const parsed = parseBundle(JSON.stringify(evidenceOf(recipe)));
  return parsed.ok ? parsed.document : null;
};

function holdsTogether(recipe: Recipe): void {
  const evidence = documentOf(recipe);
  if (evidence === null) return;
  const before = structuredClone(evidence);
  const diagnosis = diagnose(evidence, CATALOGUE);
  for (const steps of [OWN, OPERATION_NAMES.map((name) => SAMPLE_STEPS[name])]) {
    const asked: Foreseeing = { evidence, subject: evidence.subject ?? '', steps, now: new Date(evidence.takenAt), before: diagnosis };
    const { prediction } = predict(asked);
    assert.deepEqual(prediction.causes.filter(({ becomes }) => becomes !== 'new').map(({ cause }) => cause), diagnosis.findings.map(({ cause }) => cause), 'every cause has a fate');
    for (const { becomes, because, title } of prediction.causes) assert.ok(FATES.includes(becomes) && (becomes !== 'cannot-tell' || because !== '') && title !== '', JSON.stringify({ becomes, because, title }));
    assert.doesNotMatch(prediction.nextCycle.join(' '), /undefined|\[object |NaN/);
    assert.deepEqual(predict(asked).prediction, prediction, 'the same evidence and steps give the same answer');
  }
  foresee(evidence, diagnosis);
  assert.deepEqual(evidence, before, 'what was read is left as it is');
}

describe('a prediction, whatever the evidence', function () {
  this.timeout(120_000);
  it('never throws, tells of every cause, and changes nothing', () => fc.assert(fc.property(anyEvidence, holdsTogether), OPTIONS));
});
