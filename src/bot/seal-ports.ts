import { createTenantTokens } from '../adapters/openid-keys/tenant-tokens.ts';
import { createEntraSignIn } from '../adapters/seal-sign-in/entra-sign-in.ts';
import { systemClock } from '../adapters/system/system-clock.ts';
import type { SealingPorts } from '../approve/sealing-world.ts';
import type { BotConfig } from '../boundary/bot-config.ts';
import type { CloudSettings } from '../chat/clouds.ts';
import type { Store } from '../ports/store.ts';

/** Where people sign in for a plan; undefined where the configuration names no application for it. */
export function sealPorts({ sealing, tenantId }: BotConfig, { loginAuthority }: CloudSettings, strangerRefused: Store['audit']): SealingPorts | undefined {
  if (sealing === undefined) return undefined;
  const authority = loginAuthority.replace(/\/+$/, '');
  const issuer = `${authority}/${tenantId}/v2.0`;
  return {
    settings: { ...sealing, tenantId, issuer },
    idTokens: createTenantTokens({ openIdConfiguration: `${issuer}/.well-known/openid-configuration`, issuer, clock: systemClock }),
    page: createEntraSignIn({ authority, tenantId }),
    strangerRefused,
  };
}
