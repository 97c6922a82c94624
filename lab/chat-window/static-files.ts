import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export interface StaticFile {
  readonly type: string;
  readonly content: Buffer;
}

const PUBLIC = fileURLToPath(new URL('./public/', import.meta.url));
const require = createRequire(import.meta.url);
/** Two files of npm packages; the browser gets nothing else from node_modules. */
const VENDOR: Readonly<Record<string, () => string>> = {
  '/vendor/adaptivecards.min.js': () => join(packageFolder('adaptivecards'), 'dist/adaptivecards.min.js'),
  '/vendor/markdown-it.umd.min.js': () => join(packageFolder('markdown-it'), 'dist/browser/markdown-it.umd.min.js'),
};
const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
};

/** The file at a path of the chat window, or null. Paths are plain names; nothing outside the folder can be reached. */
export async function staticFile(path: string): Promise<StaticFile | null> {
  const location = VENDOR[path]?.() ?? publicFile(path === '/' ? '/index.html' : path);
  const type = TYPES[extname(path === '/' ? '.html' : path) || '.html'];
  if (location === null || type === undefined) return null;
  return readFile(location).then((content) => ({ type, content }), () => null);
}

function publicFile(path: string): string | null {
  return /^(\/[a-z][a-z-]*){1,2}\.(html|css|js|svg)$/.test(path) ? join(PUBLIC, path) : null;
}

function packageFolder(name: string): string {
  const marker = `node_modules/${name}/`;
  const entry = require.resolve(name).replaceAll('\\', '/');
  const at = entry.lastIndexOf(marker);
  return at < 0 ? dirname(entry) : entry.slice(0, at + marker.length);
}
