import { ListBroken, type RelayLists } from '../ports/relay-link.ts';
import { rdnsOf } from '../model/distinguished-name.ts';
import { objectGuidOf } from '../deduce/source-anchor.ts';
import { askedNames } from './asked-names.ts';
import { gatherErrors } from '../watch/gather-errors.ts';
import { groupErrors } from '../watch/group-errors.ts';
import type { CommandWorld } from './world.ts';

/** Whom a plan for many shall be about, before anybody has looked at them. */
export type BatchTargets =
  | { readonly is: 'names'; readonly names: readonly string[]; /** What could not be seen; empty when everything was. */ readonly unseen: string }
  | { readonly is: 'refused'; readonly says: string };

/** More cannot be asked about one by one in a time that somebody waits. */
export const MOST_ASKED = 500;

/** `errors` = what fails now with this cause; `OU=…` or `DC=…` = everything at or below it; anything else is a list of names. */
export async function batchTargets(world: CommandWorld, where: string, cause: string): Promise<BatchTargets> {
  const said = where.replace(/^(?:ou|container)\s+(?=(?:OU|DC|CN)\s*=)/iu, '').trim();
  const found = /^errors$/iu.test(said) ? await failing(world, cause) : isContainer(said) ? await below(world.lists, said) : listed(said);
  if (found.is === 'refused') return found;
  if (found.names.length > MOST_ASKED) return { is: 'refused', says: `That is about ${found.names.length} objects, and I ask about each of them: at most ${MOST_ASKED} at once. Name a smaller container, or a list.` };
  return found;
}

/** The first line of a column that was copied with its heading names nobody. */
const HEADINGS: readonly string[] = ['name', 'names', 'user', 'users', 'account', 'accounts', 'upn', 'userprincipalname', 'samaccountname', 'mail', 'email', 'dn', 'distinguishedname', 'objectguid'];

function listed(said: string): BatchTargets {
  const [first = '', ...others] = askedNames(said);
  const names = others.length > 0 && HEADINGS.includes(first.toLowerCase().replaceAll(' ', '')) ? others : [first, ...others].filter((name) => name !== '');
  return names.length === 0 ? { is: 'refused', says: 'The list names nobody. Put one name on each line, or commas between them.' } : { is: 'names', names, unseen: '' };
}

/** `CN=…` may be a person, so only these two are taken for containers. */
const isContainer = (said: string): boolean => /^(?:OU|DC)\s*=/iu.test(said) && !/[;\n]/u.test(said);

async function failing(world: CommandWorld, cause: string): Promise<BatchTargets> {
  const { current, unread } = await gatherErrors(world);
  const title = world.titleOf(cause);
  const groups = groupErrors(current, (each) => world.titleOf(each)).filter((group) => group.cause === cause || (title !== undefined && group.likely.includes(title)));
  const names = groups.flatMap(({ objects }) => objects.flatMap(({ dn, ask, entraId, name }) => dn ?? ask ?? entraId ?? name ?? []));
  return { is: 'names', names: [...new Set(names)], unseen: unread.length === 0 ? '' : 'Not every source could be read, so there may be more.' };
}

/** The names of a container, by the long listing of the relay that serves its domain. */
async function below(lists: RelayLists | undefined, container: string): Promise<BatchTargets> {
  if (lists === undefined) return { is: 'refused', says: 'No relay lists containers here. Name the accounts, or say errors.' };
  const domain = rdnsOf(container).filter((rdn) => /^dc\s*=/iu.test(rdn)).join(',');
  const names: string[] = [];
  try {
    for await (const part of lists.list({ reading: 'ad.objects', version: 1, params: { domain, below: [container], classes: ['user', 'group', 'contact'], attributes: ['objectGUID'] } })) {
      if (part.reading !== 'ad.objects') continue;
      names.push(...part.entries.map((entry) => objectGuidOf(entry) ?? entry.dn));
      if (names.length > MOST_ASKED) return { is: 'refused', says: `More than ${MOST_ASKED} objects are below ${container}, and I ask about each of them. Name a smaller container, or a list.` };
    }
  } catch (error) {
    if (!(error instanceof ListBroken)) throw error;
    return { is: 'refused', says: `The container could not be listed, and a part of it is not enough: ${error.message}` };
  }
  return { is: 'names', names, unseen: '' };
}
