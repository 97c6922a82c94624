import { closeSync, fsyncSync, mkdirSync, openSync, readFileSync, renameSync, rmSync, statSync, writeSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { KeyShelf } from '../../ports/key-shelf.ts';
import { NotReady } from '../../ports/not-ready.ts';

/** A shelf of files that only this account can read: mode 0600 in a folder of mode 0700. A file that others can read is refused, for its secret may be theirs already. */
export const createFileShelf = (folder: string): KeyShelf => ({
  form: (name) => (readIfThere(join(folder, name)) === null ? 'absent' : 'protected'),
  read: (name) => readSecret(join(folder, name)),
  write: (name, text) => writeSecret(join(folder, name), text),
  remove(name) {
    try {
      rmSync(join(folder, name), { force: true });
      flush(folder);
    } catch {
      throw new NotReady(`${join(folder, name)} cannot be removed by this account.`);
    }
  },
});

function readSecret(file: string): string | null {
  const text = readIfThere(file);
  if (text !== null) refuseOpenFile(file);
  return text;
}

function readIfThere(file: string): string | null {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw new NotReady(`${file} cannot be read by this account.`);
  }
}

/** Windows has no such modes; its shelf is another one. */
function refuseOpenFile(file: string): void {
  if (process.platform === 'win32') return;
  if ((statSync(file).mode & 0o077) !== 0) throw new NotReady(`Other accounts can read ${file}, so what is in it may be known to them. Set its mode to 0600 (chmod 600), and replace the secret: for the key of a relay, enrol the relay again.`);
  if ((statSync(dirname(file)).mode & 0o022) !== 0) throw new NotReady(`Other accounts can write to the folder ${dirname(file)}, so they could replace ${file}. Set its mode to 0700 (chmod 700).`);
}

/** Readable for this account only; the old file stays until the new one is on the disk. */
function writeSecret(file: string, text: string): void {
  try {
    mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
    const fresh = `${file}.new`;
    // One that was left behind could have another mode.
    rmSync(fresh, { force: true });
    const handle = openSync(fresh, 'wx', 0o600);
    writeSync(handle, text);
    fsyncSync(handle);
    closeSync(handle);
    renameSync(fresh, file);
    flush(dirname(file));
  } catch {
    throw new NotReady(`${file} cannot be written by this account.`);
  }
}

/** The folder's own entry of a new name survives a power cut only then; Windows opens no folder. */
function flush(folder: string): void {
  if (process.platform === 'win32') return;
  const handle = openSync(folder, 'r');
  fsyncSync(handle);
  closeSync(handle);
}
