import { dirname, resolve } from 'node:path';
import { readYaml, withComplaints } from '../adapters/system/read-settings.ts';
import { NotReady } from '../ports/not-ready.ts';
import { parseLocalPolicy, type LocalPolicy } from '../boundary/local-policy.ts';
import { parseRelayConfig, type RelayConfig } from '../boundary/relay-config.ts';

/** Reads the YAML file; relative paths in it count from its folder. */
export function readRelayConfig(file: string): RelayConfig {
  const parsed = parseRelayConfig(readYaml(file, 'the configuration'));
  if (!parsed.ok) throw new NotReady(withComplaints(`The configuration ${file} cannot be used, so the relay did not start`, parsed.complaints));
  const at = (path: string): string => resolve(dirname(file), path);
  const { config } = parsed;
  return {
    ...config,
    bot: { ...config.bot, ...(config.bot.proxy?.passwordFile === undefined ? {} : { proxy: { ...config.bot.proxy, passwordFile: at(config.bot.proxy.passwordFile) } }) },
    stateDir: at(config.stateDir),
    localPolicyFile: at(config.localPolicyFile),
    ...(config.trustedCaFile === undefined ? {} : { trustedCaFile: at(config.trustedCaFile) }),
    directories: config.directories.map((each) => ({
      ...each,
      passwordFile: at(each.passwordFile),
      ...(each.caFile === undefined ? {} : { caFile: at(each.caFile) }),
      ...(each.write === undefined ? {} : { write: { ...each.write, passwordFile: at(each.write.passwordFile) } }),
    })),
  };
}

/** The site's own limits. Without a readable policy the relay does not start at all. */
export function readLocalPolicy(file: string): LocalPolicy {
  const parsed = parseLocalPolicy(readYaml(file, 'the local policy'));
  if (!parsed.ok) throw new NotReady(withComplaints(`The local policy ${file} cannot be used, so the relay did not start`, parsed.complaints));
  return parsed.policy;
}
