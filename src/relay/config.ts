import { readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { parse } from 'yaml';
import { parseLocalPolicy, type LocalPolicy } from '../boundary/local-policy.ts';
import { parseRelayConfig, type RelayConfig } from '../boundary/relay-config.ts';

/** The relay cannot start; the message is for the operator, complete and without a stack trace. */
export class RelayNotReady extends Error {
  constructor(says: string) {
    super(says);
    this.name = 'RelayNotReady';
  }
}

/** Reads the YAML file; relative paths in it count from its folder. */
export function readRelayConfig(file: string): RelayConfig {
  const parsed = parseRelayConfig(yamlOf(file, 'the configuration'));
  if (!parsed.ok) throw new RelayNotReady(complaint(`The configuration ${file} cannot be used, so the relay did not start`, parsed.complaints));
  const at = (path: string): string => resolve(dirname(file), path);
  const { config } = parsed;
  return {
    ...config,
    stateDir: at(config.stateDir),
    localPolicyFile: at(config.localPolicyFile),
    ...(config.trustedCaFile === undefined ? {} : { trustedCaFile: at(config.trustedCaFile) }),
    directories: config.directories.map((each) => ({ ...each, passwordFile: at(each.passwordFile), ...(each.caFile === undefined ? {} : { caFile: at(each.caFile) }) })),
  };
}

/** The site's own limits. Without a readable policy the relay does not start at all. */
export function readLocalPolicy(file: string): LocalPolicy {
  const parsed = parseLocalPolicy(yamlOf(file, 'the local policy'));
  if (!parsed.ok) throw new RelayNotReady(complaint(`The local policy ${file} cannot be used, so the relay did not start`, parsed.complaints));
  return parsed.policy;
}

export function readText(file: string, what: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    throw new RelayNotReady(`Cannot read ${what} from ${file}: the file is missing or this account may not read it.`);
  }
}

function yamlOf(file: string, what: string): unknown {
  const text = readText(file, what);
  try {
    return parse(text);
  } catch (error) {
    throw new RelayNotReady(`${file} is not valid YAML: ${error instanceof Error ? error.message.split('\n')[0] : 'unreadable'}`);
  }
}

const complaint = (head: string, complaints: readonly string[]): string => [`${head}:`, ...complaints.map((each) => `  ${each}`)].join('\n');
