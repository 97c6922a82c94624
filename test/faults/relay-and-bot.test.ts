import assert from 'node:assert/strict';
import { makeLabCertificates, type LabCertificates } from '../../lab/servers/lab-certificates.ts';
import { BOT_MESSAGES } from './messages.ts';
import { strikeAt } from './strike.ts';

describe('a line between relay and bot that is cut, stalls, is reset, is slow or says things twice', function () {
  this.timeout(120_000);
  let certificates: LabCertificates;
  before(async () => {
    certificates = await makeLabCertificates();
  });

  for (const message of BOT_MESSAGES) {
    it(`at ${message.name}: the plan is done, and each step took effect once`, async () => {
      const ends = await strikeAt(certificates, message);
      for (const { kind, outcome } of ends) assert.equal(outcome.plan.state, 'done', `${kind}: ${outcome.plan.says}`);
    });
  }
});
