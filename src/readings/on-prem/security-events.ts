import type { OnPremFragment, OnPremReadingParams } from '../../model/relay-job.ts';
import { couldNotRead } from './could-not-read.ts';
import type { OnPremWorld } from './world.ts';

/** Who changed one object, as far as the domain controllers wrote it down. A controller that could not be read answers so itself. */
export async function securityEvents({ securityLog }: Pick<OnPremWorld, 'securityLog'>, object: OnPremReadingParams['ad.security-events']): Promise<OnPremFragment> {
  if (securityLog === undefined) return { unread: [{ what: 'securityLogs', why: 'not-configured', detail: 'no way to the Security log of the domain controllers is configured on the relay (securityLog)' }] };
  try {
    return { securityLogs: await securityLog.about(object), unread: [] };
  } catch (error) {
    return { unread: [couldNotRead('securityLogs', 'Security log of the domain controllers', error)] };
  }
}
