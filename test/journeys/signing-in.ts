import assert from 'node:assert/strict';
import type { ViewedMessage } from '../../lab/servers/bot-connector.ts';

/** The tenant tells the time of a sign-in in whole seconds, and it must lie behind the making of the plan. */
export const nextSecond = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 1_100));

/** The private link of a sign-in. */
export function linkOn(message: ViewedMessage): string {
  return /https:\/\/[^"\s)]+\/seal\/start\?ticket=[\w-]{22}/.exec(JSON.stringify(message))?.[0] ?? assert.fail(`no link on ${JSON.stringify(message)}`);
}

/** The words of the command on a message, behind `syncwhy`. */
export function commandOn(message: ViewedMessage): readonly string[] {
  const [, words = assert.fail(`no command on ${JSON.stringify(message)}`)] = /syncwhy (approve [A-Z0-9]{4}-[A-Z0-9]{4} --bot https:\/\/[\w.:]+ --ticket [\w-]{22})/.exec(JSON.stringify(message)) ?? [];
  return words.split(' ');
}

/** Goes where a browser would be sent, as this person, and resolves with the last page. */
export async function signInAt(link: string, who: string): Promise<{ readonly status: number; readonly text: string; readonly headers: Headers }> {
  const page = await locationOf(link);
  return chooseAt(page, who);
}

/** Chooses the person on the sign-in page and follows the browser back. */
export async function chooseAt(page: string, who: string): Promise<{ readonly status: number; readonly text: string; readonly headers: Headers }> {
  const back = await fetch(await locationOf(`${page}&lab_person=${who}`), { redirect: 'manual' });
  return { status: back.status, text: await back.text(), headers: back.headers };
}

export async function locationOf(address: string): Promise<string> {
  const answer = await fetch(address, { redirect: 'manual' });
  return answer.headers.get('location') ?? assert.fail(`${address} sends nowhere: ${answer.status} ${await answer.text()}`);
}
