import type { OperationName, OperationParams, StepDraft, ValuesByName } from '../model/plan.ts';

/** What the step finds before it runs: shown on the card, covered by the hash, compared before every start. */
export const stepBefore = (draft: StepDraft): ValuesByName => beforeOf(draft.operation, draft.params);

/** What the step leaves behind. */
export const stepAfter = (draft: StepDraft): ValuesByName => afterOf(draft.operation, draft.params);

interface Change<Params> {
  readonly before: (params: Params) => ValuesByName;
  readonly after: (params: Params) => ValuesByName;
}

/** Starts something; what comes of it no value tells before. */
const NOTHING = { before: () => ({}), after: () => ({}) };

/** Before and after of every operation; the operations themselves take theirs from here. */
export const CHANGES: { readonly [Name in OperationName]: Change<OperationParams[Name]> } = {
  'ad.change-addresses': {
    before: ({ before }) => ({ proxyAddresses: before }),
    after: ({ before, remove, add }) => ({ proxyAddresses: [...before.filter((address) => !remove.includes(address)), ...add] }),
  },
  'ad.change-values': {
    before: ({ attribute, before }) => ({ [attribute]: before }),
    after: ({ attribute, after }) => ({ [attribute]: after }),
  },
  'ad.set-enabled': flag('enabled'),
  'ad.change-member': {
    before: ({ member, before }) => ({ member: before ? [member.dn] : [] }),
    after: ({ member, after }) => ({ member: after ? [member.dn] : [] }),
  },
  'ad.set-anchor': {
    before: ({ before }) => ({ 'mS-DS-ConsistencyGuid': valueOrNone(before) }),
    after: ({ after }) => ({ 'mS-DS-ConsistencyGuid': valueOrNone(after) }),
  },
  'ad.move': {
    before: ({ from }) => ({ container: [from] }),
    after: ({ to }) => ({ container: [to] }),
  },
  'ad.restore-deleted': {
    before: ({ object }) => ({ deleted: ['true'], distinguishedName: [object.dn] }),
    after: ({ to, rdn }) => ({ deleted: ['false'], distinguishedName: [`${rdn},${to}`] }),
  },
  'ad.change-upn-suffixes': {
    before: ({ before }) => ({ uPNSuffixes: before }),
    after: ({ after }) => ({ uPNSuffixes: after }),
  },
  'sync.set-scheduler': flag('SyncCycleEnabled'),
  'sync.set-maintenance': flag('MaintenanceEnabled'),
  'sync.set-history-retention': value('PurgeRunHistoryInterval'),
  'sync.start-delta': NOTHING,
  'sync.start-full': NOTHING,
  'sync.synchronize-object': NOTHING,
  'sync.send-password-hash': NOTHING,
  // When it will have started nobody knows before.
  'sync.restart-service': { before: ({ before }) => ({ startedAt: valueOrNone(before) }), after: () => ({}) },
  'entra.set-anchor': value('onPremisesImmutableId'),
  'entra.delete-user': { before: () => ({ account: ['live'] }), after: () => ({ account: ['in the recycle bin'] }) },
  'entra.restore-user': {
    before: () => ({ account: ['in the recycle bin'] }),
    after: ({ newUserName }) => ({ account: ['live'], ...(newUserName === null ? {} : { userPrincipalName: [newUserName] }) }),
  },
  'entra.set-user-name': value('userPrincipalName'),
  'entra.set-mail': value('mail'),
  'entra.set-usage-location': value('usageLocation'),
  'entra.change-licence': {
    before: ({ skuName, before }) => ({ [skuName]: licence(before) }),
    after: ({ skuName, after }) => ({ [skuName]: licence(after) }),
  },
  'entra.reprocess-licences': NOTHING,
  'entra.retry-provisioning': NOTHING,
  'entra.set-source-of-authority': {
    before: ({ before }) => ({ 'mastered in': [before ? 'the cloud' : 'Active Directory'] }),
    after: ({ after }) => ({ 'mastered in': [after ? 'the cloud' : 'Active Directory'] }),
  },
  'entra.change-member': {
    before: ({ groupName, before }) => ({ 'member of': before ? [groupName] : [] }),
    after: ({ groupName, after }) => ({ 'member of': after ? [groupName] : [] }),
  },
  'entra.set-manager': value('manager'),
  'entra.revoke-sessions': NOTHING,
  'people.do': NOTHING,
};

export function valueOrNone(given: string | null): readonly string[] {
  return given === null ? [] : [given];
}

/** A property with two states. */
function flag(name: string): Change<{ readonly before: boolean; readonly after: boolean }> {
  return { before: ({ before }) => ({ [name]: [String(before)] }), after: ({ after }) => ({ [name]: [String(after)] }) };
}

/** A property with one value or none. */
function value(name: string): Change<{ readonly before: string | null; readonly after: string | null }> {
  return { before: ({ before }) => ({ [name]: valueOrNone(before) }), after: ({ after }) => ({ [name]: valueOrNone(after) }) };
}

const licence = (disabled: readonly string[] | null): readonly string[] => (disabled === null ? [] : ['assigned', ...disabled.map((plan) => `without plan ${plan}`)]);

const beforeOf = <Name extends OperationName>(operation: Name, params: OperationParams[Name]): ValuesByName => CHANGES[operation].before(params);

const afterOf = <Name extends OperationName>(operation: Name, params: OperationParams[Name]): ValuesByName => CHANGES[operation].after(params);
