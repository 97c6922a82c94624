import { readRelayConfig } from './config.ts';
import { enrol } from './enrol.ts';

/** `syncwhy relay enrol`: prints the fingerprint that the bot's side must show too. */
export async function runEnrol(configFile: string, token: string, out: (text: string) => void): Promise<number> {
  const config = readRelayConfig(configFile);
  const { relayId, fingerprint } = await enrol(config, token);
  out(`Enrolled as ${relayId}.\nFingerprint of this relay's key: ${fingerprint}\nStart it with: syncwhy relay --config ${configFile}`);
  return 0;
}
