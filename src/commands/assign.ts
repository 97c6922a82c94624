import { noticeReply } from '../cards/notice.ts';
import type { Incident } from '../model/incident.ts';
import { wantAnew } from '../notify/want-anew.ts';
import { defineCommand, type Here } from './command.ts';
import { incidentCode } from './incident-code.ts';
import { mayAsk } from './may-ask.ts';
import type { CommandWorld } from './world.ts';

export const assign = defineCommand({
  word: 'assign',
  usage: 'assign <code> [to me | to nobody]',
  summary: 'Take care of an error; its card says who does',
  example: 'assign I-7K2Q',
  effect: 'writes',
  inMenu: false,
  parse(rest) {
    const [, said = '', whom = ''] = /^(\S+)(?:\s+to\s+(me|myself|nobody|no one|none))?$/iu.exec(rest.trim()) ?? [];
    const code = incidentCode(said);
    return code === null ? { ok: false, wrong: 'Which error? Its code stands on the card, and in the list: type incidents. You can assign it to yourself or to nobody.' } : { ok: true, args: { code, isNobody: /^n/iu.test(whom) } };
  },
  async run(world: CommandWorld, request, talk, { code, isNobody }) {
    const incident = await world.store.incidentByCode(code);
    if (incident === null) return talk.tell(noSuchIncident(code));
    return assignIncident(world, { request, talk }, { incident, isNobody });
  },
});

export async function assignIncident(world: CommandWorld, { request, talk }: Here, { incident, isNobody }: { readonly incident: Incident; readonly isNobody: boolean }): Promise<void> {
  const refused = await mayAsk(world, request.actor);
  if (refused !== null) return talk.tell(refused);
  const { store, clock } = world;
  const at = clock.now().toISOString();
  const whom = isNobody ? null : { oid: request.actor.oid, name: request.actor.name };
  let present: Incident | null = incident;
  for (let tries = 0; present !== null && tries < 3; tries += 1) {
    const moved = await store.assignIncident(present, whom, { event: 'incident.assigned', at, actor: request.actor.oid, planId: null, rule: null, facts: { code: incident.code, incidentId: incident.incidentId, to: whom?.oid ?? null } });
    if (moved !== null) {
      await wantAnew(store, moved, at);
      await talk.post(noticeReply({ tone: 'accent', headline: isNobody ? `${incident.code} is nobody's now` : `${request.actor.name} takes care of ${incident.code}`, happened: incident.title, advice: isNobody ? `To take it: assign ${incident.code}` : `To give it up: assign ${incident.code} to nobody` }));
      return;
    }
    present = await store.incident(incident.incidentId);
  }
  return talk.tell(present === null ? noSuchIncident(incident.code) : noticeReply({ tone: 'warning', headline: 'Somebody else was faster', happened: 'The error was changed at the same moment.', effect: 'Nothing was done.', advice: 'Try again.' }));
}

export const noSuchIncident = (code: string) =>
  noticeReply({ tone: 'warning', headline: 'No such error', happened: `I know no error ${code}. What was resolved days ago is forgotten.`, effect: 'Nothing was done.', advice: 'Type incidents to see those that are open, with their codes.' });
