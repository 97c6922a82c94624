import assert from 'node:assert/strict';
import { cpSync, mkdtempSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { spawnSync } from 'node:child_process';
import { z } from 'zod';

const REPORT = z.object({ summary: z.object({ violations: z.array(z.object({ from: z.string(), rule: z.object({ name: z.string() }) })) }) });
const ROOT = join(import.meta.dirname, '..', '..');

/** Each plants one forbidden import and names the rule that must catch it. */
const PLANTED: readonly { readonly file: string; readonly text: string; readonly rule: string }[] = [
  { file: 'src/causes/planted-port.ts', text: "import type { Directory } from '../ports/directory.ts';\nexport type Planted = Directory;\n", rule: 'causes-sees-only-what-it-may' },
  { file: 'src/causes/planted-disk.ts', text: "import { readFileSync } from 'node:fs';\nexport const planted = readFileSync;\n", rule: 'pure-folders-touch-nothing' },
  { file: 'src/bot/planted-on-prem.ts', text: "import { planted } from '../operations/on-prem/planted.ts';\nexport const again = planted;\n", rule: 'bot-holds-no-on-prem-code' },
  { file: 'src/operations/on-prem/planted.ts', text: 'export const planted = 1;\n', rule: '' },
  { file: 'src/relay/planted-command.ts', text: "import { defineCommand } from '../commands/command.ts';\nexport const planted = defineCommand;\n", rule: 'relay-sees-only-what-it-may' },
  { file: 'src/adapters/ldap/planted.ts', text: "import { TurnContext } from 'botbuilder';\nexport const planted = TurnContext;\n", rule: 'botbuilder-in-the-teams-edge' },
  { file: 'src/chat/planted-lab.ts', text: "import { CAST } from '../../lab/company/cast.ts';\nexport const planted = CAST;\n", rule: 'product-knows-no-lab' },
  { file: 'src/cards/planted-engine.ts', text: "import { seal } from '../catalogue/seal.ts';\nexport const planted = seal;\n", rule: 'cards-sees-only-what-it-may' },
  { file: 'src/approve/planted-zod.ts', text: "import { z } from 'zod';\nexport const planted = z;\n", rule: 'zod-only-at-the-boundary' },
  { file: 'src/model/planted-circle.ts', text: "import { other } from './planted-circle-2.ts';\nexport const one = (): number => other;\n", rule: '' },
  { file: 'src/model/planted-circle-2.ts', text: "import { one } from './planted-circle.ts';\nexport const other = 1;\nexport const back = one;\n", rule: 'no-circles' },
  { file: 'src/adapters/sqlite/planted-neighbour.ts', text: "import { migrate } from '../postgres/migrate.ts';\nexport const planted = migrate;\n", rule: 'adapters-sqlite-sees-only-what-it-may' },
  { file: 'src/adapters/sql-store/planted-driver.ts', text: "import { Pool } from 'pg';\nexport const planted = Pool;\n", rule: 'pg-in-its-adapter' },
  { file: 'src/adapters/relay-link/planted-query.ts', text: "import { sql } from 'kysely';\nexport const planted = sql;\n", rule: 'kysely-in-the-store' },
  { file: 'src/diagnose/planted-list.ts', text: "import { CATALOGUE } from '../catalogue/index.ts';\nexport const planted = CATALOGUE;\n", rule: 'diagnose-sees-only-what-it-may' },
  { file: 'src/adapters/teams/planted-route.ts', text: "import { understand } from '../../chat/route.ts';\nexport const planted = understand;\n", rule: 'adapters-teams-sees-only-what-it-may' },
  { file: 'src/boundary/planted-disk.ts', text: "import { readFileSync } from 'node:fs';\nexport const planted = readFileSync;\n", rule: 'boundary-opens-nothing' },
  { file: 'src/relay/planted-token.ts', text: "import { jwtVerify } from 'jose';\nexport const planted = jwtVerify;\n", rule: 'jose-at-the-gate' },
  { file: 'src/adapters/openid-keys/planted-other.ts', text: "import { createEntraSignIn } from '../seal-sign-in/entra-sign-in.ts';\nexport const planted = createEntraSignIn;\n", rule: 'adapters-openid-keys-sees-only-what-it-may' },
  { file: 'src/bot/planted-vault.ts', text: "import { KeyClient } from '@azure/keyvault-keys';\nexport const planted = KeyClient;\n", rule: 'key-vault-in-its-adapter' },
  { file: 'src/trail/planted-disk.ts', text: "import { readFileSync } from 'node:fs';\nexport const planted = readFileSync;\n", rule: 'pure-folders-touch-nothing' },
  { file: 'src/trail/planted-card.ts', text: "import { noticeReply } from '../cards/notice.ts';\nexport const planted = noticeReply;\n", rule: 'trail-sees-only-what-it-may' },
  { file: 'src/commands/planted-log.ts', text: "import { pino } from 'pino';\nexport const planted = pino;\n", rule: 'pino-in-the-log' },
  { file: 'src/execute/planted-patience.ts', text: "import { retry } from 'cockatiel';\nexport const planted = retry;\n", rule: 'pure-folders-need-no-packages' },
  { file: 'src/terminal/planted-arguments.ts', text: "import { Command } from 'commander';\nexport const planted = Command;\n", rule: 'commander-in-bin' },
  { file: 'lab/company/sync-engine/planted-foresight.ts', text: "import type { Foreseen } from '../../../src/predict/predict.ts';\nexport type Planted = Foreseen;\n", rule: 'lab-engine-and-prediction-share-nothing' },
  { file: 'src/predict/planted-lab-rule.ts', text: "import { matchUser } from '../../lab/company/sync-engine/cloud-match.ts';\nexport const planted = matchUser;\n", rule: 'prediction-and-lab-engine-share-nothing' },
  { file: 'src/predict/planted-remedy.ts', text: "import { offer } from '../remedies/remedy.ts';\nexport const planted = offer;\n", rule: 'predict-sees-only-what-it-may' },
  { file: 'src/incidents/planted-store.ts', text: "import type { Store } from '../ports/store.ts';\nexport type Planted = Store;\n", rule: 'incidents-sees-only-what-it-may' },
  { file: 'src/incidents/planted-disk.ts', text: "import { readFileSync } from 'node:fs';\nexport const planted = readFileSync;\n", rule: 'pure-folders-touch-nothing' },
  { file: 'src/campaign/planted-port.ts', text: "import type { Store } from '../ports/store.ts';\nexport type Planted = Store;\n", rule: 'campaign-sees-only-what-it-may' },
  { file: 'src/campaign/planted-disk.ts', text: "import { readFileSync } from 'node:fs';\nexport const planted = readFileSync;\n", rule: 'pure-folders-touch-nothing' },
  { file: 'lab/company/planted-shared-logic.ts', text: "import { anchorOfGuid } from '../../src/model/anchor.ts';\nexport const planted = anchorOfGuid;\n", rule: 'lab-engine-shares-no-logic-with-the-product' },
];

describe('import rules', function () {
  this.timeout(120_000);
  let copy = '';
  let report = '';

  before(() => {
    copy = mkdtempSync(join(tmpdir(), 'syncwhy-rules-'));
    for (const part of ['src', 'lab', 'package.json', 'tsconfig.json', '.dependency-cruiser.mjs']) cpSync(join(ROOT, part), join(copy, part), { recursive: true });
    symlinkSync(join(ROOT, 'node_modules'), join(copy, 'node_modules'));
    for (const { file, text } of PLANTED) {
      mkdirSync(dirname(join(copy, file)), { recursive: true });
      writeFileSync(join(copy, file), text);
    }
    const run = spawnSync(process.execPath, [join(ROOT, 'node_modules/dependency-cruiser/bin/dependency-cruiser.mjs'), '--config', '.dependency-cruiser.mjs', '--output-type', 'json', 'src', 'lab'], {
      cwd: copy,
      encoding: 'utf8',
      maxBuffer: 256 * 1024 * 1024,
    });
    report = run.stdout;
  });
  after(() => rmSync(copy, { recursive: true, force: true }));

  const violations = () => REPORT.parse(JSON.parse(report)).summary.violations;

  for (const { file, rule } of PLANTED) {
    if (rule === '') continue;
    it(`catch ${file} by ${rule}`, () => {
      const caught = violations().filter((violation) => violation.from === file).map((violation) => violation.rule.name);
      assert.ok(caught.includes(rule), `caught by: ${caught.join(', ') || 'nothing'}`);
    });
  }

  it('find nothing wrong but what was planted', () => {
    const planted = new Set(PLANTED.map(({ file }) => file));
    assert.deepEqual(violations().filter(({ from }) => !planted.has(from)).map(({ from, rule }) => `${from}: ${rule.name}`), []);
  });
});
