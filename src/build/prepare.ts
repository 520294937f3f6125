import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs, promisify } from 'node:util';
import { gzip } from 'node:zlib';

const root = fileURLToPath(new URL('../..', import.meta.url));
const dist = join(root, 'web', 'dist');
/** Git-ignored, and on the same file system as web/dist, so that a finished bundle takes its place by a rename. */
const temporary = join(root, 'temp');

/** Packages whose version changes the bundle although no source of ours did. */
const packages = [
  'graphiql',
  '@graphiql/react',
  'monaco-editor',
  'monaco-graphql',
  'graphql',
  'react',
  'echarts',
  'vite',
];

/** What the pages share with the server. */
const SHARED = [
  'src/docs/addresses.ts',
  'src/docs/dictionary.ts',
  'src/docs/error-table.ts',
  'src/dataset/headings.ts',
  'docs/errors.zh.md',
];

/** Left in web/dist: what it was made of, and how long that took on this machine. */
interface Stamp {
  hash: string;
  seconds: number;
}

/**
 * Bundles the pages into web/dist unless they are up to date. npm runs this after `npm ci`, and `npm start`
 * when they are not.
 * Safe to run twice at once: each builds apart, and a rename puts the result in place.
 */
export async function preparePages({ force = false } = {}): Promise<'built' | 'current' | 'no-bundler'> {
  const [hash, last] = await Promise.all([hashOfSources(), readStamp(dist)]);
  if (!force && last?.hash === hash) return 'current';

  const vite = await import('vite').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ERR_MODULE_NOT_FOUND') return undefined;
    throw error;
  });
  if (!vite) {
    say(
      '没有安装 Vite，不打包页面；接口不受影响 / Vite is not installed: pages are not bundled, the API is not affected',
    );
    return 'no-bundler';
  }

  say(`正在打包页面（约 ${last?.seconds ?? 15} 秒）… / bundling the pages …`);
  const started = performance.now();
  // Vite believes NODE_ENV over its own mode: a test run, or a developer's shell, would get React's slow half.
  const environment = process.env.NODE_ENV;
  process.env.NODE_ENV = 'production';
  await mkdir(temporary, { recursive: true });
  const work = await mkdtemp(join(temporary, 'web-'));
  try {
    const made = join(work, 'dist');
    // Imported, not given by name: Vite would first bundle the file into node_modules, which may be read-only.
    const { default: config } = await import('../../web/vite.config.ts');
    const bundle = await vite.build({
      ...config,
      configFile: false,
      logLevel: 'warn',
      build: { ...config.build, outDir: made },
    });
    await compress(join(made, 'assets'));
    const sizes = await sizesOf(made, bundle);
    const seconds = Math.ceil((performance.now() - started) / 1000);
    await writeFile(join(made, '.stamp'), JSON.stringify({ hash, seconds } satisfies Stamp));
    await putInPlace(made, join(work, 'old'), hash);
    say(`页面已打包（${seconds} 秒）/ pages bundled (${seconds} s): ${relative(root, dist)}`);
    for (const { page, kilobytes } of sizes) say(`  ${page}: ${kilobytes} kB (gzip)`);
  } finally {
    if (environment === undefined) delete process.env.NODE_ENV;
    else process.env.NODE_ENV = environment;
    await rm(work, { recursive: true, force: true });
  }
  return 'built';
}

/** Whether web/dist was made of the present sources. */
export async function pagesAreCurrent(): Promise<boolean> {
  const [hash, last] = await Promise.all([hashOfSources(), readStamp(dist)]);
  return last?.hash === hash;
}

