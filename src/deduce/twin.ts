import type { CloudUser } from '../model/evidence.ts';
import { bareAddress } from './addresses.ts';
import { cloudValuesOf } from './holders.ts';

/** Whether Entra holds a value of this account back because the other one has it. */
export const takesTheNameOf = (twin: CloudUser, holder: CloudUser): boolean =>
  (twin.onPremisesProvisioningErrors ?? []).some(({ value }) => typeof value === 'string' && cloudValuesOf(holder).includes(bareAddress(value) ?? value.toLowerCase()));
