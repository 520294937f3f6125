import { fileURLToPath } from 'node:url';
import type { UserConfig } from 'vite';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** Two pages, `/` and `/explorer`, with everything they need: no other host is ever asked. */
export default {
  root: here('.'),
  base: '/',
  publicDir: false,
  // Workers as modules share chunks with each other instead of each carrying its own copy.
  worker: { format: 'es' },
  build: {
    outDir: here('./dist'),
    assetsDir: 'assets',
    emptyOutDir: true,
    // Chrome 109 is the last one for Windows 7, which some offices still run.
    target: ['chrome109', 'firefox115', 'safari16'],
    // Every browser above preloads modules by itself.
    modulePreload: { polyfill: false },
    // The editor is one big chunk by nature; prepare.ts reports the sizes.
    chunkSizeWarningLimit: 4000,
    rolldownOptions: {
      // GraphiQL's "use client" marks mean nothing in a page without server rendering: hundreds of warnings.
      onwarn(warning, warn) {
        if (warning.code !== 'MODULE_LEVEL_DIRECTIVE') warn(warning);
      },
      input: { home: here('./index.html'), explorer: here('./explorer/index.html') },
    },
  },
} satisfies UserConfig;
