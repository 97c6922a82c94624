import type { OperationName, OperationParams } from './operation-params.ts';

interface OperationFacts {
  /** Through the relay, in the bot, or by a person. */
  readonly place: 'on-prem' | 'cloud' | 'people';
  /** What it does, for people: "change the addresses of an AD object". */
  readonly words: string;
  /** Reaches beyond one reversible object, so that the second class of risk holds whatever else the plan does. */
  readonly isFarReaching: boolean;
}

/** Everything that may change the world. An operation without a row does not compile. */
export const OPERATIONS = {
  'ad.change-addresses': { place: 'on-prem', words: 'change the addresses of an AD object', isFarReaching: false },
  'ad.change-values': { place: 'on-prem', words: 'change an attribute of an AD object', isFarReaching: false },
  'ad.set-enabled': { place: 'on-prem', words: 'switch an AD account on or off', isFarReaching: false },
  'ad.change-member': { place: 'on-prem', words: 'change the membership of an AD group', isFarReaching: false },
  'ad.set-anchor': { place: 'on-prem', words: 'set the source anchor of an AD object', isFarReaching: true },
  'ad.move': { place: 'on-prem', words: 'move an AD object', isFarReaching: false },
  'ad.restore-deleted': { place: 'on-prem', words: 'bring an AD object back from the recycle bin', isFarReaching: false },
  'ad.change-upn-suffixes': { place: 'on-prem', words: 'change the UPN suffixes of a forest', isFarReaching: true },
  'sync.set-scheduler': { place: 'on-prem', words: 'switch the scheduler of a sync server', isFarReaching: true },
  'sync.set-maintenance': { place: 'on-prem', words: 'switch the maintenance of a sync server', isFarReaching: true },
  'sync.set-history-retention': { place: 'on-prem', words: 'set how long a sync server keeps its run history', isFarReaching: true },
  'sync.start-delta': { place: 'on-prem', words: 'start a delta cycle', isFarReaching: false },
  'sync.start-full': { place: 'on-prem', words: 'start a full cycle', isFarReaching: true },
  'sync.synchronize-object': { place: 'on-prem', words: 'synchronise one object alone', isFarReaching: false },
  'sync.send-password-hash': { place: 'on-prem', words: 'send the password hash of one account anew', isFarReaching: false },
  'sync.restart-service': { place: 'on-prem', words: 'restart the service of a sync server', isFarReaching: true },
  'entra.set-anchor': { place: 'cloud', words: 'set the immutable id of a cloud user', isFarReaching: true },
  'entra.delete-user': { place: 'cloud', words: 'put a cloud user into the recycle bin', isFarReaching: true },
  'entra.restore-user': { place: 'cloud', words: 'bring a cloud user back from the recycle bin', isFarReaching: false },
  'entra.set-user-name': { place: 'cloud', words: 'change the sign-in name of a cloud user', isFarReaching: false },
  'entra.set-mail': { place: 'cloud', words: 'change the mail address of a cloud user', isFarReaching: false },
  'entra.set-usage-location': { place: 'cloud', words: 'set the usage location of a cloud user', isFarReaching: false },
  'entra.change-licence': { place: 'cloud', words: 'change a licence of a cloud user', isFarReaching: false },
  'entra.reprocess-licences': { place: 'cloud', words: 'work out the group licences of a cloud user anew', isFarReaching: false },
  'entra.retry-provisioning': { place: 'cloud', words: 'have a service provision a cloud object anew', isFarReaching: false },
  'entra.set-source-of-authority': { place: 'cloud', words: 'change where a cloud object is mastered', isFarReaching: true },
  'entra.change-member': { place: 'cloud', words: 'change the membership of a cloud group', isFarReaching: false },
  'entra.set-manager': { place: 'cloud', words: 'set the manager of a cloud user', isFarReaching: false },
  'entra.revoke-sessions': { place: 'cloud', words: 'end the sessions of a cloud user', isFarReaching: false },
  'people.do': { place: 'people', words: 'wait for a person to do something', isFarReaching: false },
} as const satisfies { readonly [Name in OperationName]: OperationFacts };

/** All of them, for closed lists in files and on the wire. */
export const OPERATION_NAMES = [
  'ad.change-addresses', 'ad.change-values', 'ad.set-enabled', 'ad.change-member', 'ad.set-anchor', 'ad.move', 'ad.restore-deleted', 'ad.change-upn-suffixes',
  'sync.set-scheduler', 'sync.set-maintenance', 'sync.set-history-retention', 'sync.start-delta', 'sync.start-full', 'sync.synchronize-object', 'sync.send-password-hash', 'sync.restart-service',
  'entra.set-anchor', 'entra.delete-user', 'entra.restore-user', 'entra.set-user-name', 'entra.set-mail', 'entra.set-usage-location', 'entra.change-licence', 'entra.reprocess-licences', 'entra.retry-provisioning', 'entra.set-source-of-authority', 'entra.change-member', 'entra.set-manager', 'entra.revoke-sessions',
  'people.do',
] as const satisfies readonly OperationName[];

type At<Place> = { readonly [Name in OperationName]: (typeof OPERATIONS)[Name]['place'] extends Place ? Name : never }[OperationName];
export type OnPremOperation = At<'on-prem'>;
export type CloudOperation = At<'cloud'>;

/** Those that a relay can be asked for. */
export const ON_PREM_OPERATIONS = [
  'ad.change-addresses', 'ad.change-values', 'ad.set-enabled', 'ad.change-member', 'ad.set-anchor', 'ad.move', 'ad.restore-deleted', 'ad.change-upn-suffixes',
  'sync.set-scheduler', 'sync.set-maintenance', 'sync.set-history-retention', 'sync.start-delta', 'sync.start-full', 'sync.synchronize-object', 'sync.send-password-hash', 'sync.restart-service',
] as const satisfies readonly OnPremOperation[];

/** Cycles carry changes on; where other steps are the plan, they are no change of their own. */
export const isCycle = (operation: OperationName): operation is 'sync.start-delta' | 'sync.start-full' => operation === 'sync.start-delta' || operation === 'sync.start-full';

export type { OperationName, OperationParams };
