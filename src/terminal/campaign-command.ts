import { askBot, gone, type AdminAddress } from './admin-client.ts';
import type { Terminal } from './ask-command.ts';

interface NewCampaign {
  readonly name: string;
  readonly from: string;
  readonly to: string;
  readonly size: number | null;
  readonly pauseMinutes: number;
  /** Account of the operating system that runs this. */
  readonly account: string;
}

/** Every account of the list is looked up, in AD and in Entra; after five minutes the client of Node gives up by itself. */
const LONGEST_MS = 290_000;

/** Hands a list of pairs to the running bot. Exit code 0 when the campaign is made, 2 when not. */
export async function runCampaignNew(address: AdminAddress, asked: NewCampaign, { octets, json, terminal }: { readonly octets: Uint8Array; readonly json: boolean; readonly terminal: Terminal }): Promise<number> {
  const list = textOf(octets);
  if (list === null) {
    terminal.err('The list is not UTF-8. Save it as CSV UTF-8 with commas between the fields.');
    return 2;
  }
  const answer = await askBot(address, '/admin/campaign', { ...asked, list }, LONGEST_MS);
  if (!answer.ok) {
    terminal.err(answer.says === gone(address) ? `${answer.says} If it only took too long, the campaign may be there all the same: syncwhy ask "campaign ${asked.name}".` : answer.says);
    return 2;
  }
  terminal.out(json && answer.json !== undefined ? JSON.stringify(answer.json, null, 2) : answer.text);
  return 0;
}

function textOf(octets: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(octets);
  } catch {
    return null;
  }
}
