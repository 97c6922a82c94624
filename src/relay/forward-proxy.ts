import type { ForwardProxy } from '../adapters/bot-link/https-post.ts';
import type { RelayConfig } from '../boundary/relay-config.ts';
import { passwordReader } from './secrets.ts';

/** The proxy of the configuration with its password; undefined where the bot is reached directly. Throws `NotReady` when the password file cannot be read. */
export function forwardProxy(config: RelayConfig): ForwardProxy | undefined {
  const { proxy } = config.bot;
  if (proxy === undefined) return undefined;
  const { url, user, passwordFile } = proxy;
  return { url, user, ...(passwordFile === undefined ? {} : { password: passwordReader(passwordFile, config)() }) };
}
