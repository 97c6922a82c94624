import { mkdirSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';

/** Saves what the page shows now, once in each theme. */
export type Photographer = (page: Page, name: string) => Promise<void>;

/** Into the folder that SYNCWHY_SCREENSHOTS names, otherwise into a temporary one. */
export function takePictures(): Photographer {
  const wanted = process.env['SYNCWHY_SCREENSHOTS'];
  const folder = wanted === undefined || wanted === '' ? mkdtempSync(join(tmpdir(), 'syncwhy-pictures-')) : wanted;
  mkdirSync(folder, { recursive: true });
  return async (page, name) => {
    for (const colorScheme of ['dark', 'light'] as const) {
      await page.emulateMedia({ colorScheme });
      await page.waitForFunction((wantedTheme) => (globalThis as unknown as { document: { documentElement: { dataset: Record<string, string> } } }).document.documentElement.dataset['theme'] === wantedTheme, colorScheme);
      await page.screenshot({ path: join(folder, `${name}-${colorScheme}.png`) });
    }
  };
}
