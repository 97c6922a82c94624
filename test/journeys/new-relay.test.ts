import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { parse, stringify } from 'yaml';
import { stageOpening } from '../../lab/company/opening-scene.ts';
import { runToEnd, startProcess, type LabProcess } from '../../lab/lab-process.ts';
import { startLab, type Lab } from '../../lab/start-lab.ts';
import type { Spot } from '../../lab/servers/bot-connector.ts';
import { chatting, type Chatting } from './chatting.ts';

/** How a second relay comes to a bot that runs: invited, enrolled, confirmed by two, given a new key, revoked. */
describe('a new relay', function () {
  this.timeout(120_000);
  let lab: Lab;
  let chat: Chatting;
  let second: LabProcess | null = null;
  let code = '';
  const config = (): string => join(lab.folder, 'relay-2.yaml');
  const logOf = (): string => readFileSync(join(lab.folder, 'relay-2.log'), 'utf8');

  before(async () => {
    lab = await startLab({ stage: stageOpening, cycleSeconds: 600 });
    chat = chatting(lab.connector);
    mkdirSync(join(lab.folder, 'second'), { mode: 0o700 });
    writeFileSync(config(), stringify({ ...(parse(readFileSync(lab.files.relayConfig, 'utf8')) as object), stateDir: 'second' }));
  });
  after(async () => {
    await second?.stop();
    await lab.close();
  });

  const asked = async (who: string, text: string, answer: RegExp): Promise<void> => {
    const thread = await chat.post(who, text);
    // What was done stands in the thread, a refusal in the chat with the person.
    const places: readonly Spot[] = [thread, { place: 'personal', chatOf: who }];
    const until = Date.now() + 20_000;
    for (let turn = 0; ; turn += 1) {
      const isSeen = await chat.sees(who, places[turn % 2] ?? thread, answer, 200).then(() => true, (error: unknown) => (Date.now() > until ? assert.fail(String(error)) : false));
      if (isSeen) return;
    }
  };
  const invited = async (host: string): Promise<string> => {
    const { code: exit, output } = await runToEnd(['bot', 'invite', '--config', lab.files.botConfig, '--host', host]);
    assert.equal(exit, 0, output);
    return /^swr1\.\S+/m.exec(output)?.[0] ?? assert.fail(output);
  };
  const fingerprints = async (): Promise<readonly string[]> => {
    const { output } = await runToEnd(['ask', '--config', lab.files.botConfig, 'agents']);
    return [...output.matchAll(/fingerprint (\S{19})/g)].map(([, each = '']) => each);
  };
  const enrol = (token: string) => runToEnd(['relay', 'enrol', '--config', config(), '--token', token]);

  it('is not let in with a token for another machine, nor is the bot asked for one without a name', async () => {
    assert.match((await runToEnd(['bot', 'invite', '--config', lab.files.botConfig])).output, /For which machine\?/);
    const stolen = await enrol(await invited('some-other-host'));
    assert.equal(stolen.code, 2);
    assert.match(stolen.output, /refused the token: .*another host than/);
  });

  it('is enrolled with a token for its own, prints its fingerprint, and is given nothing until two people have typed it', async () => {
    const token = await invited(hostname().toUpperCase());
    const { code: exit, output } = await enrol(token);
    assert.equal(exit, 0, output);
    code = /confirm relay (\S{19})/.exec(output)?.[1] ?? assert.fail(output);
    assert.equal((await enrol(token)).code, 2, 'the same token again');
    second = startProcess(['relay', '--config', config()], join(lab.folder, 'relay-2.log'));
    await asked('ana', 'agents', new RegExp(`not confirmed, two approvers are needed, fingerprint ${code}`));
    await asked('hugo', `confirm relay ${code}`, /not in a group that may decide about far-reaching changes[\s\S]*R9/);
    await asked('ana', 'confirm relay 2222-2222-2222-2222', /I know no relay with the fingerprint[\s\S]*R17/);
    await asked('ana', `confirm relay ${code}`, /Ana Ruiz has confirmed the relay[\s\S]*given no work yet/);
    await asked('ana', `confirm relay ${code.toLowerCase()}`, /a different approver must be the second[\s\S]*R5/);
    await asked('adm-ana', `confirm relay ${code}`, /belongs to the person who has confirmed[\s\S]*R6/);
    await asked('adm-ben', `confirm relay ${code}`, /cannot tell whose it is[\s\S]*R6/);
    await asked('ben', `confirm relay ${code}`, /second to confirm the relay[\s\S]*given work from now on/);
    const terminal = await runToEnd(['ask', '--config', lab.files.botConfig, `revoke relay ${code} because I can`]);
    assert.match(terminal.output, /needs two people in the chat; the terminal only reads/);
  });

  it('changes its key when an approver wants it, and is known by the new fingerprint', async () => {
    const before = (await fingerprints()).filter((each) => each !== code);
    await asked('chloe', `rotate relay ${code}`, /wants the relay on .* to make a new key/);
    const until = Date.now() + 90_000;
    while ((await fingerprints()).includes(code) && Date.now() < until) await new Promise((resolve) => setTimeout(resolve, 500));
    const now = await fingerprints();
    assert.ok(!now.includes(code), logOf());
    assert.match(logOf(), /relay\.key-changed/);
    await asked('ana', `revoke relay ${code} because it is old`, /I know no relay with the fingerprint/);
    code = now.find((each) => !before.includes(each)) ?? assert.fail(now.join());
  });

  it('is shut out by one approver, for good', async () => {
    await asked('ben', `revoke relay ${code}`, /Say why[\s\S]*R14/);
    await asked('ben', `revoke relay ${code} because the machine was replaced`, /Ben Osei has revoked the relay/);
    await asked('ben', 'agents', new RegExp(`revoked .*fingerprint ${code}`));
    const until = Date.now() + 40_000;
    while (!/"refused"|does not accept this relay/.test(logOf()) && Date.now() < until) await new Promise((resolve) => setTimeout(resolve, 200));
    assert.match(logOf(), /does not accept this relay/);
  });
});
