import assert from 'node:assert/strict';
import { chmodSync, chownSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadJobKey } from '../../../src/adapters/relay-link/load-job-key.ts';
import { NotReady } from '../../../src/ports/not-ready.ts';
import { publicKeyOf, textIsSigned } from '../../../src/protocol/keys.ts';

const hasModes = process.getuid !== undefined;

describe('the job key in a file', () => {
  let folder = '';
  let file = '';
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'syncwhy-key-'));
    file = join(folder, 'job-key.pem');
  });
  afterEach(() => {
    chmodSync(folder, 0o700);
    rmSync(folder, { recursive: true, force: true });
  });
  const refused = (says: RegExp): void => assert.throws(() => loadJobKey(file), (error) => error instanceof NotReady && says.test(error.message) && !error.message.includes('PRIVATE'));

  it('is made at the first start, for this account alone, and is the same one afterwards', async () => {
    const first = loadJobKey(file);
    if (hasModes) assert.equal(statSync(file).mode & 0o777, 0o600);
    const again = loadJobKey(file);
    assert.equal(again.fingerprint, first.fingerprint);
    const { key } = publicKeyOf(first.publicJwk) ?? assert.fail();
    assert.ok(textIsSigned('text', await again.sign('text'), key));
    assert.deepEqual(Object.keys(again).sort(), ['fingerprint', 'publicJwk', 'sign'], 'the private half stays inside');
  });

  if (hasModes) {
    for (const mode of [0o640, 0o604, 0o620, 0o602, 0o610, 0o644, 0o666, 0o660, 0o601]) {
      it(`is refused when others may do something with it (${mode.toString(8)}), with the mend`, () => {
        loadJobKey(file);
        chmodSync(file, mode);
        refused(new RegExp(`can be read or changed by other accounts .* chmod 600 ${file.replaceAll('/', '\\/')}`));
        chmodSync(file, 0o600);
        loadJobKey(file);
      });
    }
    for (const mode of [0o600, 0o400, 0o700]) {
      it(`is taken when only its owner may (${mode.toString(8)})`, () => {
        loadJobKey(file);
        chmodSync(file, mode);
        loadJobKey(file);
      });
    }
    for (const mode of [0o777, 0o1777, 0o702]) {
      it(`is refused in a folder where everybody may exchange it (${mode.toString(8)})`, () => {
        loadJobKey(file);
        chmodSync(folder, mode);
        refused(/Every account of this machine can write to .* chmod o-w /);
      });
    }
    it('is not used when it was made in such a folder', () => {
      chmodSync(folder, 0o777);
      refused(/can write to/);
    });
    it('is refused when it belongs to somebody else', function () {
      if (process.getuid?.() !== 0) this.skip();
      loadJobKey(file);
      chownSync(file, 65_534, 65_534);
      refused(/belongs to another account, which could exchange it\. .* chown 0 /);
    });
  }

  it('is refused when it is no P-256 key', () => {
    writeFileSync(file, 'no key', { mode: 0o600 });
    refused(/holds no P-256 private key\. Restore it from the backup/);
    assert.equal(readFileSync(file, 'utf8'), 'no key');
  });
  it('is refused when it cannot be made or read', () => {
    file = join(folder, 'nowhere', 'job-key.pem');
    refused(/cannot be made at .*: the folder is missing or not writable/);
    assert.ok(!existsSync(file));
    file = join(folder, 'a-folder');
    mkdirSync(file, { mode: 0o700 });
    refused(/cannot be read by this account|can be read or changed/);
  });
});
