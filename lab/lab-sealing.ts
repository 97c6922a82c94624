import { CAST, OWN_MACHINE_APP_ID, SEAL_APP_ID, TENANT_ID } from './company/cast.ts';
import type { LabSignIns } from './servers/login-sign-in.ts';

/** How the pretend company seals its plans. */
export type LabSealing = 'sign-in' | 'own-machine';

/** Everybody of the cast may sign in to the two sealing applications; what may come back is added when the bot's address is known. */
export const labSignIns = (redirectUris: readonly string[]): LabSignIns => ({
  people: CAST,
  apps: [{ clientId: SEAL_APP_ID, redirectUris }, { clientId: OWN_MACHINE_APP_ID, redirectUris: 'loopback' }],
});

export const sealCallback = (botPort: number): string => `https://127.0.0.1:${botPort}/seal/callback`;

/** The part of the bot's configuration; harmless where nothing asks for seals. */
export const botSealing = (botPort: number): unknown => ({ publicUrl: `https://127.0.0.1:${botPort}`, appId: SEAL_APP_ID, ownMachineAppId: OWN_MACHINE_APP_ID });

/** The part of the relay's local policy: whoever may approve in the cast is named, for all of them live in the cloud only. */
export const relaySealing = (form: LabSealing, loginUrl: string): unknown => ({
  operations: Object.fromEntries(['ad.change-addresses', 'ad.set-anchor', 'ad.move', 'sync.set-scheduler'].map((operation) => [operation, form])),
  tenantId: TENANT_ID,
  appId: SEAL_APP_ID,
  ownMachineAppId: OWN_MACHINE_APP_ID,
  openIdConfiguration: `${loginUrl}/${TENANT_ID}/v2.0/.well-known/openid-configuration`,
  approvers: { people: CAST.filter(({ role }) => role === 'admin').map(({ oid }) => oid) },
});
