import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach } from 'vitest';
import { preparePages } from '../../src/build/prepare.ts';
import { launchBrowser, watch } from './browser.ts';
import { startServer } from './server.ts';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

export let browser: Browser;
export let server: Awaited<ReturnType<typeof startServer>>;
export let context: BrowserContext;
export let page: Page;
/** What a page must never do, one line each: empty at the end of every test. */
export let faults: string[];

interface Size {
  width: number;
  height: number;
}

/** Gives each test of a file a page of its own, of one browser and one service; a fault of the page fails the test. */
export function visitEach(viewport: Size, ...of: Parameters<typeof startServer>): void {
  beforeAll(async () => {
    await preparePages();
    server = await startServer(...of);
    browser = await launchBrowser();
  });

  afterAll(async () => {
    await browser?.close();
    await server?.close();
  });

  beforeEach(async () => {
    context = await browser.newContext({ viewport, locale: 'zh-CN' });
    faults = await watch(context, server.origin);
    page = await context.newPage();
  });

  afterEach(async () => {
    await context.close();
    if (faults.length > 0) throw new Error(`the page must not:\n${faults.join('\n')}`);
  });
}

/** What axe calls serious or critical, one line each; in parts of the page alone by a selector. */
export async function seriousFaults(within?: string): Promise<string[]> {
  await page.evaluate(axe);
  const { violations } = await page.evaluate<{ violations: any[] }>(
    `axe.run(${within ? `[...document.querySelectorAll('${within}')]` : 'document'}, { resultTypes: ['violations'] })`,
  );
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) =>
      nodes.map(({ target }: { target: string[] }) => `${id}: ${target.join(' ')}`),
    );
}
