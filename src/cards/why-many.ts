import type { Diagnosis, Finding } from '../model/diagnosis.ts';
import type { CardReply } from '../model/reply.ts';
import { showPlain } from './escape.ts';
import { lines } from './look.ts';
import type { Tone } from './look.ts';

interface Group {
  readonly title: string;
  readonly says: string;
  readonly people: readonly { readonly name: string; readonly also: string }[];
}

/** Exactly the names that cards/why-many.json binds. */
interface WhyManyData {
  readonly tone: Tone;
  readonly headline: string;
  readonly summary: string;
  readonly groups: readonly (Group & { readonly peopleMore: string })[];
  readonly hint: string;
}

/** The answers about several objects, grouped by the first cause of each; the largest group first. */
export function whyManyReply(diagnoses: readonly Diagnosis[], leftOut: number): CardReply {
  const groups = grouped(diagnoses);
  const well = diagnoses.filter(({ verdict, findings }) => verdict === 'synced' && findings.length === 0).length;
  const data: WhyManyData = {
    tone: well === diagnoses.length ? 'good' : 'attention',
    headline: `${diagnoses.length} objects, ${well} without a finding`,
    summary: leftOut === 0 ? 'Grouped by the first cause of each.' : `Grouped by the first cause of each. ${leftOut} more ${leftOut === 1 ? 'name was' : 'names were'} not asked about: ask again with those.`,
    groups: groups.map((group) => ({ ...group, peopleMore: '' })),
    hint: 'Ask why with one of the names to see the evidence and the fix on offer.',
  };
  const text = lines(
    `${data.headline}. ${data.summary}`,
    data.groups.flatMap(({ title, says, people }) => [`${title} (${people.length})`, says === '' ? '' : `   ${says}`, ...people.map(({ name, also }) => `   - ${name}${also}`)]),
    data.hint,
  );
  return { card: 'why-many', data: { ...data }, summary: data.headline, text, json: { format: 'syncwhy-diagnoses/1', diagnoses } };
}

function grouped(diagnoses: readonly Diagnosis[]): readonly Group[] {
  const groups = new Map<string, { readonly layer: number; readonly title: string; readonly says: string; readonly people: Group['people'][number][] }>();
  for (const diagnosis of diagnoses) {
    const { key, layer, title, says } = headOf(diagnosis);
    const group = groups.get(key) ?? { layer, title: showPlain(title, 160), says: showPlain(says, 300), people: [] };
    group.people.push({ name: showPlain(nameOf(diagnosis), 120), also: showPlain(alsoOf(diagnosis), 200) });
    groups.set(key, group);
  }
  return [...groups.values()].sort((one, other) => one.layer - other.layer || other.people.length - one.people.length).map(({ title, says, people }) => ({ title, says, people }));
}

/** A fault of the server concerns all alike, so its sentence is told once; of an object only the title is common. */
function headOf({ verdict, findings, summary }: Diagnosis): { readonly key: string; readonly layer: number; readonly title: string; readonly says: string } {
  const [first] = findings;
  if (verdict === 'not-found') return { key: verdict, layer: 8, title: 'Not found', says: 'Neither in Active Directory nor in Entra under this name.' };
  if (verdict === 'ambiguous') return { key: verdict, layer: 8, title: 'More than one object of that name', says: 'Say which one is meant.' };
  if (first !== undefined) return { key: first.cause, layer: first.layer, title: first.title, says: first.layer === 1 ? first.says : '' };
  return verdict === 'synced' ? { key: verdict, layer: 9, title: 'Synchronised, nothing found', says: '' } : { key: `${verdict} ${summary}`, layer: 7, title: verdict === 'incomplete' ? 'Cannot be said' : 'Not synchronised, no cause found', says: '' };
}

const nameOf = ({ subject }: Diagnosis): string => (subject.displayName === undefined || subject.displayName === subject.asked ? subject.asked : `${subject.displayName} (${subject.asked})`);

function alsoOf({ findings }: Diagnosis): string {
  const others: readonly Finding[] = findings.slice(1, 3);
  return others.length === 0 ? '' : `, also: ${others.map(({ title }) => title).join('; ')}${findings.length > 3 ? ' …' : ''}`;
}
