import { CloudAdapter, ConfigurationBotFrameworkAuthentication } from 'botbuilder';
import type { ConversationParameters, TurnContext } from 'botbuilder';
import { AuthenticationConstants, ClaimsIdentity } from 'botframework-connector';
import { OwnCredentialsFactory } from './credentials.ts';
import type { CredentialSettings } from './credentials.ts';

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
    this.onTurnError = (_context, error) => Promise.reject(error);
  }

  /** Speaks in a known conversation outside a turn. */
  async speak(where: { readonly serviceUrl: string; readonly conversationId: string; readonly botId: string }, logic: (context: TurnContext) => Promise<void>): Promise<void> {
    const reference = {
      channelId: 'msteams',
      serviceUrl: where.serviceUrl,
      bot: { id: where.botId, name: '' },
      conversation: { id: where.conversationId, isGroup: false, conversationType: '', name: '' },
    };
    await this.continueConversationAsync(this.#identity(where.serviceUrl), reference, this.#scope, logic);
  }

  /** Opens (or finds) the personal chat with somebody and gives its id. */
  async openPersonalChat(serviceUrl: string, parameters: ConversationParameters): Promise<string> {
    let conversationId = '';
    await this.createConversationAsync(this.#appId, 'msteams', serviceUrl, this.#scope, parameters, (context) => {
      conversationId = context.activity.conversation.id;
      return Promise.resolve();
    });
    if (conversationId === '') throw new Error('Teams gave no conversation id');
    return conversationId;
  }

  #identity(serviceUrl: string): ClaimsIdentity {
    return new ClaimsIdentity(
      [
        { type: AuthenticationConstants.AudienceClaim, value: this.#appId },
        { type: AuthenticationConstants.AppIdClaim, value: this.#appId },
        { type: AuthenticationConstants.ServiceUrlClaim, value: serviceUrl },
      ],
      true,
    );
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
