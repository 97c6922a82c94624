import type { Observation } from '../../model/journal.ts';
import type { CloudOperation } from '../../model/operations.ts';
import type { OperationParams } from '../../model/plan.ts';
import type { Clock } from '../../ports/clock.ts';
import type { TenantAccounts, TenantReads, TenantWrites } from '../../ports/tenant.ts';
import { CHANGES } from '../changes.ts';
import { defineOperation, NotApplied, type Operation } from '../operation.ts';
import { patiently } from './patiently.ts';
import { beforeWriting, writing } from './tenant-doubt.ts';

export interface CloudWorld<Needs extends keyof TenantReads> {
  readonly tenant: Pick<TenantReads, Needs> & Pick<TenantAccounts, 'afterCheck'>;
  readonly clock: Clock;
}

interface CloudDefinition<Name extends CloudOperation, Needs extends keyof TenantReads> {
  readonly name: Name;
  /** Where the world stands at this moment; `since` as in `Operation.look`. */
  seen(tenant: Pick<TenantReads, Needs>, params: OperationParams[Name], since: Date | null): Promise<Observation>;
  /** One write, once. */
  write(tenant: TenantWrites, params: OperationParams[Name]): Promise<void>;
}

/** An operation on Entra ID: asserts the state of before when its turn to write has come, writes once, and reads back with the patience that Entra ID needs. */
export const cloudOperation = <Name extends CloudOperation, Needs extends keyof TenantReads>({ name, seen, write }: CloudDefinition<Name, Needs>): Operation<Name, CloudWorld<Needs>> =>
  defineOperation({
    name,
    version: 1,
    before: (params) => CHANGES[name].before(params),
    after: (params) => CHANGES[name].after(params),
    look: ({ tenant, clock }, params, since) => patiently(clock, since, () => seen(tenant, params, since)),
    async apply({ tenant }, params) {
      const asserted = async (): Promise<void> => {
        const now = await beforeWriting(seen(tenant, params, null));
        if (now.stands !== 'before') throw new NotApplied(now.says);
      };
      await writing(write(tenant.afterCheck(asserted), params));
    },
  });
