import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CAST } from '../../lab/company/cast.ts';
import { setAttribute } from '../../lab/company/find-person.ts';
import { stageOpening } from '../../lab/company/opening-scene.ts';
import type { Delivery, Spot, ViewedMessage } from '../../lab/servers/bot-connector.ts';
import { startLab, type Lab } from '../../lab/start-lab.ts';
import { attacker, type Attacker, type ForgedPress } from './attacking.ts';
import { actionsOf, chatting, wordsOf, type Chatting } from '../journeys/chatting.ts';
import { addToRecording, withOwnRecording } from '../real/own-recording.ts';

const LINK = '[free money](https://evil.example)';
const BIDI = '\u202Egnp.exe';

/** A plan that waits for its second admin, and the card that shows it. */
export interface Waiting {
  readonly thread: Spot;
  readonly card: ViewedMessage;
  readonly code: string;
}

/** A running lab with two plans that wait, people whose names mislead, and somebody hostile. */
export interface Siege extends Waiting {
  readonly lab: Lab;
  readonly chat: Chatting;
  readonly evil: Attacker;
  readonly other: ViewedMessage;
  readonly directory: string;
  /** Every request for a change that reached AD or Graph so far, as their servers recorded it. */
  changes(): readonly string[];
  close(): Promise<void>;
}

export async function besiege(): Promise<Siege> {
  const records = mkdtempSync(join(tmpdir(), 'syncwhy-siege-'));
  const recording = join(records, 'graph.jsonl');
  const lab = await withOwnRecording(recording, () => startLab({ stage: (company) => {
    stageOpening(company);
    (company.tenant.users.get(oid('chloe')) ?? assert.fail('no Chloe')).displayName = `Chloe ${LINK}${BIDI}`;
    setAttribute(company.ad, 'jsmith', { displayName: [`John ${LINK}${BIDI}`] });
  }, cycleSeconds: 3600 }));
  const chat = chatting(lab.connector);
  const evil = attacker(lab);
  const directory = evil.directory();
  const first = await planned(chat, 'jsmith', /Waiting for a second admin/);
  const { card: other } = await planned(chat, 'tnguyen', /Waiting for a second admin/);
  return {
    ...first, lab, chat, evil, other, directory,
    changes: () => [...lab.ldap.seen.filter((kind) => CHANGES.has(kind)), ...graphChanges(recording)],
    close: async () => {
      await lab.close();
      addToRecording(recording);
      rmSync(records, { recursive: true, force: true });
    },
  };
}

const CHANGES: ReadonlySet<string> = new Set(['add', 'delete', 'modify', 'modifyDn']);

/** Graph reads some things by POST; everything else that is no GET would change something. */
const graphChanges = (recording: string): readonly string[] =>
  (existsSync(recording) ? readFileSync(recording, 'utf8').split('\n') : []).flatMap((line) => {
    if (line === '') return [];
    const { method, url } = JSON.parse(line) as { readonly method: string; readonly url: string };
    return method === 'GET' || (method === 'POST' && /checkMemberGroups|getByIds|\$batch/.test(url)) ? [] : [`${method} ${url}`];
  });

/** Ana asks and proposes; resolves when the plan's card shows what it waits for. */
export async function planned(chat: Chatting, about: string, waiting: RegExp): Promise<Waiting> {
  const thread = await chat.post('ana', `why ${about}`);
  await chat.press('ana', await chat.sees('ana', thread, /Not synced|Synced, but/), 'propose');
  const card = await chat.sees('ben', thread, waiting);
  return { thread, card, code: /[A-Z0-9]{4}-[A-Z0-9]{4}/.exec(wordsOf(card))?.[0] ?? '' };
}

/** The first plan is as it was, and neither AD nor Entra ID was asked for any change. */
export async function stillWaits({ evil, code, directory, changes }: Siege): Promise<void> {
  const { plan, decisions } = await evil.plan(code);
  assert.deepEqual([plan.state, decisions.length], ['pending', 0]);
  assert.deepEqual(changes(), []);
  assert.equal(evil.directory(), directory, 'something was written to AD');
}

export const oid = (who: string): string => CAST.find(({ key }) => key === who)?.oid ?? '';

export const dataOf = (message: ViewedMessage, verb: string) => actionsOf(message.card).find((each) => each.verb === verb)?.data ?? assert.fail(`no button ${verb}`);

export const approving = ({ card }: Siege, who: string, change: Partial<ForgedPress> = {}): ForgedPress => ({ who, message: card, data: dataOf(card, 'approve'), ...change });

export const textOf = ({ body }: Delivery): string => JSON.stringify(body);

/** Whatever was answered over HTTP tells nothing of how the bot is made. */
export function tellsNoError({ connector }: Lab): void {
  for (const { body } of connector.deliveries) assert.doesNotMatch(JSON.stringify(body) ?? '', /node_modules|\.ts:\d|at async|Error:|SQLITE|ECONN|stack/);
}

/** Long enough for a turn that answers nothing over HTTP. */
export const quiet = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 300));

/** Texts of a card that clients read as Markdown. */
export function markdownIn(value: unknown): readonly string[] {
  if (Array.isArray(value)) return value.flatMap(markdownIn);
  if (typeof value !== 'object' || value === null) return [];
  const own = 'type' in value && value.type === 'TextBlock' && 'text' in value && typeof value.text === 'string' ? [value.text] : [];
  return [...own, ...Object.values(value).flatMap(markdownIn)];
}
