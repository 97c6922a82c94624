import type { BotConfig } from '../boundary/bot-config.ts';
import { CLOUDS, customCloud, type CloudSettings } from '../chat/clouds.ts';

/** The cloud that the configuration names. */
export function cloudOf(config: BotConfig): CloudSettings {
  if (config.cloud !== 'custom') return CLOUDS[config.cloud];
  if (config.customCloud === undefined) throw new TypeError('custom cloud: the addresses are missing');
  return customCloud(config.customCloud);
}

/** Addresses that are not Microsoft's, for `status` to show loudly. */
export function customEndpoints(cloud: CloudSettings): readonly { readonly what: string; readonly address: string }[] {
  if (cloud.name !== 'custom') return [];
  return [
    { what: 'Token check of the chat channel', address: cloud.openIdMetadata },
    { what: 'Chat service', address: cloud.serviceHosts.join(', ') },
    { what: 'Sign-in', address: cloud.loginAuthority },
    { what: 'Microsoft Graph', address: cloud.graphEndpoint },
  ];
}
