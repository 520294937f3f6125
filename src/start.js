// JavaScript, so that a start whose cache is full need not even load what strips the types off TypeScript.
import { enableCompileCache } from 'node:module';
import { join } from 'node:path';

// What V8 compiled and Node stripped last time is read back. Where the folder cannot be written, all is only slower.
enableCompileCache(join(import.meta.dirname, '../node_modules/.cache/zhiyuan-graph'));
await import('./main.ts');
