import Mocha from 'mocha';
import { resolve } from 'node:path';

/** What instrumented code and Stryker share through the global object. */
interface Shared {
  activeMutant?: string | undefined;
  currentTestId?: string | undefined;
  hitCount?: number | undefined;
  hitLimit?: number | undefined;
  mutantCoverage?: unknown;
}

interface MutantRun {
  readonly activeMutant: { readonly id: string };
  readonly hitLimit?: number | undefined;
}

const TABLE = 'table';
/** What failed is asked of the runner itself. */
const NOTHING = Mocha.reporters.Base;
const held: { readonly process: object; __stryker__?: Shared } = globalThis;
const shared: Shared = (held.__stryker__ ??= {});

/**
 * Runs mocha files inside Stryker's process: they are loaded once, and run once for each mutant. A mutant in code that runs while
 * loading gets a new process from Stryker, so it is switched on before the files are loaded.
 */
class TableRunner {
  static readonly inject = ['options'] as const;
  readonly #files: readonly string[];
  #mocha: Mocha | undefined;

  constructor(options: { readonly tableTests: readonly string[] }) {
    this.#files = options.tableTests;
  }

  capabilities(): object {
    return { reloadEnvironment: false };
  }

  async dryRun(): Promise<object> {
    const start = performance.now();
    const failure = await this.#run();
    const test = { id: TABLE, name: TABLE, status: failure === null ? 0 : 1, failureMessage: failure ?? '', timeSpentMs: performance.now() - start };
    return { status: 'complete', tests: [test], mutantCoverage: shared.mutantCoverage };
  }

  async mutantRun({ activeMutant, hitLimit }: MutantRun): Promise<object> {
    Object.assign(shared, { activeMutant: activeMutant.id, hitLimit, hitCount: hitLimit === undefined ? undefined : 0 });
    const failure = await this.#run();
    if (shared.hitLimit !== undefined && (shared.hitCount ?? 0) > shared.hitLimit) return { status: 'timeout' };
    return failure === null ? { status: 'survived', nrOfTests: 1 } : { status: 'killed', killedBy: [TABLE], failureMessage: failure, nrOfTests: 1 };
  }

  /** The first failure, or null. */
  async #run(): Promise<string | null> {
    try {
      this.#mocha ??= await this.#loaded();
      shared.currentTestId = TABLE;
      return await failureOf(this.#mocha);
    } catch (error) {
      return String(error);
    }
  }

  async #loaded(): Promise<Mocha> {
    const mocha = new Mocha({ bail: true, reporter: NOTHING, timeout: 20_000 });
    mocha.cleanReferencesAfterRun(false);
    for (const file of this.#files) mocha.addFile(resolve(file));
    await mocha.loadFilesAsync();
    return mocha;
  }
}

const failureOf = (mocha: Mocha): Promise<string | null> =>
  new Promise((settle) => {
    let failure: string | null = null;
    mocha.run(() => settle(failure)).on('fail', (test, error: Error) => (failure ??= `${test.fullTitle()}: ${error.message}`));
  });

export const strykerPlugins = [{ kind: 'TestRunner', name: 'table', injectableClass: TableRunner }];
