import { ConfidentialClientApplication } from '@azure/msal-node';
import { ServiceClientCredentialsFactory } from 'botframework-connector';
import type { ServiceClientCredentials } from 'botframework-connector';
import type { CloudSettings } from '../../chat/clouds.ts';

/** How the bot proves itself to the channel. A certificate or a managed identity (`token`) goes before a secret. */
export type TeamsCredentials =
  | { readonly kind: 'secret'; readonly secret: string }
  | { readonly kind: 'certificate'; /** Hex. */ readonly thumbprintSha256: string; /** PEM. */ readonly privateKey: string; /** PEM chain, sent along for subject-name authentication. */ readonly chain?: string | undefined }
  /** Tokens from elsewhere, e.g. a managed identity; asked for each request, so it must cache. */
  | { readonly kind: 'token'; getToken(scope: string): Promise<string> };

export interface CredentialSettings {
  readonly appId: string;
  readonly tenantId: string;
  readonly credentials: TeamsCredentials;
  readonly cloud: CloudSettings;
}

/** Gives the SDK's connector our tokens; the SDK never sees a secret and never chooses an authority. */
export class OwnCredentialsFactory extends ServiceClientCredentialsFactory {
  readonly #appId: string;
  readonly #signer: ServiceClientCredentials;

  constructor(settings: CredentialSettings) {
    super();
    this.#appId = settings.appId;
    const token = tokenSource(settings);
    this.#signer = {
      signRequest: async (request) => {
        request.headers.set('authorization', `Bearer ${await token()}`);
        return request;
      },
    };
  }
  isValidAppId(appId: string): Promise<boolean> {
    return Promise.resolve(appId === this.#appId);
  }
  /** Authentication cannot be disabled. */
  isAuthenticationDisabled(): Promise<boolean> {
    return Promise.resolve(false);
  }
  async createCredentials(appId: string): Promise<ServiceClientCredentials> {
    if (!(await this.isValidAppId(appId))) throw new Error('the connector asked for another app');
    return this.#signer;
  }
}

function tokenSource({ appId, tenantId, credentials, cloud }: CredentialSettings): () => Promise<string> {
  const scope = `${cloud.oauthScope}/.default`;
  if (credentials.kind === 'token') return () => credentials.getToken(scope);
  const client = new ConfidentialClientApplication({
    auth: {
      clientId: appId,
      authority: `${cloud.loginAuthority}/${tenantId}`,
      // MSAL asks login.microsoftonline.com about hosts that it does not know; a cloud of one's own is known by being configured.
      knownAuthorities: cloud.name === 'public' || cloud.name === 'gcc' ? [] : [new URL(cloud.loginAuthority).host],
      ...proof(credentials),
    },
  });
  return async () => {
    const result = await client.acquireTokenByClientCredential({ scopes: [scope] });
    if (!result?.accessToken) throw new Error('the authority gave no token for the channel');
    return result.accessToken;
  };
}

function proof(credentials: Exclude<TeamsCredentials, { readonly kind: 'token' }>): { clientSecret: string } | { clientCertificate: { thumbprintSha256: string; privateKey: string; x5c?: string } } {
  if (credentials.kind === 'secret') return { clientSecret: credentials.secret };
  const { thumbprintSha256, privateKey, chain } = credentials;
  return { clientCertificate: { thumbprintSha256, privateKey, ...(chain === undefined ? {} : { x5c: chain }) } };
}
