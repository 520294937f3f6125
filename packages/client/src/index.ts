export * from './client.ts';
export type * from './document.ts';
export * from './error.ts';
export * from './operations.ts';
export * from './values.ts';
