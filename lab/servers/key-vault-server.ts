import { createECDH, createHash, randomBytes, type webcrypto } from 'node:crypto';
import { once } from 'node:events';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer } from 'node:https';
import type { LabCertificates } from './lab-certificates.ts';
import { loopbackPort, readBody } from './loopback.ts';

/** A key of the pretend vault; only its private scalar is made up, everything else is what the test says. */
export interface LabVaultKey {
  readonly name: string;
  readonly version: string;
  readonly kty?: 'EC' | 'EC-HSM' | 'RSA' | undefined;
  readonly crv?: string | undefined;
  readonly keyOps?: readonly string[] | undefined;
  readonly enabled?: boolean | undefined;
  /** Unix seconds. */
  readonly nbf?: number | undefined;
  readonly exp?: number | undefined;
}

/** How the next requests that carry a token are answered instead. */
export type VaultFault = { readonly is: 'status'; readonly status: number; readonly retryAfter?: number | undefined } | { readonly is: 'silence' } | { readonly is: 'wrong-signature' };

export interface KeyVaultServer {
  readonly url: string;
  /** Method and path of each request, with whether it carried a token. */
  readonly requests: { readonly what: string; readonly withToken: boolean; readonly octets: number }[];
  readonly faults: VaultFault[];
  close(): Promise<void>;
}

interface Options {
  readonly certificates: LabCertificates;
  readonly keys: readonly LabVaultKey[];
  readonly tenantId: string;
  /** The name that clients call it by; the resource is what follows its first dot. */
  readonly host: string;
  /** Resource that the challenge names; the one of `host` when left out. */
  readonly resource?: string | undefined;
  readonly login: { readonly url: string; verify(token: string, audience?: string): Promise<{ readonly appId: string } | null> };
  /** Applications that may get and sign. */
  readonly allowed: readonly string[];
}

/**
 * The pretend Azure Key Vault, as far as a signing key needs it: the challenge (401 with WWW-Authenticate), GET of a key, POST of a digest to sign.
 * Source: Microsoft Learn, Key Vault REST API (Get Key, Sign; error codes). It was written from that description; no real vault was at hand.
 */
