import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { CATALOGUE } from '../src/catalogue/index.ts';
import { countRemedyKinds, remedyKindOf } from '../src/catalogue/remedy-kind.ts';
import type { SealedCause } from '../src/catalogue/seal.ts';
import { AREAS } from '../src/model/diagnosis.ts';
import { SYMPTOMS } from '../src/symptoms/index.ts';
import { OLD_COMMANDS } from '../src/symptoms/old-commands.ts';
import { MET_IN, type MetIn } from '../src/symptoms/symptom.ts';

const FOLDER = join(import.meta.dirname, '..', 'docs', 'causes');

/** Every page about causes, by file name: one per cause, the index, the index by symptom and the old commands. */
export const causeDocs = (): ReadonlyMap<string, string> =>
  new Map([
    ['README.md', renderIndex(CATALOGUE)],
    ['by-symptom.md', renderSymptoms()],
    ['old-commands.md', renderOldCommands()],
    ...CATALOGUE.map((cause): [string, string] => [`${cause.text.id}.md`, renderCauseDoc(cause)]),
  ]);

const MARKS = { historic: 'Known from older systems; shown, never repaired by the product.', unconfirmed: 'Its effect is not confirmed by Microsoft; shown, never repaired by the product.' } as const;
const LAYERS: Readonly<Record<number, string>> = {
  1: 'the server or the tenant stands still', 2: 'the object does not enter the engine', 3: 'a rule or a join fails', 4: 'the export or the match fails', 5: 'in the cloud, but not as it should be', 6: 'after the synchronisation',
};

/** The page of one cause, made from the same text that the card shows. */
function renderCauseDoc({ text, remedies }: SealedCause): string {
  const seen = SYMPTOMS.filter(({ causes }) => causes.includes(text.id));
  return [
    `# ${text.title}`,
    '',
    `\`${text.id}\` · area ${text.area} · layer ${text.layer} (${LAYERS[text.layer]}) · ${text.kinds.join(', ')}`,
    ...(text.mark === undefined ? [] : ['', MARKS[text.mark]]),
    '',
    '## What it means',
    '',
    text.why,
    '',
    '## How it shows',
    '',
    ...(seen.length === 0 ? ['No message of its own: the object simply is not as expected.'] : seen.map(({ message, from }) => `- ${message} (${MET_AT[from]})`)),
    '',
    '## How we know',
    '',
    `Read: ${names(text.needs)}. Looked at where it is there: ${names(text.mayUse)}. Where one of the first was not read, the answer is "cannot tell".`,
    ...((text.maskedBy ?? []).length === 0 ? [] : ['', `Left out where one of these is found, which says it more exactly: ${links(text.maskedBy ?? [])}.`]),
    '',
    '## Check it by hand',
    '',
    ...text.checkYourself.map((step, n) => `${n + 1}. ${step}`),
    '',
    '## Repair it by hand',
    '',
    text.byHand,
    ...(text.fixAfter.length === 0 ? [] : ['', `Where one of these is found too, repair it first: ${links(text.fixAfter)}.`]),
    '',
    '## What SyncWhy does',
    '',
    ...whatItDoes({ text, remedies }),
    '',
    `More: <${text.learnMore}>`,
    '',
  ].join('\n');
}

/** What the bot repairs, and what it tells people to do and watches until it works. */
function whatItDoes({ text, remedies }: Pick<SealedCause, 'text' | 'remedies'>): readonly string[] {
  const named = ({ id, title }: { readonly id: string; readonly title: string }): string => `- ${title} (\`${id}\`)`;
  const byBot = remedies.filter(({ byPeople }) => byPeople !== true).map(named);
  const byPeople = remedies.filter((each) => each.byPeople === true).map(named);
  if (remedies.length === 0) return [`It explains, and there is nothing that it could offer. ${text.whyByHand ?? ''}`.trim()];
  return [
    ...(byBot.length === 0 ? [`It does not repair this by itself. ${text.whyByHand ?? ''}`.trim()] : ['It offers, where the case allows it and after another admin has approved:', '', ...byBot]),
    ...(byPeople.length === 0 ? [] : ['', `It tells people step by step what to do${byBot.length === 0 ? '' : ' where that does not fit'}, and watches until it works:`, '', ...byPeople]),
  ];
}

const names = (exhibits: readonly string[]): string => (exhibits.length === 0 ? 'nothing' : [...new Set(exhibits)].map((name) => `\`${name}\``).join(', '));
const links = (ids: readonly string[]): string => ids.map((id) => `[${id}](${id}.md)`).join(', ');

const KIND_WORDS = { bot: 'the bot, after approval, else people', people: 'people, watched', reason: 'nobody: see why' } as const;

const renderIndex = (catalogue: readonly SealedCause[]): string =>
  [
    '# Causes',
    '',
    `${catalogue.length} reasons why an object does not arrive, or not as it should: ${countRemedyKinds(catalogue).bot} have a plan of the bot where the case allows it, ${countRemedyKinds(catalogue).people} have steps for people that the bot watches, and ${countRemedyKinds(catalogue).reason} have a stated reason why there is nothing to repair. Looking for a message or a code? See the [index by symptom](by-symptom.md); for a cmdlet of an old article, [what became of it](old-commands.md).`,
    ...AREAS.filter((area) => catalogue.some(({ text }) => text.area === area)).flatMap((area) => [
      '',
      `## ${area}`,
      '',
      '| Cause | Layer | Mended by |',
      '|---|---|---|',
      ...catalogue.filter(({ text }) => text.area === area).map(({ text, remedies }) => `| [${text.title}](${text.id}.md) | ${text.layer} | ${KIND_WORDS[remedyKindOf({ text, remedies })]} |`),
    ]),
    '',
  ].join('\n');

const MET_AT: Readonly<Record<MetIn, string>> = {
  export: 'error of one object', run: 'result of a run', 'event-log': 'event log', mail: 'mail', portal: 'portal or sign-in', graph: 'Graph', cmdlet: 'on the sync server', password: 'password synchronisation', licence: 'licence',
};

const renderSymptoms = (): string =>
  [
    '# Index by symptom',
    '',
    'The message, code or event as it is met, and the causes behind it, the likeliest first. In chat: `help <message>`.',
    ...MET_IN.flatMap((place) => [
      '',
      `## ${MET_AT[place]}`,
      '',
      '| Message | What it means | Causes |',
      '|---|---|---|',
      ...SYMPTOMS.filter(({ from }) => from === place).map(({ message, says, causes }) => `| ${cell(message)} | ${cell(says)} | ${links(causes)} |`),
    ]),
    '',
  ].join('\n');

const renderOldCommands = (): string =>
  [
    '# Old commands and old advice',
    '',
    'What articles of the last ten years tell people to type, and what is true today. In chat: `help <command>`.',
    '',
    '| Command or advice | What became of it | Today | With SyncWhy |',
    '|---|---|---|---|',
    ...OLD_COMMANDS.map(({ name, then, instead, weDo }) => `| ${cell(name)} | ${cell(then)} | ${cell(instead)} | ${cell(weDo)} |`),
    '',
  ].join('\n');

const cell = (text: string): string => text.replaceAll('|', '\\|').replaceAll('<', '&lt;');

if (import.meta.main) {
  mkdirSync(FOLDER, { recursive: true });
  const docs = causeDocs();
  for (const name of readdirSync(FOLDER)) if (name.endsWith('.md') && !docs.has(name)) rmSync(join(FOLDER, name));
  for (const [name, page] of docs) writeFileSync(join(FOLDER, name), page);
}
