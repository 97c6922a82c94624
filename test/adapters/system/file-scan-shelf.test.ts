import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createFileScanShelf } from '../../../src/adapters/system/file-scan-shelf.ts';

const KEY = Buffer.alloc(32, 7);
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const text = (read: Uint8Array): string => new TextDecoder().decode(read);

describe('the shelf of scans on disk', () => {
  let folder = '';
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'syncwhy-shelf-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it('gives back what was laid down, by its place, in any order', async () => {
    const room = await createFileScanShelf({ folder, key: KEY }).open();
    const laid = Array.from({ length: 5000 }, (_, number) => ({ number, at: room.lay(bytes(`object ${number} ${'x'.repeat(number % 700)}`)) }));
    for (const { number, at } of [...laid].reverse()) assert.equal(text(room.fetch(at, `object ${number} `.length + (number % 700))), `object ${number} ${'x'.repeat(number % 700)}`);
    for (const { number, at } of laid) assert.equal(text(room.fetch(at, `object ${number}`.length)), `object ${number}`);
    const long = room.lay(bytes('y'.repeat(5_000_000)));
    assert.equal(text(room.fetch(long + 16, 3)), 'yyy');
    await room.close();
  });

  it('lets nobody read a name in its files, and leaves none behind', async () => {
    const room = await createFileScanShelf({ folder, key: KEY }).open();
    for (let round = 0; round < 3000; round += 1) room.lay(bytes(`jsmith@contoso.com ${'-'.repeat(500)}`));
    const [file = ''] = readdirSync(folder);
    assert.ok(readFileSync(join(folder, file)).length > 0);
    assert.ok(!readFileSync(join(folder, file)).includes('jsmith'));
    await room.close();
    assert.deepEqual(readdirSync(folder), []);
  });

  it('keeps a scan for the next process, which may lay more into it', async () => {
    const first = await createFileScanShelf({ folder, key: KEY }).open();
    const at = first.lay(bytes('kept'));
    await first.keep({ numbers: Uint8Array.of(1, 2, 3) });
    await first.close();
    const second = await createFileScanShelf({ folder, key: KEY }).last();
    assert.deepEqual(second?.column('numbers'), Buffer.of(1, 2, 3));
    assert.equal(text(second.fetch(at, 4)), 'kept');
    const more = second.lay(bytes('more'));
    assert.ok(more > at);
    await second.keep({ numbers: Uint8Array.of(4) });
    await second.close();
    const third = await createFileScanShelf({ folder, key: KEY }).last();
    assert.deepEqual([text(third?.fetch(at, 4) ?? bytes('')), text(third?.fetch(more, 4) ?? bytes('')), third?.column('numbers')?.[0]], ['kept', 'more', 4]);
    await third?.close();
    assert.equal(readdirSync(folder).length, 2);
  });

  it('has no last scan under another key, after a change to its columns, or where nothing was kept', async () => {
    const shelf = createFileScanShelf({ folder, key: KEY });
    assert.equal(await shelf.last(), null);
    const room = await shelf.open();
    await room.keep({ numbers: Uint8Array.of(1) });
    await room.close();
    assert.equal(await createFileScanShelf({ folder: mkdtempSync(join(folder, 'other-')), key: KEY }).last(), null);
    const kept = join(folder, 'kept.columns');
    const before = readFileSync(kept);
    const changed = Buffer.from(before);
    changed[changed.length - 1] = (changed.at(-1) ?? 0) ^ 1;
    writeFileSync(kept, changed);
    assert.equal(await shelf.last(), null);
    writeFileSync(kept, before);
    assert.equal(await createFileScanShelf({ folder, key: Buffer.alloc(32, 8) }).last(), null);
  });

  it('clears away what a process that died has left', async () => {
    const dead = await createFileScanShelf({ folder, key: KEY }).open();
    dead.lay(bytes('left'));
    assert.equal(readdirSync(folder).length, 1);
    createFileScanShelf({ folder, key: KEY });
    assert.deepEqual(readdirSync(folder), []);
    await dead.close();
  });
});
