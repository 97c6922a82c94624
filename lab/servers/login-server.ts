import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:https';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { decodeProtectedHeader, importX509, jwtVerify, SignJWT } from 'jose';
import { instanceDiscovery, openIdConfiguration } from './login-discovery.ts';
import { grantedTo } from './graph-permissions.ts';
import type { LabCertificates } from './lab-certificates.ts';
import { writeAnswer, type LoginAnswer } from './login-answer.ts';
import { newKey, type SigningKey } from './login-key.ts';
import { SignIns, type LabSignIns } from './login-sign-in.ts';
import { loopbackPort, readBody } from './loopback.ts';

/** An application that may sign in, with the application permissions it was granted. */
interface LabClient {
  readonly clientId: string;
  readonly secret?: string | undefined;
  /** Certificate of a key whose assertions are accepted, PEM. */
  readonly certificatePem?: string | undefined;
  /** Application permissions for Graph; those of the pretend company's applications when left out. */
  readonly roles?: readonly string[] | undefined;
  /** The only tenant that it may sign in to; any when left out. */
  readonly tenantId?: string | undefined;
}

export interface LoginServer {
  /** `https://localhost:PORT`, the authority host. */
  readonly url: string;
  /** The application behind a token of this server (for this audience, where one is given); null for any other token. */
  verify(token: string, audience?: string): Promise<{ readonly appId: string; readonly roles: readonly string[]; readonly audience: string } | null>;
  /** How many tokens were handed out. */
  issued(): number;
  /** Signs any claims as the tenant would, as an ID token. */
  signIdToken(claims: Readonly<Record<string, unknown>>): Promise<string>;
  /** Goes on with a new key; the old one is not published any more. */
  rollKey(): Promise<void>;
  close(): Promise<void>;
}

interface LoginOptions {
  readonly certificates: LabCertificates;
  readonly clients: readonly LabClient[];
  /** People and the applications that they may sign in to; nobody when left out. */
  readonly signIns?: LabSignIns | undefined;
  readonly port?: number | undefined;
}

