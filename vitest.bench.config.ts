import { defineConfig } from 'vitest/config';

export default defineConfig({
  resolve: { alias: [{ find: /^graphql$/, replacement: 'graphql/index.js' }] },
  test: {
    include: ['bench/**/*.bench.ts'],
    globalSetup: ['test/setup/global.ts'],
    // What counts memory needs a process with a young generation that holds all of a measurement.
    pool: 'forks',
    execArgv: ['--max-semi-space-size=256', '--min-semi-space-size=256'],
  },
});
