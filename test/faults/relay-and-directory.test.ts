import { makeLabCertificates, type LabCertificates } from '../../lab/servers/lab-certificates.ts';
import { DIRECTORY_MESSAGES } from './messages.ts';
import { strikeAt } from './strike.ts';

describe('a line between relay and domain controller that is cut, stalls, is reset, is slow or says things twice', function () {
  this.timeout(120_000);
  let certificates: LabCertificates;
  before(async () => {
    certificates = await makeLabCertificates();
  });

  for (const message of DIRECTORY_MESSAGES) {
    it(`at ${message.name}: the plan ends, nothing took effect twice, and the journal says what the directory says`, async () => {
      await strikeAt(certificates, message);
    });
  }
});
