import { fileURLToPath } from 'node:url';
import vue from '@vitejs/plugin-vue';
import { defineConfig } from 'vite';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

export default defineConfig({
  root: here('.'),
  plugins: [vue()],
  // Here the package is not installed but beside us.
  resolve: { alias: { '@zhiyuan/client': here('../../src/index.ts') } },
  server: { proxy: { '/graphql': 'http://127.0.0.1:4000' } },
});
