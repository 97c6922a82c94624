import { AUTHORITY } from './authority.ts';
import { DATA } from './data.ts';
import { DELETION } from './deletion.ts';
import { DUPLICATES } from './duplicates.ts';
import { ENGINE } from './engine.ts';
import { GROUPS_AND_DEVICES } from './groups-and-devices.ts';
import { MAILBOX } from './mailbox.ts';
import { MATCHING } from './matching.ts';
import { MIGRATION } from './migration.ts';
import { PASSWORDS } from './passwords.ts';
import { SCOPE } from './scope.ts';
import type { SealedCause } from './seal.ts';
import { SIGN_IN } from './sign-in.ts';

/** Every cause that is known. Where everything else is equal, findings keep this order. */
export const CATALOGUE: readonly SealedCause[] = [
  ...SIGN_IN, ...ENGINE, ...SCOPE, ...AUTHORITY, ...MATCHING, ...MIGRATION, ...DUPLICATES, ...DATA, ...GROUPS_AND_DEVICES, ...DELETION, ...MAILBOX, ...PASSWORDS,
];
