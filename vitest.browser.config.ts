import { defineConfig } from 'vitest/config';

// Apart from the main suite, which needs no browser: `npx vitest run --config vitest.browser.config.ts`.
export default defineConfig({
  resolve: { alias: [{ find: /^graphql$/, replacement: 'graphql/index.js' }] },
  test: {
    include: ['test/browser/**/*.browser.ts'],
    testTimeout: 60_000,
    hookTimeout: 120_000,
    globalSetup: ['test/setup/global.ts'],
    fileParallelism: false,
    // The usual second is short for a browser on a busy machine.
    expect: { poll: { timeout: 10_000 } },
  },
});
