import { createGraphTenant } from '../../../src/adapters/graph/graph-tenant.ts';
import { cloudSteps, type CloudStep, type CloudSteps } from '../../../src/execute/cloud-steps.ts';
import { serveHere } from '../../../src/execute/here-menu.ts';
import type { CloudOperation } from '../../../src/model/operations.ts';
import type { OperationName, OperationParams, StepDraft, Undo } from '../../../src/model/plan.ts';
import { stepAfter, stepBefore } from '../../../src/operations/changes.ts';
import { REVERSAL } from '../../../src/operations/reversal.ts';
import type { TenantState } from '../../../lab/company/tenant-state.ts';
import { startGraphLab, type GraphLab } from '../../adapters/graph/graph-lab.ts';
import { fastClock, type FastClock } from '../../ports/fast-clock.ts';

/** The bot's menu on the pretend tenant behind real HTTPS, all on one clock that sleeps move on. */
export interface CloudBench {
  readonly lab: GraphLab;
  readonly state: TenantState;
  readonly clock: FastClock;
  readonly steps: CloudSteps;
  /** Writes that Graph was sent, `METHOD path`, since the last call. */
  sent(): readonly string[];
  close(): Promise<void>;
}

export async function startCloudBench(): Promise<CloudBench> {
  const clock = fastClock();
  let writes: string[] = [];
  const lab = await startGraphLab({
    clock,
    resourceUnits: 1_000_000,
    onRequest: ({ method, url }) => {
      if (method !== 'GET' && !/\$batch/.test(url)) writes.push(`${method} ${url}`);
    },
  });
  const tenant = createGraphTenant({ reader: lab.client(), writer: lab.writer(), clock });
  const watched = { look: () => Promise.resolve({ seen: false, says: 'nobody looks' }) };
  return {
    lab, state: lab.state, clock,
    steps: cloudSteps({ serve: serveHere({ tenant, clock, watched }), clock }),
    sent() {
      const told = writes;
      writes = [];
      return told;
    },
    close: () => lab.close(),
  };
}

export type CloudDraft = Extract<StepDraft, { operation: CloudOperation }>;

export const asStep = (draft: CloudDraft): CloudStep => ({ ...draft, n: 1, version: 1, target: 'target', before: stepBefore(draft), after: stepAfter(draft), undo: undoOf(draft) });

export const undoOf = (draft: StepDraft): Undo => reversed(draft.operation, draft.params);

const reversed = <Name extends OperationName>(name: Name, params: OperationParams[Name]): Undo => REVERSAL[name](params);

export function undoStep(draft: CloudDraft): CloudStep {
  const undo = undoOf(draft);
  if (undo.is !== 'steps' || !isCloud(undo.step)) throw new Error(`${draft.operation} has no way back in the cloud`);
  return asStep(undo.step);
}

const isCloud = (draft: StepDraft): draft is CloudDraft => draft.operation.startsWith('entra.');

/** Everything that Graph can change, without the times of the changes. */
export const portrait = ({ users, deletedUsers, groups, contacts, members, managers, cloudManaged }: TenantState): string =>
  JSON.stringify(
    [[...users.values()].toSorted(byId), [...deletedUsers.values()].toSorted(byId), [...groups.values()], [...contacts.values()], [...members].map(([id, inside]) => [id, [...inside].sort()]), [...managers], [...cloudManaged].sort()],
    (name, value: unknown) => (['lastUpdatedDateTime', 'assignedDateTime', 'signInSessionsValidFromDateTime', 'deletedDateTime'].includes(name) ? undefined : value),
    1,
  );

const byId = (one: { readonly id: string }, other: { readonly id: string }): number => (one.id < other.id ? -1 : 1);
