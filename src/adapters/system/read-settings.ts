import { readFileSync } from 'node:fs';
import { yamlValue } from '../../boundary/strict-yaml.ts';
import { NotReady } from '../../ports/not-ready.ts';

/** The text of a file of the operator's; `what` names it in the complaint. */
export function readText(file: string, what: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    throw new NotReady(`Cannot read ${what} from ${file}: the file is missing or this account may not read it.`);
  }
}

/** The same, as YAML that nobody has checked yet. */
export function readYaml(file: string, what: string): unknown {
  const text = readText(file, what);
  const reading = yamlValue(text);
  if (!reading.ok) throw new NotReady(`${file} is not valid YAML: ${reading.says}`);
  return reading.value;
}

/** One sentence and below it, indented, each complaint about the file. */
export const withComplaints = (sentence: string, complaints: readonly string[]): string => [`${sentence}:`, ...complaints.map((each) => `  ${each}`)].join('\n');
