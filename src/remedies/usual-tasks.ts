import { adminPages } from './admin-pages.ts';
import type { Task } from './people-steps.ts';

/** Things that people do in many repairs, always in the same words. */
export const usualTasks = {
  delta: { says: 'Start a delta cycle on the sync server that exports: Start-ADSyncSyncCycle -PolicyType Delta.' },
  full: { says: 'Look at the pending deletes of the Entra connector. Where they are as expected, run a full cycle: Start-ADSyncSyncCycle -PolicyType Initial. In a large directory it takes hours.', hours: 7 * 24 },
  saveConfiguration: { says: 'Save the configuration of the sync server first: View or export current configuration, in the Entra Connect wizard.' },
  wait: { says: 'Wait; I look again until it has gone by itself, and tell you when it has.' },
  freeValue: { says: 'Make sure that nobody holds the new value: search AD for it, and Entra with its deleted users.', link: adminPages.entraUsers },
  tellPerson: { says: 'Tell the person when the name for signing in changes.' },
} as const satisfies Readonly<Record<string, Task>>;
