import { BotLinkError, lookAtBot } from '../adapters/bot-link/bot-link.ts';
import type { RelayConfig } from '../boundary/relay-config.ts';
import type { Clock } from '../ports/clock.ts';
import { NotReady } from '../ports/not-ready.ts';
import { MAX_CLOCK_SKEW_MS } from '../protocol/sign-request.ts';
import { mend, note, ok, type CheckLine } from './check-line.ts';
import { forwardProxy } from './forward-proxy.ts';

/** Whether the bot answers over a TLS that is trusted here, through the proxy where there is one, and whether the clocks agree. */
export async function checkBot(config: RelayConfig, clock: Pick<Clock, 'now'>): Promise<readonly CheckLine[]> {
  const { url, proxy } = config.bot;
  const way = proxy === undefined ? 'directly' : `through the proxy ${proxy.url}`;
  try {
    const { status, date } = await lookAtBot({ url, proxy: forwardProxy(config) });
    if (status !== BOT_SAYS) return [mend('bot', `something answers at ${url}, but not as the bot does (status ${String(status)})`, 'let bot.url lead to the bot, and everything that stands before it hand on /relay/v1')];
    return [ok('bot', `answers at ${url}, ${way}`), skewOf(date, clock.now())];
  } catch (error) {
    if (error instanceof BotLinkError) return [mend('bot', `${error.message} (asked ${way})`, 'mend that, since nothing works without the bot')];
    if (error instanceof NotReady) return [mend('proxy', error.message, 'write the password into that file, readable for this account only')];
    throw error;
  }
}

/** The route is there and takes only POST. */
const BOT_SAYS = 405;

const TOLERABLE_MS = 60_000;

function skewOf(date: Date | null, now: Date): CheckLine {
  const what = 'clock and bot';
  if (date === null) return note(what, 'the bot did not say what time it is');
  return skewLine(what, 'the bot', { skewMs: now.getTime() - date.getTime(), limitMs: MAX_CLOCK_SKEW_MS });
}

/** Says how far this clock and another one are apart. */
export function skewLine(what: string, whose: string, { skewMs, limitMs }: { readonly skewMs: number; readonly limitMs: number }): CheckLine {
  const seconds = Math.round(Math.abs(skewMs) / 1000);
  if (seconds * 1000 <= TOLERABLE_MS) return ok(what, `the clocks are ${seconds === 0 ? 'together' : `${String(seconds)} s apart`}`);
  const says = `the clock of this machine is ${String(seconds)} s ${skewMs > 0 ? 'ahead of' : 'behind'} that of ${whose}`;
  return Math.abs(skewMs) > limitMs ? mend(what, says, 'set both by the same time source; more than 5 minutes are refused') : { ...note(what, says), mend: 'set both by the same time source before it gets worse' };
}
