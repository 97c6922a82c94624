import { existsSync } from 'node:fs';
import { openSqliteStore } from '../adapters/sqlite/open-sqlite-store.ts';
import { NotReady } from '../ports/not-ready.ts';
import { systemClock } from '../adapters/system/system-clock.ts';
import { verifyChain } from '../protocol/audit-chain.ts';
import type { Terminal } from '../terminal/ask-command.ts';
import { readBotConfig } from './config.ts';

const PAGE = 1000;

/** `syncwhy audit verify`: recomputes every link. Exit code 0 whole, 1 broken; throws `NotReady` when there is nothing to check. */
export async function verifyAudit(configFile: string, terminal: Terminal): Promise<number> {
  const { store: { file } } = readBotConfig(configFile, process.env);
  // Opening would make an empty store, and an empty trail is whole.
  if (!existsSync(file)) throw new NotReady(`There is no store at ${file}, so no audit trail was checked.`);
  const store = await openSqliteStore({ file, clock: systemClock });
  try {
    const links = [];
    for (let page = await store.auditTrail(0, PAGE); page.length > 0; page = await store.auditTrail(page.at(-1)?.seq ?? 0, PAGE)) links.push(...page);
    const checked = verifyChain(links);
    terminal.out(checked.is === 'whole' ? `The audit trail is whole: ${checked.links} entries, head ${checked.head.slice(0, 16)}.` : `The audit trail is broken. ${checked.says}`);
    return checked.is === 'whole' ? 0 : 1;
  } finally {
    await store.close();
  }
}
