/** What login.microsoftonline.com says of itself for one tenant, as far as MSAL reads it. */
export function openIdConfiguration(origin: string, tenant: string): unknown {
  const base = `${origin}/${tenant}`;
  return {
    issuer: `${base}/v2.0`,
    authorization_endpoint: `${base}/oauth2/v2.0/authorize`,
    token_endpoint: `${base}/oauth2/v2.0/token`,
    jwks_uri: `${base}/discovery/v2.0/keys`,
    end_session_endpoint: `${base}/oauth2/v2.0/logout`,
    token_endpoint_auth_methods_supported: ['client_secret_post', 'private_key_jwt'],
    response_types_supported: ['code'],
    subject_types_supported: ['pairwise'],
    id_token_signing_alg_values_supported: ['RS256'],
    scopes_supported: ['openid'],
    tenant_region_scope: 'EU',
  };
}

/** The answer to MSAL's question which hosts belong together. */
export function instanceDiscovery(origin: string): unknown {
  const { host } = new URL(origin);
  return { 'tenant_discovery_endpoint': `${origin}/common/v2.0/.well-known/openid-configuration`, 'api-version': '1.1', 'metadata': [{ preferred_network: host, preferred_cache: host, aliases: [host] }] };
}
