import assert from 'node:assert/strict';
import { DatabaseSync } from 'node:sqlite';
import { join } from 'node:path';
import type { Pressed } from '../../src/approve/press.ts';
import type { AdTarget, Plan } from '../../src/model/plan.ts';
import { OTHER_TENANT_ID } from '../../lab/company/cast.ts';
import { nonceOf, oidOf, POLICY, type BotInHand } from './bot-in-hand.ts';
import type { Repelled } from './repelled.ts';

interface DecisionGiven {
  readonly bot: BotInHand;
  readonly isRepelled: (attack: Repelled) => Promise<unknown>;
  readonly hired: () => Promise<AdTarget & { readonly address: string }>;
  readonly run: (plan: Plan) => Promise<string>;
}

interface Row {
  readonly by: string;
  readonly who: string;
  readonly change?: (plan: Plan) => Partial<Pressed>;
  /** What is done before the press, and undone by what it resolves with. */
  readonly after?: (bot: BotInHand, plan: Plan) => () => void;
  readonly rule: string;
  readonly says: RegExp;
}

const MINUTE = 60_000;
const forward = (minutes: number) => ({ clock }: BotInHand) => {
  clock.forward(minutes * MINUTE);
  return () => clock.forward(-minutes * MINUTE);
};
const user = ({ company }: BotInHand, who: string) => company.tenant.users.get(oidOf(who)) ?? assert.fail(who);
const typed = (): Partial<Pressed> => ({ by: 'text', card: null, replyToId: null });

const ROWS: readonly Row[] = [
  { by: 'whoever asked, by the card', who: 'ana', rule: 'R5', says: /different admin/ },
  { by: 'whoever asked, by text', who: 'ana', change: typed, rule: 'R5', says: /different admin/ },
  { by: 'whoever asked, by text in her personal chat', who: 'ana', change: () => ({ ...typed(), conversationId: 'a:personal' }), rule: 'R5', says: /different admin/ },
  { by: 'the second account of whoever asked', who: 'adm-ana', rule: 'R6', says: /same person|different admin|belongs? to/ },
  { by: 'the second account of whoever asked, by text', who: 'adm-ana', change: typed, rule: 'R6', says: /same person|different admin|belongs? to/ },
  { by: 'an account with the employee id of whoever asked', who: 'ben', rule: 'R6', says: /same person|different admin|belongs? to/, after: (bot) => {
    user(bot, 'ben')['employeeId'] = 'E1001';
    return () => (user(bot, 'ben')['employeeId'] = 'E1002');
  } },
  { by: 'an admin account that nobody is known to own', who: 'adm-ben', rule: 'R6', says: /who is behind|not known|owner|person/, after: (bot) => {
    bot.policy = { ...POLICY, adminAccounts: ['adm-*'] };
    return () => (bot.policy = POLICY);
  } },
  { by: 'a guest in the approver group', who: 'gil', rule: 'R3', says: /[Oo]nly enabled member accounts/ },
  { by: 'somebody of another tenant', who: 'olga', change: () => ({ tenantId: OTHER_TENANT_ID }), rule: 'R2', says: /another organization/ },
  { by: 'somebody of another tenant who claims ours', who: 'olga', rule: 'R3', says: /[Oo]nly enabled member accounts/ },
  { by: 'somebody outside the group', who: 'hugo', rule: 'R9', says: /not in a group/ },
  { by: 'an automation account', who: 'ben', change: () => ({ isAutomation: true }), rule: 'R8', says: /[Oo]nly a person|refreshes/ },
  { by: 'a refresh of the card', who: 'ben', change: () => ({ by: 'refresh' }), rule: 'R8', says: /[Oo]nly a person|refreshes/ },
  { by: 'an approver while Graph is down', who: 'ben', rule: 'R9', says: /could not check/, after: ({ graph }) => {
    graph.faults.add({ kind: 'fail', match: /./, times: 1_000, status: 403, code: 'Authorization_RequestDenied', message: 'Insufficient privileges' });
    return () => graph.faults.clear();
  } },
  { by: 'an approver after 61 minutes', who: 'ben', after: forward(61), rule: 'R19', says: /had to be decided before/ },
  { by: 'an approver on a clock that was set back', who: 'ben', after: forward(-30), rule: 'R19', says: /time|late|clock/ },
  { by: 'an approver with the card of another conversation', who: 'ben', change: () => ({ conversationId: '19:other@thread.tacv2' }), rule: 'R16', says: /copy or has been used|belong to another message/ },
  { by: 'an approver with the card of another message', who: 'ben', change: () => ({ replyToId: 'another card' }), rule: 'R16', says: /copy or has been used|belong to another message/ },
  { by: 'an approver with an invented nonce', who: 'ben', change: () => ({ card: { rev: 1, nonce: 'x', altered: false } }), rule: 'R16', says: /copy or has been used|belong to another message/ },
  { by: 'an approver with other fields on the card', who: 'ben', change: (plan) => ({ card: { rev: 1, nonce: nonceOf(plan), altered: true } }), rule: 'R15', says: /(?:does|did) not carry what/ },
  { by: 'an approver with a comment of 100,000 characters', who: 'ben', change: () => ({ comment: 'x'.repeat(100_000) }), rule: 'R14', says: /comment|long|characters/ },
  { by: 'an approver by text where that is switched off', who: 'ben', change: typed, rule: 'R16', says: /button/, after: (bot) => {
    bot.policy = { ...POLICY, typedApproval: false };
    return () => (bot.policy = POLICY);
  } },
  { by: 'an approver under a policy that was edited since', who: 'ben', rule: 'R12', says: /policy has changed/, after: (bot) => {
    bot.policy = { ...POLICY, version: 'edited' };
    return () => (bot.policy = POLICY);
  } },
  { by: 'an approver when nobody is named any more', who: 'ben', rule: 'R10', says: /[Nn]obody/, after: (bot) => {
    bot.policy = { ...POLICY, approvers: [] };
    return () => (bot.policy = POLICY);
  } },
  { by: 'an approver of a plan that was swapped in the store', who: 'ben', rule: 'R17', says: /another version than the plan that would run/, after: ({ folder }, plan) => {
    const file = new DatabaseSync(join(folder, 'store.db'));
    for (const { name } of file.prepare("SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'plans'").all()) file.exec(`DROP TRIGGER "${String(name)}"`);
    file.prepare('UPDATE plans SET content = ? WHERE plan_id = ?').run(JSON.stringify({ ...plan.content, executeWithinMinutes: 240 }), plan.content.planId);
    file.close();
    return () => undefined;
  } },
];

