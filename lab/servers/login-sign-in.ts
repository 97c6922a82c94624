import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { SignJWT, type CryptoKey } from 'jose';
import type { LoginAnswer } from './login-answer.ts';

/** Somebody who may sign in at the pretend tenant. */
export interface LabPerson {
  readonly key: string;
  readonly displayName: string;
  readonly oid: string;
  readonly upn: string;
  readonly tenantId: string;
  /** SID of the AD account; absent for a cloud account. */
  readonly onPremSid?: string | undefined;
}

/** A public client for people; nothing is redirected elsewhere. */
export interface LabSignInApp {
  readonly clientId: string;
  /** `loopback` takes http://localhost with any port. */
  readonly redirectUris: readonly string[] | 'loopback';
}

export interface LabSignIns {
  readonly people: readonly LabPerson[];
  readonly apps: readonly LabSignInApp[];
}

interface Pen {
  readonly privateKey: CryptoKey;
  readonly kid: string;
  origin(): string;
}

interface Code {
  readonly tenant: string;
  readonly asked: URLSearchParams;
  readonly person: LabPerson;
  readonly at: number;
}

/** Authorization code with PKCE for public clients: the page where the pretend person chooses themself, and the exchange of the code. */
export class SignIns {
  readonly #settings: LabSignIns;
  readonly #pen: Pen;
  readonly #codes = new Map<string, Code>();
  constructor(settings: LabSignIns, pen: Pen) {
    this.#settings = settings;
    this.#pen = pen;
  }

  /** `lab_person=ana` in the query stands for choosing Ana on the page. */
  authorize(tenant: string, asked: URLSearchParams): LoginAnswer {
    const redirect = asked.get('redirect_uri') ?? '';
    const app = this.#settings.apps.find(({ clientId }) => clientId === asked.get('client_id'));
    if (app === undefined || !mayReturnTo(app, redirect)) return page(400, 'AADSTS50011: The redirect URI does not match the registration.');
    if (asked.get('response_type') !== 'code' || asked.get('code_challenge_method') !== 'S256' || (asked.get('code_challenge') ?? '') === '') return page(400, 'AADSTS900144: A code challenge (S256) is needed.');
    const back = (answer: Readonly<Record<string, string>>): LoginAnswer => ({ status: 302, location: `${redirect}?${new URLSearchParams({ ...answer, state: asked.get('state') ?? '' }).toString()}` });
    const chosen = asked.get('lab_person');
    if (chosen === null) return page(200, this.#choices(tenant, asked));
    const person = this.#settings.people.find(({ key, tenantId }) => key === chosen && tenantId === tenant);
    if (person === undefined) return back({ error: 'access_denied', error_description: 'AADSTS65004: The sign-in was cancelled.' });
    const code = randomBytes(24).toString('base64url');
    this.#codes.set(code, { tenant, asked, person, at: Math.floor(Date.now() / 1000) });
    return back({ code });
  }

  /** Good once, for the client and the redirect it was asked with, and for who knows the verifier. */
  async redeem(tenant: string, form: URLSearchParams): Promise<LoginAnswer> {
    const code = this.#codes.get(form.get('code') ?? '');
    this.#codes.delete(form.get('code') ?? '');
    if (code === undefined || code.tenant !== tenant || code.asked.get('client_id') !== form.get('client_id') || code.asked.get('redirect_uri') !== form.get('redirect_uri')) return invalid('AADSTS70008: The authorization code is not valid.');
    const challenge = createHash('sha256').update(form.get('code_verifier') ?? '').digest('base64url');
    if (challenge !== code.asked.get('code_challenge')) return invalid('AADSTS501481: The code verifier does not match the code challenge.');
    if (form.has('client_secret')) return invalid('AADSTS700025: Client is public so a secret must not be presented.');
    return { status: 200, json: { token_type: 'Bearer', scope: 'openid', expires_in: 3599, id_token: await this.sign(claimsOf(code, this.#pen.origin())) } };
  }

  sign(claims: Readonly<Record<string, unknown>>): Promise<string> {
    return new SignJWT({ ...claims }).setProtectedHeader({ alg: 'RS256', kid: this.#pen.kid, typ: 'JWT' }).sign(this.#pen.privateKey);
  }

  #choices(tenant: string, asked: URLSearchParams): string {
    const link = (key: string): string => escaped(`?${new URLSearchParams([...asked, ['lab_person', key]]).toString()}`);
    const people = this.#settings.people.filter(({ tenantId }) => tenantId === tenant);
    return `<h1>Sign in</h1><p>The pretend tenant believes you. Who are you?</p><ul>${people.map(({ key, displayName, upn }) => `<li><a href="${link(key)}">${escaped(displayName)}</a> ${escaped(upn)}</li>`).join('')}<li><a href="${link('nobody')}">Cancel</a></li></ul>`;
  }
}

function mayReturnTo({ redirectUris }: LabSignInApp, redirect: string): boolean {
  if (redirectUris !== 'loopback') return redirectUris.includes(redirect);
  return URL.canParse(redirect) && new URL(redirect).protocol === 'http:' && new URL(redirect).hostname === 'localhost';
}

/** What Entra ID puts into an ID token of version 2.0, with the optional claims that the sealing applications ask for. */
function claimsOf({ tenant, asked, person, at }: Code, origin: string): Readonly<Record<string, unknown>> {
  const context = /"acrs":\{[^}]*"value":"(c\d+)"/.exec(asked.get('claims') ?? '')?.[1];
  const nonce = asked.get('nonce');
  return {
    ver: '2.0', iss: `${origin}/${tenant}/v2.0`, aud: asked.get('client_id'), tid: tenant, sub: randomUUID(), iat: at, nbf: at, exp: at + 3600, auth_time: at,
    ...((asked.get('scope') ?? '').split(' ').includes('profile') ? { oid: person.oid, name: person.displayName, preferred_username: person.upn } : {}),
    ...(nonce === null ? {} : { nonce }),
    ...(context === undefined ? {} : { acrs: [context] }),
    ...(person.onPremSid === undefined ? {} : { onprem_sid: person.onPremSid }),
  };
}

const page = (status: number, body: string): LoginAnswer => ({ status, html: `<!doctype html><meta charset="utf-8"><title>Pretend sign-in</title>${body}` });
const invalid = (description: string): LoginAnswer => ({ status: 400, json: { error: 'invalid_grant', error_description: description } });
const escaped = (text: string): string => text.replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`);