/** Content, not times: a checkout or a copy gives every file a new time. */
async function hashOfSources(): Promise<string> {
  const hash = createHash('sha256');
  const files = [
    ...(await filesIn(join(root, 'web'))),
    ...(await filesIn(join(root, 'operations'))),
    ...SHARED.map((file) => join(root, file)),
    ...(await filesIn(join(root, 'packages/client/src'))),
    fileURLToPath(import.meta.url),
  ];
  const contents = await Promise.all(files.map((file) => readFile(file)));
  for (const [index, file] of files.entries()) {
    const content = contents[index]!;
    hash.update(`${relative(root, file).replaceAll('\\', '/')}\n${content.length}\n`).update(content);
  }

  const lock: { packages: Record<string, { version?: string }> } = JSON.parse(
    await readFile(join(root, 'package-lock.json'), 'utf8'),
  );
  for (const name of packages) hash.update(`${name}@${lock.packages[`node_modules/${name}`]?.version}\n`);
  return hash.digest('hex');
}

/** Every file below a folder, sorted, without web/dist; none when the folder does not exist. */
async function filesIn(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(ignoreMissing);
  return (entries ?? [])
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((file) => relative(dist, file).startsWith('..'))
    .toSorted();
}

async function readStamp(folder: string): Promise<Stamp | undefined> {
  const text = await readFile(join(folder, '.stamp'), 'utf8').catch(ignoreMissing);
  if (!text) return undefined;
  try {
    const stamp: Stamp = JSON.parse(text);
    return stamp;
  } catch {
    return undefined;
  }
}

/** Lays `x.js.gz` beside each text file worth it, for the server to send as it is. */
async function compress(folder: string): Promise<void> {
  const toGzip = promisify(gzip);
  const names = (await readdir(folder)).filter((name) => /\.(?:js|css|svg|ttf)$/.test(name));
  await Promise.all(
    names.map(async (name) => {
      const file = join(folder, name);
      if ((await stat(file)).size < 1024) return;
      await writeFile(`${file}.gz`, await toGzip(await readFile(file), { level: 9 }));
    }),
  );
}

/** What each page fetches of its own in the end, compressed as it is sent: scripts that come later and style sheets included. */
async function sizesOf(
  made: string,
  bundle: Awaited<ReturnType<typeof import('vite').build>>,
): Promise<{ page: string; kilobytes: number }[]> {
  const parts = [bundle].flat().flatMap((each) => ('output' in each ? each.output : []));
  const chunks = new Map(parts.flatMap((part) => (part.type === 'chunk' ? [[part.fileName, part]] : [])));
  const entries = [...chunks.values()].filter(({ isEntry }) => isEntry);
  return Promise.all(
    entries.map(async ({ name, fileName }) => {
      const files = new Set([fileName]);
      for (const file of files) {
        const chunk = chunks.get(file);
        for (const each of [
          ...(chunk?.imports ?? []),
          ...(chunk?.dynamicImports ?? []),
          ...(chunk?.viteMetadata?.importedCss ?? []),
        ]) {
          files.add(each);
        }
      }
      const bytes = await Promise.all([...files].map((file) => sentSize(join(made, file))));
      return { page: name, kilobytes: Math.ceil(bytes.reduce((sum, each) => sum + each, 0) / 1000) };
    }),
  );
}

async function sentSize(file: string): Promise<number> {
  const found = (await stat(`${file}.gz`).catch(ignoreMissing)) ?? (await stat(file));
  return found.size;
}

/** A folder cannot be renamed over another: the old one steps aside first. */
async function putInPlace(made: string, aside: string, hash: string): Promise<void> {
  await mkdir(dirname(dist), { recursive: true });
  await rename(dist, aside).catch(ignoreMissing);
  try {
    await rename(made, dist);
  } catch (error) {
    // Another process was quicker. The same sources make the same bundle, so its one serves.
    if ((await readStamp(dist))?.hash !== hash) throw error;
  }
}

function ignoreMissing(error: NodeJS.ErrnoException): undefined {
  if (error.code !== 'ENOENT') throw error;
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

if (import.meta.main) {
  const { values } = parseArgs({
    options: {
      force: { type: 'boolean', default: false },
      // What it does anyway; accepted so that a script can say it.
      'if-needed': { type: 'boolean', default: true },
    },
  });
  await preparePages({ force: values.force });
}
