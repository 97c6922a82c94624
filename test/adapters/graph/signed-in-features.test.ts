import assert from 'node:assert/strict';
import { byDeviceCode, readFeaturesAs, type SignedInPerson } from '../../../src/adapters/graph/signed-in-features.ts';

const ENDPOINT = 'https://graph.microsoft.com';
const SETTINGS = { id: 't', features: { blockSoftMatchEnabled: true }, configuration: { accidentalDeletionPrevention: { synchronizationPreventionType: 'enabledForCount', alertThreshold: 500 } } };

const person = (change: Partial<SignedInPerson> = {}): SignedInPerson & { readonly scopes: string[] } => {
  const scopes: string[] = [];
  return {
    scopes,
    signIn: (scope) => {
      scopes.push(scope);
      return Promise.resolve('ana.ruiz@contoso.com');
    },
    getToken: (scope) => {
      scopes.push(scope);
      return Promise.resolve({ token: 'a token', expiresOnTimestamp: Date.now() + 3_600_000 });
    },
    ...change,
  };
};

/** Graph as far as it is asked here; a delegated request has no place in the recording of the application's requests. */
function graph(status: number, body: unknown) {
  const asked: { readonly url: string; readonly authorization: string | null }[] = [];
  const send: typeof fetch = (input, init) => {
    asked.push({ url: String(input), authorization: new Headers(init?.headers).get('authorization') });
    return Promise.resolve(new Response(JSON.stringify(body), { status, headers: { 'content-type': 'application/json' } }));
  };
  return { asked, send };
}

describe('reading the synchronization settings in the name of an administrator', () => {
  for (const [form, body] of [['one object', SETTINGS], ['a collection of one', { value: [SETTINGS] }]] as const) {
    it(`takes them as ${form}, with who read them`, async () => {
      const { asked, send } = graph(200, body);
      const ana = person();
      assert.deepEqual(await readFeaturesAs(ana, { endpoint: ENDPOINT, fetch: send }), { ok: true, features: SETTINGS, readBy: 'ana.ruiz@contoso.com' });
      assert.deepEqual(asked, [{ url: `${ENDPOINT}/v1.0/directory/onPremisesSynchronization`, authorization: 'Bearer a token' }]);
      assert.deepEqual([...new Set(ana.scopes)], [`${ENDPOINT}/OnPremDirectorySynchronization.Read.All`]);
    });
  }
  it('says which role and permission it takes when Graph refuses', async () => {
    const { send } = graph(403, { error: { code: 'Authorization_RequestDenied', message: 'Insufficient privileges.' } });
    const read = await readFeaturesAs(person(), { endpoint: ENDPOINT, fetch: send });
    assert.match(read.ok ? '' : read.says, /403.*Hybrid Identity Administrator.*OnPremDirectorySynchronization\.Read\.All/);
  });
  it('keeps the words of a failed sign-in to itself, except its code', async () => {
    const { asked, send } = graph(200, SETTINGS);
    const read = await readFeaturesAs(person({ signIn: () => Promise.reject(new Error('AADSTS7000218: secret detail')) }), { endpoint: ENDPOINT, fetch: send });
    assert.match(read.ok ? '' : read.says, /AADSTS7000218/);
    assert.doesNotMatch(read.ok ? '' : read.says, /secret detail/);
    assert.deepEqual(asked, []);
  });
  it('keeps nothing that nobody has read by name', async () => {
    assert.equal((await readFeaturesAs(person({ signIn: () => Promise.resolve('') }), { endpoint: ENDPOINT, fetch: graph(200, SETTINGS).send })).ok, false);
  });
  it('takes an answer of another shape for no settings', async () => {
    assert.equal((await readFeaturesAs(person(), { endpoint: ENDPOINT, fetch: graph(200, { value: [] }).send })).ok, false);
  });
  it('prepares the sign-in by device code without asking anybody yet', () => {
    assert.ok(byDeviceCode({ authorityHost: 'https://login.microsoftonline.com', tenantId: '11111111-2222-4333-8444-555555555555', clientId: '11111111-2222-4333-8444-555555555556', prompt: () => assert.fail() }));
  });
});
