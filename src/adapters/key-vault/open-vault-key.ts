import { CryptographyClient, KeyClient, type KeyVaultKey } from '@azure/keyvault-keys';
import { createHash, type KeyObject } from 'node:crypto';
import type { Clock } from '../../ports/clock.ts';
import { NotSigned, type JobSigner } from '../../ports/job-signer.ts';
import { NotReady } from '../../ports/not-ready.ts';
import { publicKeyOf, textIsSigned } from '../../protocol/keys.ts';
import { vaultFault } from './vault-fault.ts';

export interface VaultKeyOptions {
  /** E.g. `https://contoso.vault.azure.net`. */
  readonly vaultUrl: string;
  readonly keyName: string;
  /** Exactly this version signs: relays have pinned it, so that a rotated key is a decision and no surprise. */
  readonly keyVersion: string;
  readonly credential: ConstructorParameters<typeof KeyClient>[1];
  readonly clock: Pick<Clock, 'now'>;
  /** Milliseconds of one attempt, and of a signature with all its attempts; the defaults suit production. */
  readonly patience?: { readonly attempt: number; readonly whole: number } | undefined;
}

/** A relay's lease gives up after 45 seconds, of which it may have waited 25 for a job. */
const PATIENCE = { attempt: 5_000, whole: 12_000 };
const PIPELINE = { retryOptions: { maxRetries: 2, retryDelayInMs: 300, maxRetryDelayInMs: 2_000 } };

/**
 * The job key in Azure Key Vault; its private half never leaves the vault. Throws `NotReady` when the vault, or the key in it, cannot be used.
 * Every signature, those of readings included, costs one round trip, and each is checked with the public half before it is given out.
 */
export async function openVaultKey(options: VaultKeyOptions): Promise<JobSigner> {
  const { vaultUrl, keyName, keyVersion, credential } = options;
  const where = `the key ${keyName} in ${vaultUrl}`;
  const key = await new KeyClient(vaultUrl, credential, PIPELINE).getKey(keyName, { version: keyVersion, ...limits(options) }).catch((error: unknown) => {
    throw new NotReady(`The job key cannot be used: ${vaultFault(error, where)}.`);
  });
  const { publicKey, ...shown } = usable(key, where, options);
  const client = new CryptographyClient(key, credential, PIPELINE);
  return { ...shown, sign: (text) => signed(text, { client, publicKey, where, key, options }) };
}

interface Signing {
  readonly client: CryptographyClient;
  readonly publicKey: KeyObject;
  readonly where: string;
  readonly key: KeyVaultKey;
  readonly options: VaultKeyOptions;
}

async function signed(text: string, { client, publicKey, where, key, options }: Signing): Promise<string> {
  const wrong = wrongTime(key, options.clock.now());
  if (wrong !== null) throw new NotSigned(`${where} ${wrong}`);
  const digest = createHash('sha256').update(text, 'utf8').digest();
  const { result } = await client.sign('ES256', digest, limits(options)).catch((error: unknown) => {
    throw new NotSigned(vaultFault(error, where));
  });
  const signature = Buffer.from(result).toString('base64url');
  if (!textIsSigned(text, signature, publicKey)) throw new NotSigned(`the vault gave a signature that does not fit ${where}`);
  return signature;
}

const limits = ({ patience = PATIENCE }: VaultKeyOptions) => ({ abortSignal: AbortSignal.timeout(patience.whole), requestOptions: { timeout: patience.attempt } });

function usable(key: KeyVaultKey, where: string, options: VaultKeyOptions): { readonly publicKey: KeyObject; readonly publicJwk: string; readonly fingerprint: string } {
  const refuse = (why: string): never => {
    throw new NotReady(`The job key cannot be used: ${where} ${why}.`);
  };
  const { properties, keyOperations, keyType, key: jwk } = key;
  if (properties.version !== options.keyVersion) refuse(`came in another version than ${options.keyVersion}, which the configuration names`);
  if (properties.enabled === false) refuse('is disabled');
  const wrong = wrongTime(key, options.clock.now());
  if (wrong !== null) refuse(wrong);
  if (keyOperations !== undefined && !keyOperations.includes('sign')) refuse('does not permit the operation sign');
  const isCurve = (keyType === 'EC' || keyType === 'EC-HSM') && jwk?.crv === 'P-256' && jwk.x !== undefined && jwk.y !== undefined;
  const read = isCurve ? publicKeyOf(JSON.stringify({ x: base64url(jwk.x), y: base64url(jwk.y) })) : null;
  if (read === null) return refuse(`is no elliptic-curve key P-256 but ${[keyType, jwk?.crv].filter(Boolean).join(' ') || 'something unknown'}; make one with the type EC and the curve P-256`);
  return { publicKey: read.key, publicJwk: read.publicJwk, fingerprint: read.fingerprint };
}

function wrongTime({ properties: { expiresOn, notBefore } }: KeyVaultKey, now: Date): string | null {
  if (expiresOn !== undefined && now >= expiresOn) return `has expired on ${expiresOn.toISOString().slice(0, 10)}`;
  if (notBefore !== undefined && now < notBefore) return `is not valid before ${notBefore.toISOString().slice(0, 10)}`;
  return null;
}

const base64url = (octets: Uint8Array | undefined): string => Buffer.from(octets ?? []).toString('base64url');
