import { countTenantKeys } from '../adapters/openid-keys/tenant-keys.ts';
import { issuerOf, type LocalPolicy } from '../boundary/local-policy.ts';
import type { RelayConfig } from '../boundary/relay-config.ts';
import { mend, ok, type CheckLine } from './check-line.ts';
import { forwardProxy } from './forward-proxy.ts';

/** Whether the keys by which seals are judged can be had; nothing where no seals are asked for. */
export async function checkSeals(config: RelayConfig, { sealing }: LocalPolicy): Promise<readonly CheckLine[]> {
  if (sealing === undefined) return [];
  const { host } = new URL(sealing.openIdConfiguration);
  try {
    const keys = await countTenantKeys({ openIdConfiguration: sealing.openIdConfiguration, issuer: issuerOf(sealing), proxy: forwardProxy(config) });
    return [ok('sealing keys', `${host} publishes ${String(keys)} keys of the tenant`)];
  } catch {
    return [mend('sealing keys', `the keys of the tenant cannot be had from ${sealing.openIdConfiguration}`, `allow this machine HTTPS to ${host}${config.bot.proxy === undefined ? '' : ' through the proxy'}, and see that sealing.tenantId is that of the tenant; without keys no sealed plan runs`)];
  }
}
