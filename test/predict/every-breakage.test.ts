import assert from 'node:assert/strict';
import { BREAKAGES } from '../../lab/company/breakages/index.ts';
import { predict } from '../../src/predict/predict.ts';
import { startSmallCompany, type SmallCompany } from '../journeys/small-company.ts';
import { cyclesFollow, predicted } from './after-the-plan.ts';

describe('what is predicted of every breakage', function () {
  this.timeout(60_000);
  let fixes = 0;

  for (const { cause, subject, break: comesToGrief } of BREAKAGES) {
    it(`${cause} is what the lab then shows`, async () => {
      const small: SmallCompany = await startSmallCompany();
      try {
        comesToGrief(small.company);
        const { diagnosis, document } = await small.ask(subject);
        const finding = diagnosis.findings.find((each) => each.remedy?.by === 'bot');
        const told = predict({ evidence: document, subject, steps: finding?.remedy?.steps ?? [], now: new Date(document.takenAt), before: diagnosis });
        if (finding !== undefined) {
          const plan = await small.propose(subject, finding.cause);
          assert.ok(plan !== null, 'the fix is offered again');
          assert.deepEqual(plan.prediction?.causes.map(({ cause: each, becomes }) => `${each} ${becomes}`), told.prediction.causes.map(({ cause: each, becomes }) => `${each} ${becomes}`), 'the plan keeps its prediction');
          const ended = await small.approveAndRun(plan);
          assert.equal(ended.state, 'done', ended.says);
          fixes += 1;
        }
        cyclesFollow(small.company);
        const { diagnosis: real } = await small.ask(subject);
        assert.deepEqual(predicted(told), real.findings.map((each) => each.cause).toSorted());
      } finally {
        await small.close();
      }
    });
  }

  it('is measured by fixes that were carried out', () => assert.ok(fixes >= 10, `${fixes} fixes`));
});
