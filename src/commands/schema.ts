import type { Command } from './command.ts';

export const schemaCommand: Command = {
  usage: '',
  zh: '打印 GraphQL 契约（SDL）',
  en: 'print the GraphQL contract (SDL)',
  options: {},
  settings: [],
  async run() {
    const { printedSdl } = await import('../server/schema.ts');
    process.stdout.write(printedSdl());
    return 0;
  },
};
