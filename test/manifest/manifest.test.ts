import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inflateSync } from 'node:zlib';
import { COMMANDS } from '../../src/commands/index.ts';
import { drawIcons } from '../../tools/draw-icons.ts';
import { buildManifest, packApp } from '../../tools/pack-manifest.ts';

interface Validator { (value: unknown): boolean; readonly errors?: unknown }
const require = createRequire(import.meta.url);
const Ajv = (require('ajv-draft-04') as { readonly default: new (options: object) => { compile(schema: unknown): Validator } }).default;
const addFormats = (require('ajv-formats') as { readonly default: (ajv: unknown) => void }).default;

const ROOT = join(import.meta.dirname, '../..');
const APP = '0b07a991-1111-4c2d-8e3f-5a6b7c8d9e01';
const MENU = Array.from({ length: 10 }, (_, index) => ({ word: `word${index}`, usage: 'x', summary: 'does it', inMenu: true }));

function validator(): Validator {
  const ajv = new Ajv({ strict: false, allErrors: true });
  addFormats(ajv);
  const version = (JSON.parse(readFileSync(join(ROOT, 'manifest/manifest.json'), 'utf8')) as { readonly manifestVersion: string }).manifestVersion;
  return ajv.compile(JSON.parse(readFileSync(join(ROOT, `node_modules/@microsoft/app-manifest/build/json-schemas/teams/v${version}/MicrosoftTeams.schema.json`), 'utf8')));
}

describe('The Teams manifest', () => {
  const valid = validator();
  const built = buildManifest(COMMANDS, { appId: APP, host: 'bot.contoso.com' });

  it('fits Microsoft\'s schema of its version', () => {
    assert.ok(valid(built), JSON.stringify(valid.errors));
    assert.ok(valid(buildManifest(MENU, { appId: APP })), JSON.stringify(valid.errors));
  });
  it('would be rejected by the schema with a wrong bot id', () => {
    assert.equal(valid({ ...built, id: 'x' }), false);
  });
  it('shows exactly the commands that belong in the menu, in every scope', () => {
    const [bot] = built['bots'] as readonly [{ readonly botId: string; readonly commandLists: readonly { readonly scopes: readonly string[]; readonly commands: readonly { readonly title: string; readonly description: string }[] }[] }];
    assert.equal(bot.botId, APP);
    assert.deepEqual(bot.commandLists.flatMap((list) => list.scopes), ['personal', 'team', 'groupChat']);
    const menu = COMMANDS.filter((command) => command.inMenu).map((command) => command.word);
    assert.ok(menu.length > 0 && menu.length <= 10);
    for (const list of bot.commandLists) assert.deepEqual(list.commands.map((command) => command.title), menu);
  });
  it('does not ask for shared channels or other rights', () => {
    assert.doesNotMatch(JSON.stringify(built), /supportedChannelTypes|supportsChannelFeatures|authorization|permissions/u);
  });
  for (const [settings, wrong] of [[{ appId: '' }, /app id/u], [{ appId: '00000000-0000-0000-0000-000000000000' }, /app id/u], [{ appId: APP, host: 'https://bot.contoso.com' }, /host/u]] as const) {
    it(`is not built with ${JSON.stringify(settings)}`, () => assert.throws(() => buildManifest([], settings), wrong));
  }
  it('is not built with eleven commands in the menu', () => {
    assert.throws(() => buildManifest([...MENU, ...MENU.slice(0, 1)], { appId: APP }), /10 commands at most, 11/u);
  });
});

describe('The app package', () => {
  it('holds the manifest and both icons, readable by another program', () => {
    const folder = mkdtempSync(join(tmpdir(), 'syncwhy-manifest-'));
    try {
      const file = join(folder, 'app.zip');
      writeFileSync(file, packApp(buildManifest(MENU, { appId: APP })));
      const listed = execFileSync('python3', ['-c', 'import sys,zipfile,json; z=zipfile.ZipFile(sys.argv[1]); assert z.testzip() is None; print(json.dumps([z.namelist(), json.loads(z.read("manifest.json"))["id"]]))', file], { encoding: 'utf8' });
      assert.deepEqual(JSON.parse(listed), [['manifest.json', 'color.png', 'outline.png'], APP]);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
  for (const [name, size] of [['color', 192], ['outline', 32]] as const) {
    it(`has the ${name} icon of ${size} pixels as committed`, () => {
      const icon = drawIcons()[name];
      assert.deepEqual([icon.readUInt32BE(16), icon.readUInt32BE(20)], [size, size]);
      assert.ok(icon.equals(readFileSync(join(ROOT, `manifest/${name}.png`))));
    });
  }
  it('has an outline of white on nothing', () => {
    const icon = drawIcons().outline;
    const length = icon.readUInt32BE(33);
    const rows = inflateSync(icon.subarray(41, 41 + length));
    let seen = 0;
    for (let row = 0; row < 32; row += 1) {
      for (let column = 0; column < 32; column += 1) {
        const at = row * 129 + 1 + column * 4;
        assert.deepEqual([...rows.subarray(at, at + 3)], [255, 255, 255]);
        seen += rows[at + 3] === 0 ? 0 : 1;
      }
    }
    assert.ok(seen > 100 && seen < 900, `${seen} pixels are drawn`);
  });
});