/** The pretend login.microsoftonline.com: discovery, keys, tokens for client credentials (secret or certificate), and people who sign in. */
export async function startLoginServer({ certificates, clients, signIns = { people: [], apps: [] }, port }: LoginOptions): Promise<LoginServer> {
  const login = new Login({ clients, signIns, ...(await newKey()) });
  const server = createServer({ cert: certificates.certPem, key: certificates.keyPem }, (request, response) =>
    void login.serve(request, response).catch(() => response.destroy()));
  server.listen(port ?? 0, '127.0.0.1');
  await once(server, 'listening');
  login.origin = `https://localhost:${loopbackPort(server)}`;
  return {
    url: login.origin,
    verify: (token, audience) => login.verify(token, audience),
    issued: () => login.issued,
    signIdToken: (claims) => login.signIns.sign(claims),
    rollKey: async () => login.use(await newKey()),
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

const SECONDS = 3599;
/** Seconds by which a client's clock may differ. */
const MAY_BE_OFF = 300;
const ASSERTION = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer';

class Login {
  origin = '';
  issued = 0;
  signIns: SignIns;
  #keys: SigningKey;
  readonly #clients: readonly LabClient[];
  readonly #settings: LabSignIns;
  constructor({ clients, signIns, ...keys }: SigningKey & { readonly clients: readonly LabClient[]; readonly signIns: LabSignIns }) {
    this.#clients = clients;
    this.#settings = signIns;
    this.#keys = keys;
    this.signIns = new SignIns(signIns, { ...keys, origin: () => this.origin });
  }

  use(keys: SigningKey): void {
    this.#keys = keys;
    this.signIns = new SignIns(this.#settings, { ...keys, origin: () => this.origin });
  }

  async serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await readBody(request);
    const [path = '', query = ''] = (request.url ?? '/').split('?');
    const [tenant = '', ...rest] = path.split('/').filter((part) => part !== '');
    if (rest.join('/') === 'oauth2/v2.0/authorize') return writeAnswer(response, this.signIns.authorize(tenant, new URLSearchParams(query)));
    writeAnswer(response, await this.#answer({ tenant, rest: rest.join('/'), method: request.method ?? 'GET', form: new URLSearchParams(body) }));
  }

  async verify(token: string, audience?: string): Promise<{ appId: string; roles: readonly string[]; audience: string } | null> {
    try {
      const { payload } = await jwtVerify(token, this.#keys.publicKey, { ...(audience === undefined ? {} : { audience }), algorithms: ['RS256'] });
      const appId = payload['appid'];
      const roles = payload['roles'];
      if (typeof appId !== 'string' || payload.iss?.startsWith(this.origin) !== true) return null;
      return { appId, roles: Array.isArray(roles) ? roles.map(String) : [], audience: String(payload.aud) };
    } catch {
      return null;
    }
  }

  async #answer({ tenant, rest, method, form }: { tenant: string; rest: string; method: string; form: URLSearchParams }): Promise<LoginAnswer> {
    if (rest === 'discovery/keys' || rest === 'discovery/v2.0/keys') return { status: 200, json: { keys: this.#keys.keys } };
    if (rest === 'v2.0/.well-known/openid-configuration') return { status: 200, json: openIdConfiguration(this.origin, tenant) };
    if (rest === 'discovery/instance') return { status: 200, json: instanceDiscovery(this.origin) };
    if (rest === 'oauth2/v2.0/token' && method === 'POST') return form.get('grant_type') === 'authorization_code' ? this.signIns.redeem(tenant, form) : this.#token(tenant, form);
    return { status: 404, json: { error: 'not_found' } };
  }

  async #token(tenant: string, form: URLSearchParams): Promise<{ status: number; json: unknown }> {
    const audience = /^(\S+)\/\.default\b/.exec(form.get('scope') ?? '')?.[1];
    if (form.get('grant_type') !== 'client_credentials' || audience === undefined) return refused(400, 'invalid_request', 'AADSTS900144: The request is not one of the pretend tenant.');
    const client = this.#clients.find(({ clientId }) => clientId === form.get('client_id'));
    if (client === undefined || (client.tenantId ?? tenant) !== tenant) return refused(400, 'unauthorized_client', 'AADSTS700016: Application was not found in the directory.');
    if (!(await this.#proven(client, tenant, form))) return refused(401, 'invalid_client', 'AADSTS7000215: Invalid client secret provided.');
    this.issued += 1;
    const roles = audience === 'https://graph.microsoft.com' ? (client.roles ?? grantedTo(client.clientId)) : [];
    const token = await new SignJWT({ appid: client.clientId, azp: client.clientId, tid: tenant, roles, ver: '1.0' })
      .setProtectedHeader({ alg: 'RS256', kid: this.#keys.kid, typ: 'JWT' })
      .setIssuer(`${this.origin}/${tenant}/`)
      .setAudience(audience)
      .setSubject(client.clientId)
      .setIssuedAt()
      .setNotBefore('-1 minute')
      .setExpirationTime(`${SECONDS} seconds`)
      .sign(this.#keys.privateKey);
    return { status: 200, json: { token_type: 'Bearer', expires_in: SECONDS, ext_expires_in: SECONDS, access_token: token } };
  }

  async #proven(client: LabClient, tenant: string, form: URLSearchParams): Promise<boolean> {
    const secret = form.get('client_secret');
    if (secret !== null) return client.secret !== undefined && secret === client.secret;
    const assertion = form.get('client_assertion');
    if (assertion === null || form.get('client_assertion_type') !== ASSERTION || client.certificatePem === undefined) return false;
    try {
      const key = await importX509(client.certificatePem, String(decodeProtectedHeader(assertion).alg));
      const audience = `${this.origin}/${tenant}/oauth2/v2.0/token`;
      await jwtVerify(assertion, key, { issuer: client.clientId, subject: client.clientId, audience, algorithms: ['PS256', 'RS256'], clockTolerance: MAY_BE_OFF });
      return true;
    } catch {
      return false;
    }
  }
}

const refused = (status: number, error: string, description: string): { status: number; json: unknown } => ({
  status,
  json: { error, error_description: `${description} Trace ID: ${randomUUID()}`, error_codes: [Number(/AADSTS(\d+)/.exec(description)?.[1] ?? 0)], timestamp: '', trace_id: randomUUID(), correlation_id: randomUUID() },
});
