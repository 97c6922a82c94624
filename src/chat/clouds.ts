/** Addresses of one Microsoft cloud, as far as a Teams bot needs them. */
export interface CloudSettings {
  readonly name: 'public' | 'gcc' | 'gcc-high' | 'dod' | 'custom';
  /** Issuer of the tokens that the channel sends to the bot. */
  readonly issuer: string;
  /** OpenID metadata of that issuer. */
  readonly openIdMetadata: string;
  /** Hosts that a service URL may name, compared without case. */
  readonly serviceHosts: readonly string[];
  /** Authority for the bot's own tokens, without the tenant. */
  readonly loginAuthority: string;
  /** Resource that the bot's own tokens are for. */
  readonly oauthScope: string;
  readonly graphEndpoint: string;
}

const PUBLIC_CHANNEL = {
  issuer: 'https://api.botframework.com',
  openIdMetadata: 'https://login.botframework.com/v1/.well-known/openidconfiguration',
  loginAuthority: 'https://login.microsoftonline.com',
  oauthScope: 'https://api.botframework.com',
} as const;

const GOVERNMENT_CHANNEL = {
  issuer: 'https://api.botframework.us',
  openIdMetadata: 'https://login.botframework.azure.us/v1/.well-known/openidconfiguration',
  loginAuthority: 'https://login.microsoftonline.us',
  oauthScope: 'https://api.botframework.us',
} as const;

/** Source: Microsoft Learn, Azure Bot Service for US government; Teams proactive messages (service URLs per cloud). */
export const CLOUDS: Readonly<Record<'public' | 'gcc' | 'gcc-high' | 'dod', CloudSettings>> = {
  'public': { name: 'public', ...PUBLIC_CHANNEL, serviceHosts: ['smba.trafficmanager.net'], graphEndpoint: 'https://graph.microsoft.com' },
  'gcc': { name: 'gcc', ...PUBLIC_CHANNEL, serviceHosts: ['smba.infra.gcc.teams.microsoft.com'], graphEndpoint: 'https://graph.microsoft.com' },
  'gcc-high': { name: 'gcc-high', ...GOVERNMENT_CHANNEL, serviceHosts: ['smba.infra.gov.teams.microsoft.us'], graphEndpoint: 'https://graph.microsoft.us' },
  'dod': { name: 'dod', ...GOVERNMENT_CHANNEL, serviceHosts: ['smba.infra.dod.teams.microsoft.us'], graphEndpoint: 'https://dod-graph.microsoft.us' },
};

/**
 * A cloud of one's own, for a private cloud or a rehearsal. Every address is required; each must be https,
 * or http on loopback. Throws a TypeError that names the wrong setting.
 */
export function customCloud(addresses: Omit<CloudSettings, 'name'>): CloudSettings {
  const { issuer, openIdMetadata, loginAuthority, oauthScope, graphEndpoint, serviceHosts } = addresses;
  if (issuer.trim() === '') throw new TypeError('custom cloud: issuer is empty');
  for (const [setting, address] of Object.entries({ openIdMetadata, loginAuthority, oauthScope, graphEndpoint })) {
    if (!isSafeAddress(address)) throw new TypeError(`custom cloud: ${setting} must be an https address (http on loopback only), got "${address}"`);
  }
  if (serviceHosts.length === 0 || serviceHosts.some((host) => host.trim() === '')) {
    throw new TypeError('custom cloud: serviceHosts must name at least one host');
  }
  return { name: 'custom', ...addresses };
}

/** True for https on one of the cloud's hosts; http only on a loopback host that a custom cloud names. */
export function isServiceAddress(cloud: CloudSettings, address: string): boolean {
  if (!URL.canParse(address)) return false;
  const url = new URL(address);
  if (url.username !== '' || url.password !== '') return false;
  if (!isSafeAddress(address) || (url.protocol === 'http:' && cloud.name !== 'custom')) return false;
  return cloud.serviceHosts.some((host) => host.toLowerCase() === url.hostname || host.toLowerCase() === url.host);
}

function isSafeAddress(address: string): boolean {
  if (!URL.canParse(address)) return false;
  const { protocol, hostname } = new URL(address);
  return protocol === 'https:' || (protocol === 'http:' && ['127.0.0.1', '[::1]', 'localhost'].includes(hostname));
}
