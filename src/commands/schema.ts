import { printedSdl } from '../server/schema.ts';
import type { Command } from './command.ts';

export const schemaCommand: Command = {
  usage: '',
  zh: '打印 GraphQL 契约（SDL）',
  en: 'print the GraphQL contract (SDL)',
  options: {},
  settings: [],
  async run() {
    process.stdout.write(printedSdl());
    return 0;
  },
};
