import { enableCompileCache } from 'node:module';
import { join } from 'node:path';

// Before anything else is loaded: what V8 compiled (and Node stripped of types) last time is read back, which halves
// the time that loading takes. Where the folder cannot be written, everything is only slower.
enableCompileCache(join(import.meta.dirname, '../node_modules/.cache/zhiyuan-graph'));

const { runCommandLine } = await import('./command-line.ts');
process.exitCode = await runCommandLine(process.argv.slice(2));
