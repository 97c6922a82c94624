import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { parseBotConfig } from '../../src/boundary/bot-config.ts';
import { parseLocalPolicy } from '../../src/boundary/local-policy.ts';

const DOCS = readFileSync(join(import.meta.dirname, '..', '..', 'docs', 'operation.md'), 'utf8');
const yamlUnder = (heading: string): readonly Record<string, unknown>[] => {
  const [, section = ''] = new RegExp(`## ${heading}\n([\\s\\S]*?)\n## `).exec(DOCS) ?? [];
  return [...section.matchAll(/```yaml\n([\s\S]*?)```/g)].map(([, text = '']) => parse(text) as Record<string, unknown>);
};

describe('the settings for sealed approval in the documentation', () => {
  const [bot = {}, relay = {}] = yamlUnder('Sealed approval');

  it('are taken by the bot', () => {
    const [base = {}] = yamlUnder('The bot');
    const parsed = parseBotConfig({ ...base, ...bot });
    assert.ok(parsed.ok, JSON.stringify(parsed));
    assert.equal(parsed.config.sealing?.publicUrl, 'https://syncwhy.contoso.com');
  });

  it('are taken by the relay, for the operations that it lists', () => {
    const parsed = parseLocalPolicy({ readOnly: false, operations: ['ad.set-anchor', 'ad.change-addresses'], writableContainers: [], objectsPerHour: 1, ...relay });
    assert.ok(parsed.ok, JSON.stringify(parsed));
    assert.deepEqual(parsed.policy.sealing?.operations, { 'ad.set-anchor': 'own-machine', 'ad.change-addresses': 'sign-in' });
  });
});
