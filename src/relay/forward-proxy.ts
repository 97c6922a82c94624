import type { ForwardProxy } from '../adapters/bot-link/https-post.ts';
import { readText } from '../adapters/system/read-settings.ts';
import type { RelayConfig } from '../boundary/relay-config.ts';

/** The proxy of the configuration with its password; undefined where the bot is reached directly. Throws `NotReady` when the password file cannot be read. */
export function forwardProxy({ bot: { proxy } }: RelayConfig): ForwardProxy | undefined {
  if (proxy === undefined) return undefined;
  const { url, user, passwordFile } = proxy;
  return { url, user, ...(passwordFile === undefined ? {} : { password: readText(passwordFile, 'the password of the proxy').replace(/\r?\n$/, '') }) };
}
