import { readEnvelope } from '../../boundary/activity-envelope.ts';
import { parseActivity } from '../../boundary/teams-activity.ts';
import type { Gate } from '../../chat/gate.ts';
import type { Channel } from '../../ports/channel.ts';
import type { CredentialSettings } from './credentials.ts';
import { nameOfFault } from './name-of-fault.ts';
import { invokeFault } from './invoke-answer.ts';
import { OutgoingAdapter } from './outgoing-adapter.ts';
import { createPatience } from './patience.ts';
import { TeamsChannel } from './teams-channel.ts';
import { Turns, type HttpAnswer, type TurnSettings } from './turns.ts';

export interface TeamsAdapter {
  /** One POST of the channel: header and parsed body. Never rejects and never answers with text about a failure. */
  handle(authorization: string | undefined, body: unknown): Promise<HttpAnswer>;
  readonly channel: Channel;
  /** Takes nothing new and waits for the turns under way. */
  close(): Promise<void>;
}

interface TeamsAdapterSettings extends CredentialSettings, TurnSettings {
  readonly gate: Gate;
  /** First wait before a request to Teams is repeated, in ms. */
  readonly firstWaitMs?: number | undefined;
}

/** Receives what the gate admits and speaks through the SDK's connector. */
export function createTeamsAdapter(settings: TeamsAdapterSettings): TeamsAdapter {
  const { gate, log } = settings;
  const patience = createPatience(settings.firstWaitMs);
  const channel = new TeamsChannel({ ...settings, draw: (reply) => settings.draw(reply), adapter: new OutgoingAdapter(settings), patience });
  const turns = new Turns(settings, channel);

  async function admitted(type: string, body: unknown): Promise<HttpAnswer> {
    const parsed = parseActivity(body);
    if (parsed.ok) return turns.receive(parsed.incoming);
    await settings.refused('R15', { why: 'malformed', type, says: parsed.says });
    return type === 'invoke' ? { status: 200, body: invokeFault(400) } : { status: 400 };
  }
  return {
    channel,
    async handle(authorization, body) {
      const envelope = readEnvelope(body);
      try {
        const admission = await gate.admit(authorization, envelope);
        if (!admission.ok) return { status: admission.status };
        return await admitted(envelope.type, body);
      } catch (error) {
        log.error('teams.activity-failed', { type: envelope.type, error: nameOfFault(error) });
        return envelope.type === 'invoke' ? { status: 200, body: invokeFault(500) } : { status: 500 };
      }
    },
    close: () => turns.close(),
  };
}
