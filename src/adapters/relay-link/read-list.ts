import { parseListPart } from '../../boundary/relay-messages.ts';
import type { ListPart, ListRequest } from '../../model/list-reading.ts';
import type { ListJob, RelayAnswer } from '../../model/relay-job.ts';
import type { Ticket } from '../../ports/job-desk.ts';
import { ListBroken } from '../../ports/relay-link.ts';
import { whereOf } from '../../protocol/is-served.ts';
import { listHash } from '../../protocol/sign-job.ts';
import { pickedUp, whoIsMissing, within, type LinkWorld } from './pick-up.ts';

/** Like `list` of the link. A relay that is lost before its first part has come costs one more try; one that is lost later breaks the list. */
export async function* readList(world: LinkWorld, request: ListRequest): AsyncGenerator<ListPart> {
  for (let tries = 1; ; tries += 1) {
    const ticket = await placeList(world, request);
    const seen: Seen = { parts: 0, entries: 0, chain: listHash() };
    try {
      for (let part = await nextPart(world, ticket, seen); part !== null; part = await nextPart(world, ticket, seen)) {
        if (part.reading !== request.reading) throw new ListBroken('failed', 'the relay sent parts of another list');
        yield part;
      }
      const answer = await within(world.options.clock, world.patience.part, ticket.answer);
      if (answer === null && seen.parts === 0 && tries === 1) continue;
      refuseLess(answer, seen);
      return;
    } finally {
      await ticket.giveUp();
    }
  }
}

interface Seen {
  parts: number;
  entries: number;
  readonly chain: ReturnType<typeof listHash>;
}

async function placeList(world: LinkWorld, request: ListRequest): Promise<Ticket> {
  const { options, desk } = world;
  const job: ListJob = { kind: 'list', jobId: options.random.uuid(), notAfter: new Date(options.clock.now().getTime() + 60_000).toISOString(), request };
  const ticket = await desk.place(job);
  if (ticket === null) throw new ListBroken('throttled', 'too many lists wait for the relay; ask again in a moment');
  if (!(await pickedUp(world, ticket))) throw new ListBroken('relay-offline', `${await whoIsMissing(options, whereOf(job))}; a relay of an older version cannot send lists: update it`);
  return ticket;
}

async function nextPart({ options, patience }: LinkWorld, ticket: Ticket, seen: Seen): Promise<ListPart | null> {
  const text = await within(options.clock, patience.part, ticket.nextPart());
  if (text === null) return null;
  if (text === 'late') throw new ListBroken('timed-out', `the relay sent nothing more of the list for ${patience.part / 1_000} seconds`);
  const part = parseListPart(text);
  if (part === null) throw new ListBroken('failed', 'the relay sent a part of the list that cannot be understood');
  seen.parts += 1;
  seen.entries += part.entries.length;
  seen.chain.add(text);
  return part;
}

/** What was handed out must be what the relay says that it has sent. */
function refuseLess(answer: RelayAnswer | null | 'late', { parts, entries, chain }: Seen): void {
  if (answer === 'late') throw new ListBroken('timed-out', 'the relay did not say whether the list is complete');
  if (answer === null) throw new ListBroken('relay-offline', 'the relay was restarted while it was reading; ask again');
  if (answer.kind === 'refused') throw new ListBroken('failed', answer.says);
  if (answer.kind !== 'list') throw new ListBroken('failed', 'the relay answered something else');
  const { end } = answer;
  if (end.is === 'broken') throw new ListBroken(end.why, end.says);
  if (end.parts !== parts || end.entries !== entries || end.hash !== chain.hex()) throw new ListBroken('failed', 'parts of the list were lost on their way; ask again');
}
