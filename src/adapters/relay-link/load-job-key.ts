import { closeSync, fsyncSync, openSync, readFileSync, writeSync } from 'node:fs';
import { linkKeyOf, newPrivateKeyPem, type LinkKey } from '../../protocol/keys.ts';
import { NotReady } from '../../ports/not-ready.ts';

/** The key that signs jobs; made at the first start, readable for this account only. Throws with a sentence for the operator. */
export function loadJobKey(file: string): LinkKey {
  const key = linkKeyOf(readOrMake(file));
  if (key === null) throw new NotReady(`${file} holds no P-256 private key. Restore it from the backup, or remove it and enrol every relay again.`);
  return key;
}

function readOrMake(file: string): string {
  try {
    const pem = newPrivateKeyPem();
    const handle = openSync(file, 'wx', 0o600);
    writeSync(handle, pem);
    fsyncSync(handle);
    closeSync(handle);
    return pem;
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw new NotReady(`The job key cannot be made at ${file}: the folder is missing or not writable.`);
    return readText(file);
  }
}

function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    throw new NotReady(`The job key ${file} cannot be read by this account.`);
  }
}
