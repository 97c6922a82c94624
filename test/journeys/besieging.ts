import assert from 'node:assert/strict';
import { CAST } from '../../lab/company/cast.ts';
import { setAttribute } from '../../lab/company/find-person.ts';
import { stageOpening } from '../../lab/company/opening-scene.ts';
import type { Delivery, Spot, ViewedMessage } from '../../lab/servers/bot-connector.ts';
import { startLab, type Lab } from '../../lab/start-lab.ts';
import { attacker, type Attacker, type ForgedPress } from './attacking.ts';
import { actionsOf, chatting, wordsOf, type Chatting } from './chatting.ts';

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
}

export async function besiege(): Promise<Siege> {
  const lab = await startLab({ stage: (company) => {
    stageOpening(company);
    (company.tenant.users.get(oid('chloe')) ?? assert.fail('no Chloe')).displayName = `Chloe ${LINK}${BIDI}`;
    setAttribute(company.ad, 'jsmith', { displayName: [`John ${LINK}${BIDI}`] });
  }, cycleSeconds: 3600 });
  const chat = chatting(lab.connector);
  const evil = attacker(lab);
  const directory = evil.directory();
  const first = await planned(chat, 'jsmith', /Waiting for a second admin/);
  const { card: other } = await planned(chat, 'tnguyen', /Waiting for a second admin/);
  return { ...first, lab, chat, evil, other, directory };
}

/** Ana asks and proposes; resolves when the plan's card shows what it waits for. */
export async function planned(chat: Chatting, about: string, waiting: RegExp): Promise<Waiting> {
  const thread = await chat.post('ana', `why ${about}`);
  await chat.press('ana', await chat.sees('ana', thread, /Not synced|Synced, but/), 'propose');
  const card = await chat.sees('ben', thread, waiting);
  return { thread, card, code: /[A-Z0-9]{4}-[A-Z0-9]{4}/.exec(wordsOf(card))?.[0] ?? '' };
}

/** The first plan is as it was, and so is AD. */
export async function stillWaits({ evil, code, directory }: Siege): Promise<void> {
  const { plan, decisions } = await evil.plan(code);
  assert.deepEqual([plan.state, decisions.length], ['pending', 0]);
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
