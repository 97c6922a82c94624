/** What went wrong between us and the vault, as half a sentence for people; the vault's own words stay out of it. */
export function vaultFault(error: unknown, where: string): string {
  const { statusCode, code, name, message } = partsOf(error);
  const known = typeof statusCode === 'number' ? BY_STATUS[statusCode] : undefined;
  if (name === 'AuthenticationError' || name === 'AggregateAuthenticationError' || name === 'CredentialUnavailableError' || /AADSTS\d+/.test(message)) {
    const number = /AADSTS\d+/.exec(message)?.[0];
    return `Microsoft Entra ID refused the sign-in of the application for ${where}${number === undefined ? '' : ` (${number})`}`;
  }
  if (known !== undefined) return `the vault refused ${where}: ${known}`;
  if (name === 'AbortError' || name === 'TimeoutError' || code === 'ETIMEDOUT') return `the vault did not answer in time for ${where}`;
  if (typeof statusCode === 'number') return `the vault answered ${statusCode} for ${where}`;
  if (message.includes('challenge')) return `what answers at the address of the vault is no key vault for ${where}`;
  return `the vault could not be reached for ${where}`;
}

const BY_STATUS: Readonly<Record<number, string>> = {
  401: 'it does not know the application; check tenant and credential',
  403: 'the application may not use the key, or the key is disabled; it needs the permissions get and sign on keys, as in the role Key Vault Crypto User',
  404: 'there is no such key or no such version',
  429: 'too many requests; it asks to wait',
};

function partsOf(error: unknown): { readonly statusCode: unknown; readonly code: unknown; readonly name: string; readonly message: string } {
  if (!(error instanceof Error)) return { statusCode: undefined, code: undefined, name: '', message: '' };
  return { statusCode: 'statusCode' in error ? error.statusCode : undefined, code: 'code' in error ? error.code : undefined, name: error.name, message: error.message };
}
