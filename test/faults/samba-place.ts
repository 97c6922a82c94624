import assert from 'node:assert/strict';
import type { LabCertificates } from '../../lab/servers/lab-certificates.ts';
import type { SambaSite } from '../attacks/samba-site.ts';
import { startFaultProxy } from './fault-proxy.ts';
import { stepsFor, type FaultyPlace, type Person } from './pretend-place.ts';

/** A real domain controller is slower than the lab's server, the more so while several plans run on it at the same time. */
const PATIENCE_MS = 2_000;

/** Two new persons on this domain controller. What happened to them is what its own audit says, value by value: every write that it took must be the whole write of the plan. */
export const sambaPlace = (site: SambaSite) => async (certificates: LabCertificates): Promise<FaultyPlace> => {
  const people = [await hired(site), await hired(site)] as const;
  const { url, ca, bindDn, password } = site.signIn;
  const { hostname, port } = new URL(url);
  const line = await startFaultProxy({ host: hostname, port: Number(port), certificates, ca });
  return {
    baseDn: site.baseDn, forest: site.domain, patienceMs: PATIENCE_MS, line,
    account: { bindDn, password: () => Promise.resolve(password) },
    steps: stepsFor(people),
    async whatHappened() {
      const audit = await site.changesOfRelay();
      const changes = people.map(({ object, loses }) => {
        const taken = audit.filter(({ dn, code }) => dn === object.dn && code === 0);
        for (const { operation, writes } of taken) assert.deepEqual([operation, writes], ['Modify', [`delete proxyAddresses: ${loses}`]], 'the directory took something else than the plan says');
        return taken.length;
      });
      const stands = await Promise.all(people.map(async ({ object, keeps }) => JSON.stringify(await site.addresses(object.dn)) === JSON.stringify(keeps)));
      return { changes: [changes[0] ?? Number.NaN, changes[1] ?? Number.NaN], stands: [stands[0] === true, stands[1] === true] };
    },
    close: () => Promise.resolve(),
  };
};

let count = 0;

async function hired(site: SambaSite): Promise<Person> {
  count += 1;
  const person = { keeps: [`SMTP:faulty${count}@contoso.com`], loses: `smtp:faulty${count}.old@contoso.com` };
  const { guid, dn } = await site.hire(`Faulty${count}`, { proxyAddresses: [...person.keeps, person.loses] });
  return { object: { guid, dn }, ...person };
}
