import { defineConfig } from 'vitest/config';

// Races, kills and their negative controls: minutes, so apart from the main suite.
export default defineConfig({
  resolve: { alias: [{ find: /^graphql$/, replacement: 'graphql/index.js' }] },
  test: {
    include: ['test/faults/**/*.fault.ts'],
    testTimeout: 300_000,
    hookTimeout: 60_000,
    globalSetup: ['test/setup/global.ts'],
    fileParallelism: false,
  },
});
