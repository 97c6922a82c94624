import assert from 'node:assert/strict';
import { AdFault } from '../../lab/company/ad-state.ts';
import type { Contoso } from '../../lab/company/contoso.ts';
import { OPERATION_NAMES, type StepDraft } from '../../src/model/plan.ts';
import { startPlansInCompany, type PlansInCompany, type Ran } from '../crash/plans-in-company.ts';
import type { MachineOperation } from '../crash/one-of-each.ts';
import { portrait } from '../operations/cloud/cloud-bench.ts';

/** Requests to Graph that change something. */
const WRITE = /^(?:PATCH|PUT|DELETE|POST) (?!.*(?:\$batch|getMember|checkMember))/;
const refusal = (status: number, code: string, message: string, times: number) => ({ kind: 'fail', match: WRITE, times, status, code, message }) as const;
const ALWAYS = 1_000_000;

interface Fault {
  readonly what: string;
  readonly fits: (operation: MachineOperation) => boolean;
  readonly arm: (plans: PlansInCompany, draft: StepDraft) => void;
  readonly ends: readonly string[];
  /** So many writes were carried out. */
  readonly writes: 0 | 1;
  /** So many requests to write may arrive; as many as are carried out unless said. */
  readonly arrivals?: number | undefined;
}

const isCloud = (operation: MachineOperation): boolean => operation.startsWith('entra.');
const isAd = (operation: MachineOperation): boolean => operation.startsWith('ad.');
const isCycle = (operation: MachineOperation): boolean => operation === 'sync.start-delta' || operation === 'sync.start-full';

const FAULTS: readonly Fault[] = [
  { what: 'Graph asks three times to slow down', fits: isCloud, arm: ({ small }) => small.graph.faults.add({ kind: 'throttle', match: WRITE, times: 3, retryAfter: '20' }), ends: ['done'], writes: 1, arrivals: 4 },
  { what: 'Graph asks for ever to slow down', fits: isCloud, arm: ({ small }) => small.graph.faults.add({ kind: 'throttle', match: WRITE, times: ALWAYS, retryAfter: '20' }), ends: ['failed'], writes: 0, arrivals: 100 },
  { what: 'Graph refuses because the object comes from AD', fits: isCloud, arm: ({ small }) => small.graph.faults.add(refusal(400, 'Request_BadRequest', 'Unable to update the specified properties for on-premises mastered Directory Sync objects or objects currently undergoing migration.', ALWAYS)), ends: ['failed'], writes: 0, arrivals: 3 },
  { what: 'another object has the value', fits: isCloud, arm: ({ small }) => small.graph.faults.add(refusal(400, 'ObjectConflict', 'Another object with the same value for property proxyAddresses already exists.', ALWAYS)), ends: ['failed'], writes: 0, arrivals: 3 },
  { what: 'the application lacks the permission', fits: isCloud, arm: ({ small }) => small.graph.faults.add(refusal(403, 'Authorization_RequestDenied', 'Insufficient privileges to complete the operation.', ALWAYS)), ends: ['failed'], writes: 0, arrivals: 3 },
  { what: 'a gateway gives up once', fits: isCloud, arm: ({ small }) => small.graph.faults.add({ kind: 'html', match: WRITE, times: 1, status: 504 }), ends: ['done'], writes: 1, arrivals: 2 },
  { what: 'the connection breaks before the change', fits: isCloud, arm: ({ small }) => small.graph.faults.add({ kind: 'drop-before', match: WRITE, times: 1 }), ends: ['done'], writes: 1, arrivals: 2 },
  { what: 'the connection breaks after the change', fits: isCloud, arm: ({ small }) => small.graph.faults.add({ kind: 'drop-after', match: WRITE, times: 1 }), ends: ['done'], writes: 1 },
  { what: 'Entra shows the former state for three minutes', fits: (operation) => isCloud(operation) && operation !== 'entra.restore-user', arm: ({ small }) => small.graph.faults.staleFor(180_000), ends: ['done'], writes: 1 },
  { what: 'Graph answers 404 for two minutes after the restore', fits: (operation) => operation === 'entra.restore-user', arm: ({ small }) => small.graph.faults.missingAfterRestoreFor(120_000), ends: ['done'], writes: 1 },
  { what: 'the account is purged by somebody else meanwhile', fits: isCloud, arm: ({ small }, draft) => purge(small.company, draft), ends: ['failed', 'stale'], writes: 0 },
  { what: 'the account of the relay lacks the right', fits: isAd, arm: ({ small }) => deny(small.company), ends: ['failed'], writes: 0 },
  { what: 'the answer of the controller is lost', fits: isAd, arm: ({ small }) => void (small.ldap.faults.lostWrites = 1), ends: ['done'], writes: 1 },
  { what: 'the connection to the controller is reset', fits: isAd, arm: ({ small }) => void (small.ldap.faults.resets = 1), ends: ['done', 'failed'], writes: 1 },
  { what: 'the controller is gone', fits: isAd, arm: ({ small }) => loseController(small), ends: ['failed'], writes: 0 },
  { what: 'somebody else has changed it meanwhile', fits: isAd, arm: ({ small }, draft) => changeByHand(small.company, draft), ends: ['failed', 'stale'], writes: 0 },
  { what: 'a cycle runs that never ends', fits: isCycle, arm: ({ small }) => small.company.sync.hang(), ends: ['failed', 'stale'], writes: 0 },
  // A full cycle is waited for in the same way, for hours.
  { what: 'its own cycle never ends', fits: (operation) => operation === 'sync.start-delta', arm: ({ small }) => hangOnceStarted(small.company), ends: ['unknown'], writes: 1 },
  { what: 'the server has gone into staging mode', fits: (operation) => isCycle(operation) || operation === 'sync.synchronize-object' || operation === 'sync.send-password-hash', arm: ({ small }) => small.company.sync.setStaging(true), ends: ['failed', 'stale'], writes: 0 },
];