export async function startKeyVaultServer(options: Options): Promise<KeyVaultServer> {
  const vault = new Vault(options);
  const server = createServer({ cert: options.certificates.certPem, key: options.certificates.keyPem }, (request, response) => void vault.serve(request, response).catch(() => response.destroy()));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  vault.origin = `https://${options.host}:${loopbackPort(server)}`;
  return {
    url: vault.origin,
    requests: vault.requests,
    faults: vault.faults,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

const ORDER = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n;

class Vault {
  origin = '';
  readonly requests: KeyVaultServer['requests'] = [];
  readonly faults: VaultFault[] = [];
  readonly #options: Options;
  readonly #scalars = new Map<string, Buffer>();
  constructor(options: Options) {
    this.#options = options;
  }

  async serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await readBody(request);
    const url = new URL(request.url ?? '/', this.origin);
    const token = /^Bearer (\S+)$/.exec(request.headers.authorization ?? '')?.[1];
    this.requests.push({ what: `${request.method ?? ''} ${url.pathname}`, withToken: token !== undefined, octets: body.length });
    const fault = token === undefined ? undefined : this.faults.shift();
    if (fault?.is === 'silence') return;
    const { status, json, headers = {} } = fault?.is === 'status' ? failed(fault.status, fault.retryAfter) : await this.#answer({ method: request.method ?? '', url, token, body, forged: fault?.is === 'wrong-signature' });
    response.writeHead(status, { 'content-type': 'application/json; charset=utf-8', 'x-ms-keyvault-service-version': '1.9.0', ...headers }).end(JSON.stringify(json));
  }

  async #answer(asked: { method: string; url: URL; token: string | undefined; body: string; forged: boolean }): Promise<Answer> {
    const { host, login, tenantId, allowed } = this.#options;
    const resource = this.#options.resource ?? `https://${host.slice(host.indexOf('.') + 1)}`;
    const challenge = { 'www-authenticate': `Bearer authorization="${login.url}/${tenantId}", resource="${resource}"` };
    if (asked.token === undefined) return { ...problem(401, 'Unauthorized', 'AKV10000: Request is missing a Bearer or PoP token.'), headers: challenge };
    const who = await login.verify(asked.token, resource);
    if (who === null) return { ...problem(401, 'Unauthorized', 'AKV10022: Invalid audience.'), headers: challenge };
    if (!allowed.includes(who.appId)) return problem(403, 'Forbidden', 'Caller is not authorized to perform action on resource.');
    if (!/^(\d+\.\d+|\d{4}-\d\d-\d\d)(-preview\.\d+)?$/.test(asked.url.searchParams.get('api-version') ?? '')) return problem(400, 'BadParameter', 'api-version must be specified');
    const [, keys, name, version, verb] = asked.url.pathname.split('/');
    const key = keys === 'keys' ? this.#options.keys.find((each) => each.name === name && each.version === version) : undefined;
    if (key === undefined) return problem(404, 'KeyNotFound', `A key with (name/id) ${name ?? ''}/${version ?? ''} was not found in this key vault.`);
    if (asked.method === 'GET' && verb === undefined) return { status: 200, json: this.#shown(key) };
    if (asked.method === 'POST' && verb === 'sign') return this.#signed(key, asked);
    return problem(405, 'MethodNotAllowed', 'The method is not allowed.');
  }

  #shown(key: LabVaultKey): unknown {
    const { kty = 'EC', crv = 'P-256', keyOps = ['sign', 'verify'], enabled = true, nbf, exp } = key;
    const point = publicPoint(this.#scalar(key));
    const jwk: webcrypto.JsonWebKey = kty === 'RSA' ? { n: randomBytes(256).toString('base64url'), e: 'AQAB' } : { crv, x: point.subarray(1, 33).toString('base64url'), y: point.subarray(33).toString('base64url') };
    return { key: { kid: this.#kid(key), kty, key_ops: keyOps, ...jwk }, attributes: { enabled, ...(nbf === undefined ? {} : { nbf }), ...(exp === undefined ? {} : { exp }), created: 1_700_000_000, updated: 1_700_000_000, recoveryLevel: 'Recoverable+Purgeable' } };
  }

  #signed(key: LabVaultKey, { body, forged }: { body: string; forged: boolean }): Answer {
    if (key.enabled === false) return problem(403, 'Forbidden', 'Operation sign is not allowed on a disabled key.');
    const { alg, value } = JSON.parse(body) as { alg?: string; value?: string };
    const digest = Buffer.from(value ?? '', 'base64url');
    if (alg !== 'ES256' || digest.length !== 32) return problem(400, 'BadParameter', 'Property value has invalid value.');
    const shown = forged ? createHash('sha256').update(digest).digest() : digest;
    return { status: 200, json: { kid: this.#kid(key), value: signDigest(shown, this.#scalar(key)).toString('base64url') } };
  }

  #kid = ({ name, version }: LabVaultKey): string => `${this.origin}/keys/${name}/${version}`;

  #scalar(key: LabVaultKey): Buffer {
    const kid = this.#kid(key);
    const scalar = this.#scalars.get(kid) ?? freshScalar();
    this.#scalars.set(kid, scalar);
    return scalar;
  }
}

interface Answer {
  readonly status: number;
  readonly json: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

const problem = (status: number, code: string, message: string): Answer => ({ status, json: { error: { code, message } } });
const failed = (status: number, retryAfter?: number): Answer => ({ ...problem(status, status === 429 ? 'Throttled' : 'InternalServerError', 'This pretend fault was asked for.'), headers: retryAfter === undefined ? {} : { 'retry-after': String(retryAfter) } });

function freshScalar(): Buffer {
  const pair = createECDH('prime256v1');
  pair.generateKeys();
  return Buffer.from(pair.getPrivateKey('hex').padStart(64, '0'), 'hex');
}

function publicPoint(scalar: Buffer): Buffer {
  const pair = createECDH('prime256v1');
  pair.setPrivateKey(scalar);
  return pair.getPublicKey();
}

/** ECDSA over a digest as it is; Node signs only what it has hashed itself. */
function signDigest(digest: Buffer, scalar: Buffer): Buffer {
  const once = freshScalar();
  const r = asNumber(publicPoint(once).subarray(1, 33)) % ORDER;
  const s = (inverse(asNumber(once)) * ((asNumber(digest) + r * asNumber(scalar)) % ORDER)) % ORDER;
  return Buffer.from(`${r.toString(16).padStart(64, '0')}${s.toString(16).padStart(64, '0')}`, 'hex');
}

const asNumber = (octets: Buffer): bigint => BigInt(`0x${octets.toString('hex')}`);

/** By Fermat: the order is prime. */
function inverse(value: bigint): bigint {
  let [result, base, exponent] = [1n, value % ORDER, ORDER - 2n];
  for (; exponent > 0n; exponent >>= 1n) {
    if ((exponent & 1n) === 1n) result = (result * base) % ORDER;
    base = (base * base) % ORDER;
  }
  return result;
}
