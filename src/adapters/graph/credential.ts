import { ClientCertificateCredential, ClientSecretCredential, type TokenCredential } from '@azure/identity';

interface CredentialOptions {
  /** `https://login.microsoftonline.com` or that of another cloud. */
  readonly authorityHost: string;
  readonly tenantId: string;
  readonly clientId: string;
  /** One of the two; the certificate file is PEM with certificate and private key. */
  readonly secret?: string | undefined;
  readonly certificateFile?: string | undefined;
}

/** Hosts whose instance discovery is answered by Microsoft; any other one is a private cloud. */
const PUBLIC_AUTHORITIES = new Set(['login.microsoftonline.com', 'login.microsoftonline.us', 'login.partner.microsoftonline.cn', 'login.chinacloudapi.cn']);

/** The identity of one application. Tokens are fetched when first needed and kept until shortly before they expire. */
export function createCredential({ authorityHost, tenantId, clientId, secret, certificateFile }: CredentialOptions): TokenCredential {
  const disableInstanceDiscovery = !PUBLIC_AUTHORITIES.has(new URL(authorityHost).hostname);
  const options = { authorityHost, disableInstanceDiscovery, retryOptions: { maxRetries: 1 } };
  if (certificateFile !== undefined) return new ClientCertificateCredential(tenantId, clientId, { certificatePath: certificateFile }, { ...options, sendCertificateChain: true });
  if (secret !== undefined) return new ClientSecretCredential(tenantId, clientId, secret, options);
  throw new Error(`The application ${clientId} has neither a secret nor a certificate.`);
}
