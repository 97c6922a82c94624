import { noticeReply } from '../cards/notice.ts';
import type { ErrorObject } from '../model/error-list.ts';
import type { Incident } from '../model/incident.ts';
import type { StoredRef } from '../ports/store.ts';
import { assignIncident, noSuchIncident } from './assign.ts';
import { MOST_NAMES } from './asked-names.ts';
import type { Here } from './command.ts';
import { propose } from './fix.ts';
import { mayAsk } from './may-ask.ts';
import { muteHere } from './mute.ts';
import { proposeBatch } from './propose-batch.ts';
import { isOutOfPlace } from './shared-place.ts';
import { answerMany, answerWhy } from './why.ts';
import type { CommandWorld } from './world.ts';

interface IncidentPress {
  readonly stored: StoredRef;
  readonly incidentId: string;
  readonly reason: string;
  readonly ticket: string;
  readonly confirmed: readonly string[];
}

/** A button of an incident's card: it acts on the incident as it is now, never on what the card showed. */
export async function pressIncident(world: CommandWorld, here: Here, press: IncidentPress): Promise<void> {
  const { stored, incidentId } = press;
  const incident = await world.store.incident(incidentId);
  if (incident === null) return here.talk.tell(noSuchIncident('of this card'));
  if (stored.kind === 'diagnose') return diagnose(world, here, incident);
  if (await isOutOfPlace(world, here, null)) return;
  if (stored.kind === 'propose') return proposeFor(world, here, { incident, press });
  if (stored.kind === 'assign') return assignIncident(world, here, { incident, isNobody: false });
  const refused = await mayAsk(world, here.request.actor);
  if (refused !== null) return here.talk.tell(refused);
  return muteHere(world, here, { of: { is: 'incident', incidentId, code: incident.code }, minutes: stored.minutes ?? 60 });
}

/** As it can be asked about; an anchor alone is in no directory. */
const askedAs = ({ dn, ask, name }: ErrorObject): string | null => dn ?? ask ?? name ?? null;

async function diagnose(world: CommandWorld, here: Here, { sample }: Incident): Promise<void> {
  const names = sample.flatMap((object) => askedAs(object) ?? []).slice(0, MOST_NAMES);
  const [only] = names;
  if (only === undefined) return here.talk.tell(noticeReply({ tone: 'warning', headline: 'Nobody to ask about', happened: 'None of its objects has a name that a directory knows.', advice: 'Type errors, or status.' }));
  return names.length === 1 ? answerWhy(world, here, only) : answerMany(world, here, names);
}

async function proposeFor(world: CommandWorld, here: Here, { incident, press }: { readonly incident: Incident; readonly press: IncidentPress }): Promise<void> {
  const { reason, ticket, confirmed } = press;
  const members = await world.store.incidentMembers(incident.incidentId);
  const names = members.flatMap(({ object }) => (object === null ? [] : (askedAs(object) ?? [])));
  const [only] = names;
  if (incident.cause === null || only === undefined) return here.talk.tell(noticeReply({ tone: 'good', headline: 'Nothing left to repair', happened: 'No object has this error now.', effect: 'No plan was made.' }));
  if (names.length === 1) return propose(world, here, { about: only, cause: incident.cause, reason, ticket, confirmed });
  return proposeBatch(world, here, { names, cause: incident.cause, asked: `all of ${incident.code}`, reason, ticket, unseen: '' });
}
