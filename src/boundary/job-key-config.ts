import { z } from 'zod';
import { credential, guid } from './credential-config.ts';

/** A key in Azure Key Vault; one version of it, because relays pin the key. */
const vault = z.strictObject({
  vaultUrl: z.string().regex(/^https:\/\/[A-Za-z0-9.-]+(:\d+)?\/?$/, 'must be the address of a vault like https://contoso.vault.azure.net').transform((url) => url.replace(/\/$/, '')),
  keyName: z.string().regex(/^[0-9A-Za-z-]{1,127}$/, 'must be the name of a key: letters, digits and hyphens'),
  keyVersion: z.string().regex(/^[0-9a-f]{32}$/, 'must be the version of the key, 32 hexadecimal digits; relays pin one key, so a newer version is used only when it is named here'),
  clientId: guid,
  credential,
});

export type VaultKeyConfig = z.infer<typeof vault>;
type JobKeyConfig = { readonly is: 'file'; readonly file: string } | ({ readonly is: 'vault' } & VaultKeyConfig);

/** The relays that are served, and the key that signs their jobs: in a file or in a vault. */
export const relaySection = z
  .strictObject({ group: z.string().min(1).default('default'), jobKeyFile: z.string().min(1).optional(), jobKeyVault: vault.optional() })
  .transform(({ group, jobKeyFile, jobKeyVault }, context): { readonly group: string; readonly jobKey: JobKeyConfig } => {
    if (jobKeyFile !== undefined && jobKeyVault === undefined) return { group, jobKey: { is: 'file', file: jobKeyFile } };
    if (jobKeyVault !== undefined && jobKeyFile === undefined) return { group, jobKey: { is: 'vault', ...jobKeyVault } };
    context.addIssue({ code: 'custom', message: 'must hold either jobKeyFile or jobKeyVault' });
    return z.NEVER;
  });

export const JOB_KEY_EXAMPLES: Readonly<Record<string, string>> = {
  'relay': '{ jobKeyFile: /var/lib/syncwhy/job-key.pem }',
  'relay.jobKeyFile': '/var/lib/syncwhy/job-key.pem',
  'relay.jobKeyVault': '{ vaultUrl: https://contoso.vault.azure.net, keyName: syncwhy-jobs, keyVersion: 6f1d…, clientId: 0b07a991-4444-4c2d-8e3f-5a6b7c8d9e04, credential: { certificateFile: /etc/syncwhy/vault.pem } }',
  'relay.jobKeyVault.vaultUrl': 'https://contoso.vault.azure.net',
  'relay.jobKeyVault.keyName': 'syncwhy-jobs',
  'relay.jobKeyVault.keyVersion': '6f1d5c0e2a7d34b8e9a610d2f4c6b8a1',
  'relay.jobKeyVault.credential': '{ certificateFile: /etc/syncwhy/vault.pem }',
};
