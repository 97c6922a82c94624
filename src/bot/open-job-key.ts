import { createCredential } from '../adapters/graph/credential.ts';
import { openVaultKey } from '../adapters/key-vault/open-vault-key.ts';
import { loadJobKey } from '../adapters/relay-link/load-job-key.ts';
import { systemClock } from '../adapters/system/system-clock.ts';
import type { BotConfig } from '../boundary/bot-config.ts';
import type { CloudSettings } from '../chat/clouds.ts';
import type { JobSigner } from '../ports/job-signer.ts';
import { graphSecret } from './credentials.ts';

/** The key that signs jobs, from where the configuration says; throws `NotReady`. */
export async function openJobKey({ tenantId, relay: { jobKey } }: BotConfig, cloud: CloudSettings): Promise<JobSigner> {
  if (jobKey.is === 'file') return loadJobKey(jobKey.file);
  const { vaultUrl, keyName, keyVersion, clientId, credential } = jobKey;
  return openVaultKey({
    vaultUrl, keyName, keyVersion, clock: systemClock,
    credential: createCredential({ authorityHost: cloud.loginAuthority, tenantId, clientId, ...graphSecret(credential, process.env) }),
  });
}
