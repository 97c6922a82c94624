import { fingerprintCode } from '../protocol/keys.ts';
import { readRelayConfig } from './config.ts';
import { enrol } from './enrol.ts';

/** `syncwhy relay enrol`: prints the fingerprint that the bot's side must show too. */
export async function runEnrol(configFile: string, token: string, out: (text: string) => void): Promise<number> {
  const config = readRelayConfig(configFile);
  const { relayId, fingerprint } = await enrol(config, token);
  const code = fingerprintCode(fingerprint);
  out(`Enrolled as ${relayId}.\nFingerprint of this relay's key: ${code}\nIt is given no work until two approvers have compared this and typed in Teams: confirm relay ${code}\nStart it with: syncwhy relay --config ${configFile}`);
  return 0;
}
