import { whatWasLeftOut } from './left-out.ts';
import { stopPostgres } from './postgres.ts';
import { stopAllSamba } from './samba-dc.ts';

/** For mocha's `--require`: stops what tests started, and lists what did not run. */
export const mochaHooks = {
  afterAll(): void {
    stopAllSamba();
    stopPostgres();
    for (const { what, why } of whatWasLeftOut()) console.warn(`\n  LEFT OUT: ${what}\n            ${why}\n`);
  },
};
