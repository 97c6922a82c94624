import { createServer as createPlainServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { exportJWK, generateKeyPair, SignJWT, UnsecuredJWT } from 'jose';
import type { CryptoKey, JWK } from 'jose';
import type { LabCertificates } from './lab-certificates.ts';

/** Which key signs: only `endorsed` is good for Teams; `unpublished` is a key that the JWKS does not know. */
type SigningKey = 'endorsed' | 'other-channel' | 'unendorsed' | 'unpublished';

export interface BotTokenRequest {
  readonly audience: string;
  /** The `serviceurl` claim; null leaves the claim out. */
  readonly serviceUrl: string | null;
  readonly issuer?: string | undefined;
  readonly key?: SigningKey | undefined;
  /** Overrides the `kid` in the header, for instance to make a wrong signature under a known key id. */
  readonly kid?: string | undefined;
  /** Seconds from now; negative makes an expired token. */
  readonly expiresIn?: number | undefined;
  /** Seconds from now; positive makes a token that is not valid yet. */
  readonly notBefore?: number | undefined;
  readonly algorithm?: 'RS256' | 'none' | undefined;
  readonly claims?: Readonly<Record<string, unknown>> | undefined;
}

export interface OpenIdServer {
  readonly url: string;
  readonly metadataUrl: string;
  readonly jwksUrl: string;
  readonly issuer: string;
  /** The key ids, so that a test can put a foreign one into a header. */
  readonly keyIds: Readonly<Record<SigningKey, string>>;
  signBotToken(request: BotTokenRequest): Promise<string>;
  close(): Promise<void>;
}

interface OpenIdServerOptions {
  /** With certificates the server speaks HTTPS, without HTTP. */
  readonly certificates?: LabCertificates | undefined;
  readonly issuer?: string | undefined;
}

const CHANNEL_ISSUER = 'https://api.botframework.com';
const METADATA_PATH = '/v1/.well-known/openidconfiguration';
const JWKS_PATH = '/v1/.well-known/keys';
const ENDORSEMENTS: Readonly<Record<SigningKey, readonly string[] | null>> = {
  'endorsed': ['msteams'],
  'other-channel': ['webchat'],
  'unendorsed': null,
  'unpublished': null,
};
const KEYS: readonly SigningKey[] = ['endorsed', 'other-channel', 'unendorsed', 'unpublished'];

interface KeyInUse {
  readonly name: SigningKey;
  readonly kid: string;
  readonly secret: CryptoKey;
  readonly jwk: JWK;
}

/** The Bot Framework's OpenID configuration and keys on loopback, and the pen that signs like Teams. */
export async function startOpenIdServer(options: OpenIdServerOptions = {}): Promise<OpenIdServer> {
  const keys = await Promise.all(KEYS.map(makeKey));
  const issuer = options.issuer ?? CHANNEL_ISSUER;
  let url = '';
  const answer = (request: IncomingMessage, response: ServerResponse): void => {
    const body = documentAt(request.url ?? '', { url, issuer, keys });
    response.writeHead(body === null ? 404 : 200, { 'content-type': 'application/json' });
    response.end(body === null ? '{}' : JSON.stringify(body));
  };
  const certificates = options.certificates;
  const server = certificates === undefined ? createPlainServer(answer) : createTlsServer({ cert: certificates.certPem, key: certificates.keyPem }, answer);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `${certificates === undefined ? 'http' : 'https'}://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url,
    metadataUrl: url + METADATA_PATH,
    jwksUrl: url + JWKS_PATH,
    issuer,
    keyIds: Object.fromEntries(keys.map((key) => [key.name, key.kid])) as Record<SigningKey, string>,
    signBotToken: (request) => sign({ issuer, ...request }, keys),
    close: () => new Promise((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    }),
  };
}

async function makeKey(name: SigningKey): Promise<KeyInUse> {
  const pair = await generateKeyPair('RS256', { extractable: true });
  const kid = `${name}-${crypto.randomUUID()}`;
  const { kty, n, e } = await exportJWK(pair.publicKey);
  const endorsements = ENDORSEMENTS[name];
  const jwk = { kty, n, e, kid, use: 'sig', alg: 'RS256', ...(endorsements === null ? {} : { endorsements }) } as JWK;
  return { name, kid, secret: pair.privateKey, jwk };
}

function documentAt(path: string, from: { url: string; issuer: string; keys: readonly KeyInUse[] }): object | null {
  if (path === METADATA_PATH) {
    return {
      issuer: from.issuer,
      authorization_endpoint: 'https://invalid.botframework.com',
      jwks_uri: from.url + JWKS_PATH,
      id_token_signing_alg_values_supported: ['RS256'],
      token_endpoint_auth_methods_supported: ['private_key_jwt'],
    };
  }
  return path === JWKS_PATH ? { keys: from.keys.filter((key) => key.name !== 'unpublished').map((key) => key.jwk) } : null;
}

async function sign(request: BotTokenRequest & { readonly issuer?: string | undefined }, keys: readonly KeyInUse[]): Promise<string> {
  const now = Math.floor(Date.now() / 1000);
  const payload = {
    ...(request.serviceUrl === null ? {} : { serviceurl: request.serviceUrl }),
    ...request.claims,
    iss: request.issuer ?? CHANNEL_ISSUER,
    aud: request.audience,
    nbf: now + (request.notBefore ?? -60),
    exp: now + (request.expiresIn ?? 3600),
  };
  if (request.algorithm === 'none') return new UnsecuredJWT(payload).encode();
  const key = keys.find((candidate) => candidate.name === (request.key ?? 'endorsed'));
  if (key === undefined) throw new Error('no such signing key');
  return new SignJWT(payload).setProtectedHeader({ alg: 'RS256', typ: 'JWT', kid: request.kid ?? key.kid }).sign(key.secret);
}
