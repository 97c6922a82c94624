import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { drawIcons } from './draw-icons.ts';
import { isGuid } from '../src/model/ids.ts';
import { zip } from './zip.ts';

/** What the menu shows of a command. */
interface MenuCommand {
  readonly word: string;
  readonly usage: string;
  readonly summary: string;
  readonly inMenu: boolean;
}

interface ManifestSettings {
  /** App id of the chat channel; the Teams app has the same id. */
  readonly appId: string;
  /** Host name under which people reach the bot's pages, when there are any. */
  readonly host?: string | undefined;
  readonly version?: string | undefined;
  /** Company and pages that Teams shows; every organisation has its own. */
  readonly developer?: { readonly name: string; readonly websiteUrl: string; readonly privacyUrl: string; readonly termsOfUseUrl: string } | undefined;
}

const EXAMPLE_APP = '0b07a991-1111-4c2d-8e3f-5a6b7c8d9e01';
const NO_APP = '00000000-0000-0000-0000-000000000000';
const HOST = /^(?=.{1,253}$)[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)+$/i;
const MOST_COMMANDS = 10;
const LONGEST_TITLE = 32;
const LONGEST_DESCRIPTION = 128;
const FOLDER = join(import.meta.dirname, '../manifest');

/** The Teams manifest with the menu made from the commands. Throws a TypeError that names the wrong setting. */
export function buildManifest(commands: readonly MenuCommand[], settings: ManifestSettings): Record<string, unknown> {
  const { appId, host, version, developer } = settings;
  if (!isGuid(appId) || appId === NO_APP) throw new TypeError(`app id must be the GUID of the bot's registration, got "${appId}"`);
  if (host !== undefined && !HOST.test(host)) throw new TypeError(`host must be a bare host name like bot.contoso.com, got "${host}"`);
  const base = JSON.parse(readFileSync(join(FOLDER, 'manifest.json'), 'utf8')) as { readonly version: string; readonly developer: object; readonly bots: readonly [Record<string, unknown>] };
  const [bot] = base.bots;
  const menu = menuOf(commands);
  const lists = (['personal', 'team', 'groupChat'] as const).map((scope) => ({ scopes: [scope], commands: menu }));
  return {
    ...base,
    version: version ?? base.version,
    id: appId,
    developer: developer ?? base.developer,
    bots: [{ ...bot, botId: appId, commandLists: lists }],
    validDomains: host === undefined ? [] : [host],
  };
}

function menuOf(commands: readonly MenuCommand[]): readonly { readonly title: string; readonly description: string }[] {
  const shown = commands.filter((command) => command.inMenu);
  if (shown.length > MOST_COMMANDS) throw new TypeError(`Teams shows ${MOST_COMMANDS} commands at most, ${shown.length} want to be in the menu`);
  return shown.map(({ word, usage, summary }) => {
    const description = `${summary} (${usage})`;
    return { title: word.slice(0, LONGEST_TITLE), description: description.length <= LONGEST_DESCRIPTION ? description : summary.slice(0, LONGEST_DESCRIPTION) };
  });
}

/** The app package that Teams takes: manifest and both icons. */
export function packApp(manifest: Readonly<Record<string, unknown>>): Buffer {
  const { color, outline } = drawIcons();
  return zip([
    { name: 'manifest.json', bytes: Buffer.from(`${JSON.stringify(manifest, null, 2)}\n`, 'utf8') },
    { name: 'color.png', bytes: color },
    { name: 'outline.png', bytes: outline },
  ]);
}

async function main(): Promise<void> {
  const { values } = parseArgs({ options: { 'app-id': { type: 'string' }, host: { type: 'string' }, version: { type: 'string' }, out: { type: 'string', default: 'dist/syncwhy-teams.zip' } } });
  const { COMMANDS } = await import('../src/commands/index.ts');
  const own = values['app-id'] ?? process.env['MicrosoftAppId'];
  const manifest = buildManifest(COMMANDS, { appId: own ?? EXAMPLE_APP, host: values.host, version: values.version });
  mkdirSync(dirname(values.out), { recursive: true });
  writeFileSync(values.out, packApp(manifest));
  console.log(own === undefined ? `${values.out}: packed with the example id ${EXAMPLE_APP}. Give your own: npm run manifest -- --app-id <id of the bot's registration> --host <name of the bot's host>` : `${values.out}: upload it in the Teams admin center under Manage apps.`);
}

if (import.meta.main) {
  await main().catch((error: unknown) => {
    console.error(error instanceof TypeError ? `${error.message}\nFor example: npm run manifest -- --app-id 0b07a991-1111-4c2d-8e3f-5a6b7c8d9e01 --host bot.contoso.com` : error);
    process.exitCode = 1;
  });
}
