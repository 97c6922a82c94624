import type { SmallCompany } from '../journeys/small-company.ts';
import type { GraphRecorder } from '../../lab/servers/graph-recorder.ts';
import type { Plan } from '../../src/model/plan.ts';
import { isOnPrem } from '../../src/model/reach.ts';

/** What the servers themselves say was written, one line each: of the relay's account in AD, of the bot at Graph, and of commands to the sync server. */
export interface Written {
  readonly directory: readonly string[];
  readonly graph: readonly string[];
  readonly syncServer: readonly string[];
}

interface Ledger {
  readonly recorder: GraphRecorder;
  /** From now on. */
  watch(small: SmallCompany): void;
  written(): Written;
  /** What was written so far is forgotten. */
  begin(): void;
}

const RELAY = 'svc-syncwhy';
/** Requests that ask and change nothing. */
const ASKS = /\/(\$batch|getMemberGroups|getMemberObjects|checkMemberGroups|checkMemberObjects|validateProperties|getByIds)$/;

export function openLedger(): Ledger {
  const [directory, graph, syncServer]: [string[], string[], string[]] = [[], [], []];
  let isOpen = false;
  return {
    recorder: ({ method, url, body }) => {
      if (isOpen && method !== 'GET' && !ASKS.test(url.split('?')[0] ?? '')) graph.push(`${method} ${url} ${JSON.stringify(body ?? null)}`);
    },
    watch: ({ company: { ad, sync } }) => {
      isOpen = true;
      ad.watch(({ kind, object, actor, values, formerDn }) => actor === RELAY && directory.push(`${kind} ${object.guid} from ${formerDn} ${JSON.stringify(values)}`));
      const told = <Given extends readonly unknown[], Answer>(name: string, work: (...given: Given) => Answer) => (...given: Given): Answer => {
        const answer = work(...given);
        syncServer.push(`${name} ${JSON.stringify(given)}`);
        return answer;
      };
      for (const name of ['isMaintained', 'historyRetention'] as const) tellOfSetting(sync.machine, name, (value) => void syncServer.push(`${name} ${String(value)}`));
      Object.assign(sync, {
        startDelta: told('startDelta', sync.startDelta), startFull: told('startFull', sync.startFull), setCycleEnabled: told('setCycleEnabled', sync.setCycleEnabled),
        synchronizeObject: told('synchronizeObject', sync.synchronizeObject), sendPasswordHash: told('sendPasswordHash', sync.sendPasswordHash), setRunning: told('setRunning', sync.setRunning),
      });
    },
    begin: () => {
      for (const list of [directory, graph, syncServer]) list.length = 0;
    },
    written: () => ({ directory: [...directory], graph: [...graph], syncServer: [...syncServer] }),
  };
}

function tellOfSetting<Name extends string>(machine: Record<Name, unknown>, name: Name, tell: (value: unknown) => void): void {
  let value = machine[name];
  Object.defineProperty(machine, name, {
    enumerable: true, configurable: true, get: () => value,
    set: (next: unknown) => {
      value = next;
      tell(next);
    },
  });
}

/** What was written more often than the plan has steps for it; empty when nothing was. */
export function tooOften({ content: { steps } }: Plan, { directory, graph, syncServer }: Written): readonly string[] {
  const count = (fits: (operation: string) => boolean): number => steps.filter(({ operation }) => fits(operation)).length;
  const most = (list: readonly string[], begins: string, limit: number): readonly string[] => {
    const found = list.filter((line) => line.startsWith(begins));
    return found.length > limit ? [`${found.length} where ${limit} were approved: ${found.join(' | ')}`] : [];
  };
  const twice = [...directory, ...graph].filter((line, at, all) => all.indexOf(line) !== at).map((line) => `twice: ${line}`);
  return [
    ...twice,
    ...most(directory, '', count((operation) => operation.startsWith('ad.'))),
    ...most(graph, '', count((operation) => operation.startsWith('entra.'))),
    ...most(syncServer, 'startDelta', count((operation) => operation === 'sync.start-delta')),
    ...most(syncServer, 'startFull', count((operation) => operation === 'sync.start-full')),
    ...most(syncServer, 'setCycleEnabled', count((operation) => operation === 'sync.set-scheduler')),
    ...most(syncServer, 'isMaintained', count((operation) => operation === 'sync.set-maintenance')),
    ...most(syncServer, 'historyRetention', count((operation) => operation === 'sync.set-history-retention')),
    ...most(syncServer, 'synchronizeObject', count((operation) => operation === 'sync.synchronize-object')),
    ...most(syncServer, 'sendPasswordHash', count((operation) => operation === 'sync.send-password-hash')),
    ...most(syncServer, 'setRunning [true]', count((operation) => operation === 'sync.restart-service')),
  ];
}

/** How many steps of the plan change something through a server, and are not for people. */
export const machineSteps = ({ content: { steps } }: Plan): number => steps.filter((step) => step.operation !== 'people.do').length;
export const relaySteps = ({ content: { steps } }: Plan): number => steps.filter(isOnPrem).length;
