import assert from 'node:assert/strict';
import { MENDABLE } from '../../lab/company/breakages/mendable/index.ts';
import { predict } from '../../src/predict/predict.ts';
import { startSmallCompany } from '../journeys/small-company.ts';
import { cyclesFollow, predicted } from './after-the-plan.ts';

describe('what is predicted of the plan of every mendable case', function () {
  this.timeout(60_000);

  for (const { cause, subject, break: comesToGrief } of MENDABLE) {
    it(`${cause} is what the lab then shows`, async () => {
      const small = await startSmallCompany();
      try {
        comesToGrief(small.company);
        const { diagnosis, document } = await small.ask(subject);
        const remedy = diagnosis.findings.find((each) => each.cause === cause)?.remedy;
        assert.equal(remedy?.by, 'bot');
        const told = predict({ evidence: document, subject, steps: remedy.steps, now: new Date(document.takenAt), before: diagnosis });
        assert.equal(told.prediction.causes.find((each) => each.cause === cause)?.becomes, 'gone');
        const plan = await small.propose(subject, cause);
        assert.ok(plan !== null);
        const ended = await small.approveAndRun(plan);
        assert.equal(ended.state, 'done', ended.says);
        cyclesFollow(small.company);
        const { diagnosis: real } = await small.ask(subject);
        assert.deepEqual(predicted(told), real.findings.map((each) => each.cause).toSorted());
      } finally {
        await small.close();
      }
    });
  }
});
