import { createHmac } from 'node:crypto';
import type { Clock } from '../../ports/clock.ts';
import { NotReceived, type EventReceiver } from '../../ports/event-receiver.ts';

interface WebhookOptions {
  readonly name: string;
  readonly url: string;
  /** `whsec_` and base64, or any text. */
  readonly secret: string;
  readonly names: boolean;
  readonly clock: Pick<Clock, 'now'>;
  readonly deadlineMilliseconds?: number | undefined;
}

/**
 * Posts each event as JSON, signed as the Standard Webhooks specification has it (headers `webhook-id`, `webhook-timestamp`, `webhook-signature`), so that
 * receivers can check it with a ready library. Any answer of the 200s means that it was taken; redirections are not followed.
 */
export const signedWebhook = ({ name, url, secret, names, clock, deadlineMilliseconds = 15_000 }: WebhookOptions): EventReceiver => ({
  name,
  names,
  async deliver(event) {
    const body = JSON.stringify(event);
    const id = `syncwhy-${String(event.seq)}`;
    const timestamp = String(Math.floor(clock.now().getTime() / 1000));
    const signature = createHmac('sha256', keyOf(secret)).update(`${id}.${timestamp}.${body}`).digest('base64');
    const headers = { 'content-type': 'application/json', 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': `v1,${signature}` };
    const answer = await fetch(url, { method: 'POST', headers, body, redirect: 'error', signal: AbortSignal.timeout(deadlineMilliseconds) }).catch(() => null);
    if (answer === null) throw new NotReceived('it could not be reached');
    await answer.body?.cancel().catch(() => undefined);
    if (!answer.ok) throw new NotReceived(`it answered ${String(answer.status)}`);
  },
});

const keyOf = (secret: string): Buffer => (secret.startsWith('whsec_') ? Buffer.from(secret.slice('whsec_'.length), 'base64') : Buffer.from(secret, 'utf8'));
