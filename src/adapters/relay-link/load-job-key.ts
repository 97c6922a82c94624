import { closeSync, fstatSync, fsyncSync, openSync, readFileSync, statSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import { NotReady } from '../../ports/not-ready.ts';
import type { JobSigner } from '../../ports/job-signer.ts';
import { linkKeyOf, newPrivateKeyPem } from '../../protocol/keys.ts';

/**
 * The key that signs jobs, in a file; made at the first start, readable for this account only. Throws with a sentence for the operator,
 * also when others could read the file or exchange it. Windows has no such modes: there the folder's own access list is the protection.
 */
export function loadJobKey(file: string): JobSigner {
  const key = linkKeyOf(readOrMake(file));
  if (key === null) throw new NotReady(`${file} holds no P-256 private key. Restore it from the backup, or remove it and enrol every relay again.`);
  const { publicJwk, fingerprint, sign } = key;
  return { publicJwk, fingerprint, sign };
}

function readOrMake(file: string): string {
  try {
    const pem = newPrivateKeyPem();
    const handle = openSync(file, 'wx', 0o600);
    writeSync(handle, pem);
    fsyncSync(handle);
    closeSync(handle);
    refuseOpenFolder(dirname(file));
    return pem;
  } catch (error) {
    if (error instanceof NotReady) throw error;
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw new NotReady(`The job key cannot be made at ${file}: the folder is missing or not writable.`);
    return readGuarded(file);
  }
}

function readGuarded(file: string): string {
  let handle: number | null = null;
  try {
    handle = openSync(file, 'r');
    // The open file is judged, not the name: what is read cannot be another one.
    const { mode, uid } = fstatSync(handle);
    refuseOpenFile(file, { mode, uid });
    refuseOpenFolder(dirname(file));
    return readFileSync(handle, 'utf8');
  } catch (error) {
    if (error instanceof NotReady) throw error;
    throw new NotReady(`The job key ${file} cannot be read by this account.`);
  } finally {
    if (handle !== null) closeSync(handle);
  }
}

function refuseOpenFile(file: string, { mode, uid }: { readonly mode: number; readonly uid: number }): void {
  const own = process.getuid?.();
  if (own === undefined) return;
  if (uid !== own && uid !== 0) throw new NotReady(`The job key ${file} belongs to another account, which could exchange it. Make it this account's: chown ${own} ${file}`);
  if ((mode & 0o077) !== 0) throw new NotReady(`The job key ${file} can be read or changed by other accounts of this machine, so the bot did not start. Close it: chmod 600 ${file}\nIf somebody may have read it, remove it and enrol every relay again.`);
}

function refuseOpenFolder(folder: string): void {
  if (process.getuid === undefined) return;
  if ((statSync(folder).mode & 0o002) !== 0) throw new NotReady(`Every account of this machine can write to ${folder}, and so exchange the job key in it. Close the folder: chmod o-w ${folder}\nor keep the key in a folder of its own.`);
}