/** Presses that must not count: nothing runs, nobody is told too little. */
export function describeDecisions(given: () => DecisionGiven): void {
  describe('an approval', () => {
    for (const { by, who, change = () => ({}), after = () => () => undefined, rule, says } of ROWS) {
      it(`by ${by} is refused by ${rule}`, async () => {
        const { bot, isRepelled, hired, run } = given();
        const plan = await bot.proposed([await hired()]);
        const undo = after(bot, plan);
        try {
          await isRepelled({ rule, says, attack: async () => {
            const answer = await bot.press(plan, who, change(plan));
            assert.equal(answer.is, 'refused');
            await run(plan);
            return answer.says;
          } });
        } finally {
          undo();
        }
        assert.equal((await bot.store.decisions(plan.content.planId)).length, 0);
        assert.ok(['pending', 'expired', 'stale'].includes((await bot.store.planById(plan.content.planId))?.state ?? ''));
      });
    }

    it('counts once, sent again after 1 second, 20 seconds and 2 days, with the same and with a new id', async () => {
      const { bot, hired } = given();
      const plan = await bot.proposed([await hired()]);
      const first = await bot.press(plan, 'ben', { activityId: 'first' });
      const answers = [];
      for (const seconds of [1, 20, 2 * 24 * 3600]) {
        bot.clock.forward(seconds * 1000);
        answers.push(await bot.press(plan, 'ben', { activityId: 'first' }), await bot.press(plan, 'ben'));
      }
      for (const answer of answers) assert.deepEqual([answer.is, answer.says], [first.is, first.says]);
      assert.equal((await bot.store.decisions(plan.content.planId)).length, 1);
    });

    it('moves a plan once, however many of 50 parallel presses there are', async () => {
      const { bot, hired, run } = given();
      const plan = await bot.proposed([await hired()]);
      const seen = (await bot.store.auditTrail(0, 100_000)).length;
      const answers = await Promise.all(Array.from({ length: 50 }, (_, n) => bot.press(plan, ['ben', 'chloe'][n % 2] ?? 'ben')));
      await Promise.all([run(plan), run(plan)]);
      const events = (await bot.store.auditTrail(seen, 100_000)).map(({ event }) => event.event);
      assert.deepEqual([events.filter((event) => event === 'plan.running').length, events.filter((event) => event === 'step.began').length, (await bot.store.decisions(plan.content.planId)).length], [1, 1, 1]);
      assert.ok(answers.some(({ is }) => is === 'accepted'));
    });

    it('after a denial starts nothing', async () => {
      const { bot, isRepelled, hired, run } = given();
      const plan = await bot.proposed([await hired()]);
      assert.equal((await bot.press(plan, 'ben', { verdict: 'deny', comment: 'not like this' })).is, 'accepted');
      await isRepelled({ rule: 'R21', says: /already denied by Ben|denied/, attack: async () => {
        const { says } = await bot.press(plan, 'chloe');
        await run(plan);
        return says;
      } });
    });
  });
}
