import { request as plainRequest } from 'node:http';
import { request as tlsRequest } from 'node:https';
import type { Activity, Delivery } from './bot-connector-contract.ts';
import type { BotTokenRequest } from './openid-server.ts';

interface DeliveryRoute {
  readonly openId: { signBotToken(request: BotTokenRequest): Promise<string> };
  readonly botAppId: string;
  readonly serviceUrl: string;
  readonly caPem: string;
  readonly timeoutMs: number;
}

/** Carries activities to the bot, each with a token that the OpenID server signs for this service address. */
export class BotDelivery {
  readonly sent: Delivery[] = [];
  readonly #route: DeliveryRoute;
  #endpoint: string;

  constructor(route: DeliveryRoute, endpoint: string) {
    this.#route = route;
    this.#endpoint = endpoint;
  }

  pointAt(endpoint: string): void {
    this.#endpoint = endpoint;
  }

  async deliver(activity: Activity): Promise<Delivery> {
    const token = await this.#route.openId.signBotToken({ audience: this.#route.botAppId, serviceUrl: this.#route.serviceUrl });
    const answer = await this.#post(token, JSON.stringify(activity)).catch(() => ({ status: null, body: null }));
    const delivery = { activity, ...answer };
    this.sent.push(delivery);
    return delivery;
  }

  async again(activityId: string): Promise<Delivery> {
    const earlier = this.sent.find((delivery) => delivery.activity['id'] === activityId);
    if (earlier === undefined) throw new Error(`no activity ${activityId} was sent`);
    return this.deliver(earlier.activity);
  }

  #post(token: string, body: string): Promise<{ status: number; body: unknown }> {
    const endpoint = new URL(this.#endpoint);
    const headers = { 'authorization': `Bearer ${token}`, 'content-type': 'application/json; charset=utf-8', 'content-length': Buffer.byteLength(body), 'user-agent': 'Microsoft-SkypeBotApi (Microsoft-BotFramework/3.0)' };
    const options = { method: 'POST', headers, signal: AbortSignal.timeout(this.#route.timeoutMs), agent: false as const };
    return new Promise((resolve, reject) => {
      const request = endpoint.protocol === 'https:' ? tlsRequest(endpoint, { ...options, ca: this.#route.caPem }) : plainRequest(endpoint, options);
      request.on('error', reject);
      request.on('response', (response) => {
        const parts: Buffer[] = [];
        response.on('data', (part: Buffer) => parts.push(part));
        response.on('error', reject);
        response.on('end', () => resolve({ status: response.statusCode ?? 0, body: parsed(Buffer.concat(parts).toString('utf8')) }));
      });
      request.end(body);
    });
  }
}

function parsed(text: string): unknown {
  try {
    return text === '' ? null : JSON.parse(text);
  } catch {
    return text;
  }
}
