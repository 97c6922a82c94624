import { DeviceCodeCredential } from '@azure/identity';
import { readSyncFeatures } from '../../boundary/graph-objects.ts';
import type { SyncFeatures } from '../../model/evidence.ts';
import { createGraphClient } from './graph-client.ts';
import { asTenantError } from './graph-fault.ts';

/** Who signs in: a person at a browser, or a pretence of one. */
export interface SignedInPerson {
  /** Signs in for this scope; resolves with the sign-in name. */
  signIn(scope: string): Promise<string>;
  getToken(scope: string): Promise<{ readonly token: string; readonly expiresOnTimestamp: number } | null>;
}

interface DeviceSignIn {
  readonly authorityHost: string;
  readonly tenantId: string;
  /** An application that allows public client flows and has the delegated permission. */
  readonly clientId: string;
  /** Shows where to enter which code. */
  prompt(page: string, code: string): void;
}

const PERMISSION = 'OnPremDirectorySynchronization.Read.All';

/** Sign-in by device code: the person opens a page anywhere and enters a code. Nothing of it is kept. */
export function byDeviceCode({ authorityHost, tenantId, clientId, prompt }: DeviceSignIn): SignedInPerson {
  const credential = new DeviceCodeCredential({ authorityHost, tenantId, clientId, userPromptCallback: ({ verificationUri, userCode }) => prompt(verificationUri, userCode) });
  return {
    async signIn(scope) {
      const record = await credential.authenticate([scope]);
      return record?.username ?? '';
    },
    getToken: (scope) => credential.getToken(scope),
  };
}

export type FeaturesRead = { readonly ok: true; readonly features: SyncFeatures; readonly readBy: string } | { readonly ok: false; readonly says: string };

/** The tenant-wide settings of the synchronization, in the name of the person who signs in: Graph gives them to no application. */
export async function readFeaturesAs(person: SignedInPerson, { endpoint, fetch: send }: { readonly endpoint: string; readonly fetch?: typeof fetch | undefined }): Promise<FeaturesRead> {
  const scope = `${new URL(endpoint).origin}/${PERMISSION}`;
  let readBy: string;
  try {
    readBy = await person.signIn(scope);
  } catch (error) {
    const code = error instanceof Error ? /AADSTS\d+/.exec(error.message)?.[0] : undefined;
    return { ok: false, says: `The sign-in did not work${code === undefined ? '' : ` (${code})`}. The application must allow public client flows and have the delegated permission ${PERMISSION}.` };
  }
  if (readBy === '') return { ok: false, says: 'The sign-in did not tell who signed in, so nothing was kept.' };
  const client = createGraphClient({ endpoint, credential: { getToken: () => person.getToken(scope) }, fetch: send });
  try {
    return { ok: true, features: readSyncFeatures(await client.get('/directory/onPremisesSynchronization')), readBy };
  } catch (error) {
    const failure = asTenantError(error);
    const help = failure.fault === 'access-denied' ? ` Sign in as a Global Administrator or Hybrid Identity Administrator, and let the permission ${PERMISSION} be granted.` : '';
    return { ok: false, says: `The settings could not be read: ${failure.message}.${help}` };
  }
}
