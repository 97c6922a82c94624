import type { Unproven } from '../boundary/activity-envelope.ts';
import type { ChannelClaims } from '../boundary/token-claims.ts';
import { isGuid } from '../model/ids.ts';
import type { Clock } from '../ports/clock.ts';
import { isServiceAddress } from './clouds.ts';
import type { CloudSettings } from './clouds.ts';
import { createKeyRing, fetchKeysFrom } from './gate-keys.ts';
import type { FetchKeys } from './gate-keys.ts';
import { verifyToken } from './gate-token.ts';
import type { TokenFault } from './gate-token.ts';

export type GateFault =
  | TokenFault
  | 'service-url-missing' | 'service-url-claim-missing' | 'service-url-differs' | 'service-host-unknown'
  | 'other-channel' | 'tenant-missing' | 'other-tenant';

/** R1: the token is the channel's and ours. R2: the channel is Teams and the tenant is ours. */
type GateRule = 'R1' | 'R2';

type Admission =
  | { readonly ok: true; readonly claims: ChannelClaims }
  | { readonly ok: false; readonly status: 401 | 403; readonly rule: GateRule; readonly why: GateFault };

export interface Gate {
  /** Never rejects. The caller answers with the status and an empty body. */
  admit(authorization: string | undefined, activity: Unproven): Promise<Admission>;
}

interface GateSettings {
  readonly appId: string;
  readonly tenantId: string;
  readonly cloud: CloudSettings;
  readonly clock: Clock;
  readonly fetchKeys?: FetchKeys | undefined;
  /** Told of each refusal, for log and audit. */
  readonly refused?: ((rule: GateRule, why: GateFault) => void) | undefined;
}

/**
 * The only door for activities. It has no switch that opens it: a blank or malformed app id or tenant id throws.
 * Rules: Bot Connector authentication (Microsoft Learn, "Authenticate requests from the Bot Connector service to your bot").
 */
export function createGate(settings: GateSettings): Gate {
  const { appId, tenantId, cloud, clock, refused } = settings;
  if (!isGuid(appId)) throw new TypeError('the app id of the bot must be a GUID; without it nobody could be told apart');
  if (!isGuid(tenantId)) throw new TypeError('the tenant id must be a GUID; without it every tenant would be let in');
  const ring = createKeyRing(settings.fetchKeys ?? fetchKeysFrom(cloud.openIdMetadata, cloud.issuer), clock);

  async function judge(authorization: string | undefined, activity: Unproven): Promise<Admission> {
    const claims = await verifyToken(authorization, { issuer: cloud.issuer, audience: appId, now: clock.now(), findKey: (kid) => ring.find(kid) });
    if (typeof claims === 'string') return { ok: false, status: 401, rule: 'R1', why: claims };
    const wrong = wrongAddress(activity, claims, cloud);
    if (wrong) return { ok: false, status: 403, rule: 'R1', why: wrong };
    const foreign = foreignPlace(activity, tenantId);
    if (foreign) return { ok: false, status: 403, rule: 'R2', why: foreign };
    return { ok: true, claims };
  }
  return {
    async admit(authorization, activity) {
      const admission = await judge(authorization, activity);
      if (!admission.ok) refused?.(admission.rule, admission.why);
      return admission;
    },
  };
}

function wrongAddress(activity: Unproven, claims: ChannelClaims, cloud: CloudSettings): GateFault | null {
  if (!activity.serviceUrl) return 'service-url-missing';
  if (!claims.serviceUrl) return 'service-url-claim-missing';
  if (claims.serviceUrl !== activity.serviceUrl) return 'service-url-differs';
  return isServiceAddress(cloud, activity.serviceUrl) ? null : 'service-host-unknown';
}

function foreignPlace(activity: Unproven, tenantId: string): GateFault | null {
  if (activity.channelId !== 'msteams') return 'other-channel';
  const { conversationTenantId, channelDataTenantId } = activity;
  if (!conversationTenantId || !channelDataTenantId) return 'tenant-missing';
  const ours = tenantId.toLowerCase();
  return conversationTenantId.toLowerCase() === ours && channelDataTenantId.toLowerCase() === ours ? null : 'other-tenant';
}
