import { cp, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'vite';
import { compileScript, parse } from 'vue/compiler-sfc';
import { afterAll, expect, test } from 'vitest';
import react from '../../packages/client/samples/react/vite.config.ts';
import vue from '../../packages/client/samples/vue/vite.config.ts';
import { compiled } from './package.ts';

const root = join(import.meta.dirname, '../..');
const samples = join(root, 'packages/client/samples');

test.each([
  ['Vue', vue, 'vue/App.vue'],
  ['React', react, 'react/App.tsx'],
])('the sample for %s has forty lines at most, and is bundled', async (_, config, file) => {
  const lines = (await readFile(join(samples, file), 'utf8')).trimEnd().split('\n');
  expect(lines.length).toBeLessThanOrEqual(40);
  const made = await build({
    ...config,
    configFile: false,
    logLevel: 'silent',
    build: { write: false, minify: false },
  });
  const { output } = made as { output: { fileName: string; code?: string }[] };
  expect(output.map(({ fileName }) => fileName)).toContain('index.html');
  // What it does not ask stays out of the page.
  const asked = new Set(output.flatMap(({ code }) => code?.match(/query [A-Z]\w+/g) ?? []));
  expect([...asked].filter((name) => !/WhatMustItDo|ResponsibilityMatrix/.test(name))).toEqual([]);
});

/**
 * What the compiler finds in the sample for Vue, its template included: made into TypeScript first, since the tool of Vue for
 * that, vue-tsc, needs a compiler written in JavaScript.
 */
async function faultsOfTemplate(change: (text: string) => string): Promise<string[]> {
  const folder = await mkdtemp(join(tmpdir(), 'zhiyuan-vue-'));
  afterAll(() => rm(folder, { recursive: true, force: true }));
  await cp(join(samples, 'vue'), folder, { recursive: true });
  await symlink(join(root, 'node_modules'), join(folder, 'node_modules'));
  const { descriptor, errors } = parse(change(await readFile(join(folder, 'App.vue'), 'utf8')));
  expect(errors).toEqual([]);
  const { content } = compileScript(descriptor, { id: 'app', inlineTemplate: true });
  await rm(join(folder, 'vue.d.ts'));
  // The compiler narrows no result of a call, and none of these is a ref.
  await writeFile(join(folder, 'App.vue.ts'), content.replaceAll(/_unref\((\w+)\)/g, '$1'));
  await writeFile(
    join(folder, 'tsconfig.json'),
    JSON.stringify({
      extends: join(samples, 'tsconfig.json'),
      compilerOptions: {
        paths: { '@zhiyuan/client': [join(root, 'packages/client/src/index.ts')] },
        noUnusedLocals: false,
        noUnusedParameters: false,
      },
      include: ['App.vue.ts', 'main.ts'],
    }),
  );
  return compiled(folder);
}

test('the template of the sample for Vue is right by its types', async () => {
  expect(await faultsOfTemplate((text) => text)).toEqual([]);
});

// A check that has never failed proves nothing.
test.each([
  ['a field that was not asked for', '{{ title }}', '{{ title.text }}'],
  ['a variable of another type', '({ name: chosen.value })', '({ name: 1 })'],
  ['what may be null taken for sure', 'plan.data?.plan?.', 'plan.data?.plan.'],
])('%s is found in it', async (_, before, now) => {
  expect(
    await faultsOfTemplate((text) => {
      expect(text).toContain(before);
      return text.replace(before, now);
    }),
  ).not.toEqual([]);
});
