import type { OperationName, OperationParams, StepDraft, ValuesByName } from '../model/plan.ts';

/** What the step finds before it runs: shown on the card, covered by the hash, compared before every start. */
export const stepBefore = (draft: StepDraft): ValuesByName => beforeOf(draft.operation, draft.params);

/** What the step leaves behind. */
export const stepAfter = (draft: StepDraft): ValuesByName => afterOf(draft.operation, draft.params);

interface Change<Params> {
  readonly before: (params: Params) => ValuesByName;
  readonly after: (params: Params) => ValuesByName;
}

/** Before and after of every operation; the operations themselves take theirs from here. */
export const CHANGES: { readonly [Name in OperationName]: Change<OperationParams[Name]> } = {
  'ad.change-addresses': {
    before: ({ before }) => ({ proxyAddresses: before }),
    after: ({ before, remove, add }) => ({ proxyAddresses: [...before.filter((address) => !remove.includes(address)), ...add] }),
  },
  'ad.set-anchor': {
    before: ({ before }) => ({ 'mS-DS-ConsistencyGuid': valueOrNone(before) }),
    after: ({ after }) => ({ 'mS-DS-ConsistencyGuid': valueOrNone(after) }),
  },
  'ad.move': {
    before: ({ from }) => ({ container: [from] }),
    after: ({ to }) => ({ container: [to] }),
  },
  'sync.set-scheduler': {
    before: ({ before }) => ({ SyncCycleEnabled: [String(before)] }),
    after: ({ after }) => ({ SyncCycleEnabled: [String(after)] }),
  },
  'sync.start-delta': { before: () => ({}), after: () => ({}) },
  // When it will have started nobody knows before.
  'sync.restart-service': { before: ({ before }) => ({ startedAt: valueOrNone(before) }), after: () => ({}) },
  'entra.set-anchor': {
    before: ({ before }) => ({ onPremisesImmutableId: valueOrNone(before) }),
    after: ({ after }) => ({ onPremisesImmutableId: valueOrNone(after) }),
  },
};

export const valueOrNone = (value: string | null): readonly string[] => (value === null ? [] : [value]);

const beforeOf = <Name extends OperationName>(operation: Name, params: OperationParams[Name]): ValuesByName => CHANGES[operation].before(params);

const afterOf = <Name extends OperationName>(operation: Name, params: OperationParams[Name]): ValuesByName => CHANGES[operation].after(params);
