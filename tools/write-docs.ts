import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { CATALOGUE } from '../src/catalogue/index.ts';
import type { SealedCause } from '../src/catalogue/seal.ts';
import { AREAS } from '../src/model/diagnosis.ts';

const FOLDER = join(import.meta.dirname, '..', 'docs', 'causes');

/** Every page about causes, by file name: one per cause and the index. */
export const causeDocs = (): ReadonlyMap<string, string> => new Map([['README.md', renderIndex(CATALOGUE)], ...CATALOGUE.map((cause): [string, string] => [`${cause.text.id}.md`, renderCauseDoc(cause)])]);

/** The page of one cause, made from the same text that the card shows. */
function renderCauseDoc({ text, remedies }: SealedCause): string {
  return [
    `# ${text.title}`,
    '',
    `\`${text.id}\` · area ${text.area} · layer ${text.layer} · ${text.kinds.join(', ')}`,
    '',
    text.why,
    '',
    '## See it yourself',
    '',
    ...text.checkYourself.map((step, n) => `${n + 1}. ${step}`),
    '',
    '## Repair',
    '',
    ...(remedies.length === 0 ? ['The bot does not repair this.'] : ['The bot offers, where the case allows it and after another admin has approved:', '', ...remedies.map(({ id, title }) => `- ${title} (\`${id}\`)`)]),
    '',
    `By hand: ${text.byHand}`,
    ...(text.fixAfter.length === 0 ? [] : ['', `Where one of these is found too, repair it first: ${text.fixAfter.map((id) => `[${id}](${id}.md)`).join(', ')}.`]),
    '',
    '## What is read',
    '',
    `Needed: ${names(text.needs)}. Looked at where it is there: ${names(text.mayUse)}.`,
    '',
    `More: <${text.learnMore}>`,
    '',
  ].join('\n');
}

const names = (exhibits: readonly string[]): string => (exhibits.length === 0 ? 'nothing' : [...new Set(exhibits)].map((name) => `\`${name}\``).join(', '));

const renderIndex = (catalogue: readonly SealedCause[]): string =>
  [
    '# Causes',
    '',
    `${catalogue.length} reasons why an object does not arrive, or not as it should.`,
    ...AREAS.filter((area) => catalogue.some(({ text }) => text.area === area)).flatMap((area) => [
      '',
      `## ${area}`,
      '',
      '| Cause | Layer | Repaired by the bot |',
      '|---|---|---|',
      ...catalogue.filter(({ text }) => text.area === area).map(({ text, remedies }) => `| [${text.title}](${text.id}.md) | ${text.layer} | ${remedies.length === 0 ? 'no' : 'yes'} |`),
    ]),
    '',
  ].join('\n');

if (import.meta.main) {
  mkdirSync(FOLDER, { recursive: true });
  const docs = causeDocs();
  for (const name of readdirSync(FOLDER)) if (name.endsWith('.md') && !docs.has(name)) rmSync(join(FOLDER, name));
  for (const [name, page] of docs) writeFileSync(join(FOLDER, name), page);
}
