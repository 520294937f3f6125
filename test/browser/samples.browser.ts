import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { build, preview, type UserConfig } from 'vite';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import react from '../../packages/client/samples/react/vite.config.ts';
import vue from '../../packages/client/samples/vue/vite.config.ts';
import { launchBrowser } from './browser.ts';
import { startServer } from './server.ts';

let browser: Browser;
let server: Awaited<ReturnType<typeof startServer>>;
const ends: (() => Promise<unknown>)[] = [];

beforeAll(async () => {
  server = await startServer();
  browser = await launchBrowser();
});

afterEach(async () => {
  for (const end of ends.splice(0)) await end();
});

afterAll(async () => {
  await browser?.close();
  await server?.close();
});

test('the sample for Vue shows the matrix, and what the chosen unit must do', async () => {
  const page = await opened(vue);
  await page.locator('tbody tr').first().waitFor();
  expect(await page.locator('thead th').allInnerTexts()).toContain('市容市貌美化');
  expect(await page.locator('tbody tr').count()).toBeGreaterThan(30);
  const duties = page.locator('li');
  await expect.poll(() => duties.count()).toBeGreaterThan(3);
  expect(await duties.first().innerText()).toMatch(/：“.+”（.+）/);
  await page.getByRole('button', { name: '艾山街道', exact: true }).click();
  await expect.poll(() => page.locator('h2').innerText()).toBe('艾山街道');
  await expect.poll(() => duties.allInnerTexts().then((texts) => texts.join())).toContain('各街道');
});

test('the sample for React shows what the unit must do whose name is entered', async () => {
  const page = await opened(react);
  await page.locator('tbody tr').first().waitFor();
  expect(await page.locator('tbody').innerText()).toContain('经由各街道、功能区');
  await page.getByLabel('单位').fill('区委宣传部');
  await expect.poll(() => page.locator('tbody').innerText()).toContain('点名');
  await page.getByLabel('单位').fill('没有的单位');
  await expect.poll(() => page.locator('main').innerText()).toContain('没有这个单位');
});

/** Bundles a sample, serves it beside the service, and opens it in a page that must have no fault. */
async function opened(config: UserConfig): Promise<Page> {
  const outDir = await mkdtemp(join(tmpdir(), 'zhiyuan-sample-'));
  const sample = { ...config, configFile: false as const, logLevel: 'silent' as const };
  await build({ ...sample, build: { outDir } });
  const files = await preview({
    ...sample,
    build: { outDir },
    preview: { host: '127.0.0.1', port: 0, proxy: { '/graphql': server.origin } },
  });
  const context = await browser.newContext({ locale: 'zh-CN' });
  const page = await context.newPage();
  const faults: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error') faults.push(message.text());
  });
  page.on('pageerror', (error) => faults.push(error.message));
  // What the browser itself asks of every site.
  await page.route('**/favicon.ico', (route) => route.fulfill({ status: 204 }));
  await page.goto(files.resolvedUrls!.local[0]!);
  ends.push(async () => {
    await context.close();
    await files.close();
    await rm(outDir, { recursive: true });
    expect(faults).toEqual([]);
  });
  return page;
}
