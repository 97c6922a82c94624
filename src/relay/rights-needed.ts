import type { LocalPolicy } from '../boundary/local-policy.ts';
import type { OnPremOperation } from '../model/operations.ts';

/** On the objects below a writable container: the attributes of the policy, members of groups, and what a move takes. */
export type RightBelow = 'write-attributes' | 'write-members' | 'write-name' | 'take-away' | 'put-in';
/** On the domain, or on the forest. */
export type DomainRight = 'reanimate' | 'write-upn-suffixes';

interface Needed {
  readonly below?: readonly RightBelow[] | undefined;
  readonly domain?: readonly DomainRight[] | undefined;
  /** On a sync server, in words; nobody can tell beforehand whether it is there. */
  readonly server?: string | undefined;
}

const CMDLETS = 'membership in ADSyncAdmins';
const CYCLE = 'membership in ADSyncOperators or ADSyncAdmins';

/** What each operation needs to be allowed. An operation without a row does not compile, so `relay check` speaks of every one. */
export const RIGHTS_NEEDED: Readonly<Record<OnPremOperation, Needed>> = {
  'ad.change-addresses': { below: ['write-attributes'] },
  'ad.change-values': { below: ['write-attributes'] },
  'ad.set-enabled': { below: ['write-attributes'] },
  'ad.change-member': { below: ['write-members'] },
  'ad.set-anchor': { below: ['write-attributes'] },
  'ad.move': { below: ['take-away', 'put-in', 'write-name'] },
  'ad.restore-deleted': { below: ['put-in'], domain: ['reanimate'] },
  'ad.change-upn-suffixes': { domain: ['write-upn-suffixes'] },
  'sync.set-scheduler': { server: CMDLETS },
  'sync.set-maintenance': { server: CMDLETS },
  'sync.set-history-retention': { server: CMDLETS },
  'sync.start-delta': { server: CYCLE },
  'sync.start-full': { server: CYCLE },
  'sync.synchronize-object': { server: CMDLETS },
  'sync.send-password-hash': { server: CMDLETS },
  'sync.restart-service': { server: 'the right to stop and start the service ADSync' },
};

type Listed = Pick<LocalPolicy, 'operations'>;

export const rightsBelow = ({ operations }: Listed): readonly RightBelow[] => [...new Set(operations.flatMap((operation) => RIGHTS_NEEDED[operation].below ?? []))];
export const domainRights = ({ operations }: Listed): readonly DomainRight[] => [...new Set(operations.flatMap((operation) => RIGHTS_NEEDED[operation].domain ?? []))];
/** What the listed operations need on a sync server, and which of them. */
export function serverRights({ operations }: Listed): readonly { readonly needs: string; readonly operations: readonly string[] }[] {
  const needs = new Set(operations.flatMap((operation) => RIGHTS_NEEDED[operation].server ?? []));
  return [...needs].map((each) => ({ needs: each, operations: operations.filter((operation) => RIGHTS_NEEDED[operation].server === each) }));
}
