import assert from 'node:assert/strict';
import { appendFileSync, chmodSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { stageOpening } from '../../lab/company/opening-scene.ts';
import { runToEnd } from '../../lab/lab-process.ts';
import { startLab, type Lab } from '../../lab/start-lab.ts';
import { parseAuditLine, parsePostedHead } from '../../src/boundary/audit-lines.ts';

describe('the audit trail of a running bot', function () {
  this.timeout(90_000);
  let lab: Lab;
  const file = (name: string): string => join(lab.folder, name);
  const audit = (...args: readonly string[]) => runToEnd(['audit', ...args]);

  before(async () => {
    lab = await startLab({ stage: stageOpening, cycleSeconds: 600 });
    await lab.bot().stop();
    appendFileSync(lab.files.botConfig, 'audit:\n  heads:\n    - file: heads.jsonl\n    - conversation: "19:never-seen@thread.tacv2"\n');
    await lab.startBot();
    for (let tries = 0; !existsSync(file('heads.jsonl')) && tries < 100; tries += 1) await new Promise((resolve) => setTimeout(resolve, 100));
  });
  after(() => lab.close());

  it('is proved by the head that the bot posted at its start', async () => {
    const head = parsePostedHead(readFileSync(file('heads.jsonl'), 'utf8').trim());
    assert.ok(head !== null && head.seq >= 1);
    const { code, output } = await audit('verify', '--config', lab.files.botConfig, '--heads', file('heads.jsonl'));
    assert.equal(code, 0, output);
    assert.match(output, new RegExp(`Entries 1 to ${head.seq} are proved by the head of .* \\(1 head fits\\)`));
    const fingerprint = /Signed by the key ([\w-]{43})/.exec(output)?.[1] ?? assert.fail(output);
    assert.match(readFileSync(file('bot.log'), 'utf8'), new RegExp(`"jobKey":"${fingerprint}"`));
  });

  it('is exported, verified without the bot, and found out when its end is cut off', async () => {
    assert.equal((await audit('export', '--config', lab.files.botConfig, '--out', file('trail.jsonl'))).code, 0);
    assert.equal((await audit('verify', '--file', file('trail.jsonl'), '--heads', file('heads.jsonl'))).code, 0);
    const lines = readFileSync(file('trail.jsonl'), 'utf8').trimEnd().split('\n');
    const events = lines.map((line) => parseAuditLine(line)?.event.event);
    assert.deepEqual([events[0], events.includes('head.posted'), events.includes('head.failed')], ['relay.invited', true, true]);
    writeFileSync(file('nothing.jsonl'), '');
    const cut = await audit('verify', '--file', file('nothing.jsonl'), '--heads', file('heads.jsonl'));
    assert.equal(cut.code, 1, cut.output);
    assert.match(cut.output, /were cut off/);
  });

  it('says in status which place was not told', async () => {
    const { output } = await runToEnd(['ask', 'status', '--config', lab.files.botConfig]);
    assert.match(output, /did not reach conversation 19:never-seen@thread\.tacv2: the bot was never in this conversation/);
    assert.doesNotMatch(output, /did not reach file/);
  });

  it('is not begun with a key that others may read', async () => {
    await lab.bot().stop();
    chmodSync(file('job-key.jwk'), 0o644);
    const { code, output } = await runToEnd(['bot', '--config', lab.files.botConfig]);
    assert.equal(code, 2, output);
    assert.match(output, /can be read or changed by other accounts of this machine, so the bot did not start\. Close it: chmod 600 /);
    chmodSync(file('job-key.jwk'), 0o600);
  });
});
