import { errorsReply, type ShownGroup } from '../cards/errors.ts';
import { workingReply } from '../cards/working.ts';
import { rdnsOf } from '../model/distinguished-name.ts';
import type { ErrorGroup, ErrorObject } from '../model/error-list.ts';
import type { CardReply } from '../model/reply.ts';
import type { Talk } from '../ports/talk.ts';
import { answer, type Asking } from './answer.ts';
import { defineCommand } from './command.ts';
import { gatherErrors } from '../watch/gather-errors.ts';
import { groupErrors } from '../watch/group-errors.ts';
import type { CommandWorld } from './world.ts';

export const errors = defineCommand({
  word: 'errors',
  usage: 'errors',
  summary: 'List what is failing now, on all sync servers and in Entra, by cause',
  example: 'errors',
  effect: 'reads',
  inMenu: true,
  parse: () => ({ ok: true, args: {} }),
  async run(world: CommandWorld, request, talk) {
    const working = workingReply({ doing: 'Reading the errors of all sync servers and of Entra ID', sources: ['Sync servers', 'Entra ID'].map((name) => ({ name, is: 'reading' as const })) });
    await answer(world, { request, talk }, { working, redactable: true, compose: (asking) => composed(world, asking) });
  },
});

/** So many groups have a button; the others are a question away. */
const MOST_BUTTONS = 6;

async function composed(world: CommandWorld, { talk, note }: Asking): Promise<CardReply> {
  const gathered = await gatherErrors(world);
  const groups = groupErrors(gathered.current, (cause) => world.titleOf(cause));
  const isNamed = note === '';
  const offered = offers(groups);
  const shown = await Promise.all(groups.map((group) => (isNamed ? named(world, talk, { group, about: offered.get(group) }) : nameless(group))));
  return errorsReply({
    groups: shown, staging: gathered.staging, sources: gathered.sources, at: world.clock.now().toISOString(),
    // What a source says of itself may name objects too.
    unread: gathered.unread.map(({ what, why, detail }) => ({ what, says: isNamed && detail !== undefined ? detail : `${what} (${why})` })),
    note: isNamed ? '' : 'Names are not shown in this conversation; ask in your chat with me to see them.',
  });
}

/** Whom the button of each group asks about: one who has no button yet, for the answer tells of all that is wrong with them. */
function offers(groups: readonly ErrorGroup[]): ReadonlyMap<ErrorGroup, ErrorObject> {
  const offered = new Map<ErrorGroup, ErrorObject>();
  const taken = new Set<string>();
  for (const group of groups) {
    const free = group.objects.find((object) => { const about = askedAs(object); return about !== null && !taken.has(about); });
    if (free === undefined || offered.size === MOST_BUTTONS) continue;
    offered.set(group, free);
    taken.add(askedAs(free) ?? '');
  }
  return offered;
}

async function named(world: CommandWorld, talk: Talk, { group, about }: { readonly group: ErrorGroup; readonly about: ErrorObject | undefined }): Promise<ShownGroup> {
  const names = group.objects.map(nameOf);
  const asked = about === undefined ? null : askedAs(about);
  if (about === undefined || asked === null) return { ...group, names, ref: '', diagnose: '' };
  const ref = world.random.nonce();
  await world.store.putRef(ref, { kind: 'ask', about: asked, cause: null, remedy: null, conversationId: talk.place.conversationId, createdAt: world.clock.now().toISOString() });
  return { ...group, names, ref, diagnose: nameOf(about) };
}

/** An error without a cause keeps its word: that is of the source, never of the company. */
const nameless = (group: ErrorGroup): ShownGroup => ({ ...group, objects: group.objects.map(() => ({})), names: [], ref: '', diagnose: '' });

const nameOf = ({ name, dn, anchor, entraId }: ErrorObject): string => name ?? (dn === undefined ? undefined : commonName(dn)) ?? anchor ?? entraId ?? 'an object without a name';

const commonName = (dn: string): string | undefined => rdnsOf(dn)[0]?.replace(/^[^=]*=/, '').replace(/\\([^0-9a-f])/gi, '$1');

/** What a question about the object can find it by; an anchor alone is in no directory. */
const askedAs = ({ dn, ask, name }: ErrorObject): string | null => dn ?? ask ?? name ?? null;
