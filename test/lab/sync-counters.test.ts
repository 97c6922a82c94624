import assert from 'node:assert/strict';
import { createContoso, type Contoso } from '../../lab/company/contoso.ts';
import { setAttribute } from '../../lab/company/find-person.ts';
import { hire } from '../../lab/company/hire.ts';

/** The counters that are not 0, of the newest synchronisation of the forest. */
function counted(company: Contoso): Readonly<Record<string, number>> {
  const run = company.sync.recentRuns().find(({ RunProfileName, ConnectorName }) => RunProfileName.endsWith('Synchronization') && !ConnectorName.endsWith(' - AAD'));
  const [step] = run?.RunStepResults ?? [];
  return Object.fromEntries(Object.entries(step ?? {}).flatMap(([name, value]) => (/^(Dis)?[Cc]onnector[A-Z]/.test(name) && typeof value === 'number' && value !== 0 ? [[name, value]] : [])));
}

describe('the counters of a synchronisation', () => {
  let at = new Date('2026-11-21T09:00:00Z');
  let company: Contoso;
  const cycle = (): void => {
    at = new Date(at.getTime() + 60_000);
    company.sync.runCycle();
  };
  beforeEach(() => {
    company = createContoso({ clock: { now: () => at } });
    cycle();
  });

  it('are all 0 when nothing has changed', () => {
    cycle();
    assert.deepEqual(counted(company), {});
  });
  it('tell who became a person of the metaverse, whose values flowed and who was kept out', () => {
    at = new Date(at.getTime() + 60_000);
    hire(company.ad, { sam: 'nnew', givenName: 'Nora', surname: 'New', ou: 'Staff', department: 'IT', employeeId: 'E2000' });
    hire(company.ad, { sam: 'ocut', givenName: 'Otto', surname: 'Cut', ou: 'Staff', department: 'IT', employeeId: 'E2001' });
    setAttribute(company.ad, 'ocut', { adminDescription: ['User_kept out'] });
    setAttribute(company.ad, 'jsmith', { title: ['Head of Something'] });
    company.sync.runCycle();
    assert.deepEqual(counted(company), { DisconnectorFiltered: 1, DisconnectorProjectedFlow: 1, ConnectorFlow: 1 });
  });
  it('tell who was taken out of the metaverse again, and whose group thereby lost a member', () => {
    setAttribute(company.ad, 'jsmith', { adminDescription: ['User_kept out'] });
    cycle();
    assert.deepEqual(counted(company), { ConnectorFilteredRemoveMv: 1, ConnectorFlow: 1 });
  });
});
