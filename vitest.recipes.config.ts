import { defineConfig } from 'vitest/config';

// Apart from the main suite, which needs no Python: the recipes of docs/analysts.md that do.
export default defineConfig({
  resolve: { alias: [{ find: /^graphql$/, replacement: 'graphql/index.js' }] },
  test: {
    include: ['test/recipes/**/*.recipe.ts'],
    testTimeout: 120_000,
    hookTimeout: 60_000,
    globalSetup: ['test/setup/global.ts'],
  },
});
