import { CloudAdapter, ConfigurationBotFrameworkAuthentication } from 'botbuilder';
import { AuthenticationConstants, ClaimsIdentity } from 'botframework-connector';
import type { ConnectorClient } from 'botframework-connector';
import { OwnCredentialsFactory } from './credentials.ts';
import type { CredentialSettings } from './credentials.ts';
import { sendOnce } from './send-once.ts';

/**
 * The SDK's adapter for what the bot says. Nothing incoming is ever given to it: two of its own checks of incoming
 * tokens let strangers in (the emulator path and the blank app id), so our gate and parser stand in their place.
 */
export class OutgoingAdapter extends CloudAdapter {
  readonly #appId: string;
  readonly #scope: string;

  constructor(settings: CredentialSettings) {
    super(new ClosedAuthentication(settings));
    this.#appId = settings.appId;
    this.#scope = settings.cloud.oauthScope;
  }

  /** The connector of one service address, speaking as the bot. */
  connector(serviceUrl: string): Promise<ConnectorClient> {
    const identity = new ClaimsIdentity(
      [
        { type: AuthenticationConstants.AudienceClaim, value: this.#appId },
        { type: AuthenticationConstants.AppIdClaim, value: this.#appId },
        { type: AuthenticationConstants.ServiceUrlClaim, value: serviceUrl },
      ],
      true,
    );
    return this.botFrameworkAuthentication.createConnectorFactory(identity).create(serviceUrl, this.#scope);
  }
}

/** Outgoing connections as the SDK makes them; every incoming check of the SDK says no. */
class ClosedAuthentication extends ConfigurationBotFrameworkAuthentication {
  constructor(settings: CredentialSettings) {
    const { appId, tenantId, cloud } = settings;
    super(
      {
        MicrosoftAppId: appId,
        MicrosoftAppType: 'SingleTenant',
        MicrosoftAppTenantId: tenantId,
        ToChannelFromBotLoginUrl: `${cloud.loginAuthority}/${tenantId}`,
        ToChannelFromBotOAuthScope: cloud.oauthScope,
        ToBotFromChannelTokenIssuer: cloud.issuer,
        ToBotFromChannelOpenIdMetadataUrl: cloud.openIdMetadata,
        ToBotFromEmulatorOpenIdMetadataUrl: 'https://closed.invalid/',
        OAuthUrl: cloud.oauthScope,
        CallerId: '',
      },
      new OwnCredentialsFactory(settings),
      undefined,
      undefined,
      { httpClient: sendOnce },
    );
  }
  override authenticateRequest(): Promise<never> {
    return closed();
  }
  override authenticateStreamingRequest(): Promise<never> {
    return closed();
  }
  override authenticateChannelRequest(): Promise<never> {
    return closed();
  }
}

const closed = (): Promise<never> => Promise.reject(new Error('incoming requests go through the gate only'));