const SHOWN: Readonly<Record<string, RegExp>> = { 'done': /✓ Done/, 'failed': /✗ Failed/, 'stale': /Out of date|Stopped/, 'unknown': /Not known whether/ };

describe('one change in the pretend company', function () {
  this.timeout(60_000);
  let plans: PlansInCompany;
  before(async () => {
    plans = await startPlansInCompany();
  });
  after(() => plans.close());

  const machine = OPERATION_NAMES.filter((name): name is MachineOperation => name !== 'people.do');
  for (const fault of FAULTS) {
    describe(`when ${fault.what}`, () => {
      for (const operation of machine.filter(fault.fits)) {
        it(`ends truthfully: ${operation}`, async () => {
          const { small } = plans;
          let before = '';
          let ran: Ran;
          try {
            ran = await plans.run(operation, { meddle: (draft) => {
              fault.arm(plans, draft);
              before = portrait(small.company.tenant);
            } });
          } finally {
            mend(plans);
          }
          if (ran.end.state === 'unknown') assert.equal((await plans.settle(ran.end)).state, 'failed');
          const shown = `${ran.end.state}: ${ran.end.says} ${JSON.stringify(ran.written)} ${JSON.stringify(ran.journal)}`;
          assert.ok(fault.ends.includes(ran.end.state), shown);
          assert.match(ran.card, SHOWN[ran.end.state] ?? /never/, ran.card);
          assert.equal(ran.auditIs, 'whole');
          const { directory, graph, syncServer } = ran.written;
          assert.ok(graph.length <= (fault.arrivals ?? fault.writes), shown);
          assert.ok(directory.length + syncServer.length <= fault.writes, shown);
          if (fault.writes === 0 && isCloud(operation)) assert.equal(portrait(small.company.tenant), before, shown);
          if (ran.end.state === 'done') assert.ok(graph.length + directory.length + syncServer.length >= 1, shown);
        });
      }
    });
  }
});

const real = new Map<Contoso, Pick<Contoso['ad'], 'modify' | 'rename' | 'restore'>>();

/** Whatever the relay writes is refused, as to an account that lacks the right for one attribute. */
function deny({ ad, ...rest }: Contoso): void {
  const company = { ad, ...rest };
  const refuse = (): never => {
    throw new AdFault(50, '00002098: SecErr: DSID-031514A0, problem 4003 (INSUFF_ACCESS_RIGHTS), data 0\n');
  };
  real.set(company, { modify: ad.modify.bind(ad), rename: ad.rename.bind(ad), restore: ad.restore.bind(ad) });
  Object.assign(ad, { modify: refuse, rename: refuse, restore: refuse });
}

function mend({ small }: PlansInCompany): void {
  for (const [{ ad }, methods] of real) Object.assign(ad, methods);
  real.clear();
  const { sync } = small.company;
  sync.machine.hangs = false;
  sync.setStaging(false);
  small.ldap.faults.refuse = false;
  small.ldap.faults.lostWrites = 0;
  small.ldap.faults.resets = 0;
  small.graph.faults.clear();
}

function loseController(small: PlansInCompany['small']): void {
  small.ldap.faults.refuse = true;
  small.ldap.dropConnections();
}

/** The next cycle that is started exports nothing and does not come to an end. */
function hangOnceStarted({ sync }: Contoso): void {
  const { startDelta, startFull } = sync;
  const instead = (): void => {
    Object.assign(sync, { startDelta, startFull });
    sync.hang();
  };
  Object.assign(sync, { startDelta: instead, startFull: instead });
}

function purge({ tenant }: Contoso, { params }: StepDraft): void {
  const ids = Object.entries(params as Readonly<Record<string, unknown>>).filter(([name]) => name === 'userId' || name === 'objectId').map(([, id]) => String(id));
  for (const id of ids) for (const users of [tenant.users, tenant.deletedUsers]) users.delete(id);
}

/** Somebody takes the object away, or changes the list of the forest. */
function changeByHand({ ad }: Contoso, draft: StepDraft): void {
  if (draft.operation === 'ad.change-upn-suffixes') return ad.modify(`CN=Partitions,CN=Configuration,${ad.forestDn}`, [{ operation: 'replace', attribute: 'uPNSuffixes', values: ['contoso.com', 'by-hand.example'] }]);
  if (draft.operation === 'ad.restore-deleted') return ad.purge(draft.params.object.guid);
  if (draft.operation === 'ad.change-member') return ad.remove(draft.params.member.dn);
  if ('object' in draft.params) return ad.remove(draft.params.object.dn);
  return assert.fail(draft.operation);
}
