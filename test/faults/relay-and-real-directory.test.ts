import assert from 'node:assert/strict';
import { makeLabCertificates, type LabCertificates } from '../../lab/servers/lab-certificates.ts';
import { startSambaSite, type SambaSite } from '../attacks/samba-site.ts';
import { leaveOut } from '../real/left-out.ts';
import { DIRECTORY_MESSAGES } from './messages.ts';
import { sambaPlace } from './samba-place.ts';
import { strikeAt } from './strike.ts';

describe('a bad line between relay and a real Samba AD domain controller', function () {
  this.timeout(120_000);
  let certificates: LabCertificates;
  let site: SambaSite;
  before(async function () {
    this.timeout(180_000);
    const started = await startSambaSite();
    if ('missing' in started) {
      leaveOut('faults on the line to a real Samba AD domain controller', started.missing);
      return this.skip();
    }
    site = started;
    certificates = await makeLabCertificates();
    return undefined;
  });
  after(() => site?.close());

  const done: string[] = [];
  for (const message of DIRECTORY_MESSAGES) {
    it(`at ${message.name}: the audit of the directory shows each write whole, once or not at all, and the journal says the same`, async () => {
      done.push(...(await strikeAt(certificates, message, { place: sambaPlace(site) })).map(({ outcome }) => outcome.plan.state));
    });
  }

  it('lets most plans through all the same', () => assert.ok(done.filter((state) => state === 'done').length > done.length / 2, done.join(', ')));
});
