import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Reads all templates of a folder at once, so that a broken one stops the start and not an answer. */
export function readCardFolder(folder: string): (name: string) => unknown {
  const templates = new Map<string, unknown>();
  for (const file of readdirSync(folder).filter((each) => each.endsWith('.json'))) {
    templates.set(file.slice(0, -'.json'.length), JSON.parse(readFileSync(join(folder, file), 'utf8')));
  }
  return (name) => {
    const template = templates.get(name);
    if (template === undefined) throw new Error(`there is no card named ${name}`);
    return template;
  };
}
