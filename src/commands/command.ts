import type { CommandLine, CommandOption, SettingName } from '../settings.ts';

/** One command of the command line. Its module is light: `run` imports what it works with, and help needs nothing. */
export interface Command {
  /** Positionals as help shows them, e.g. `<plan folder>`; empty when it takes none. */
  usage: string;
  zh: string;
  en: string;
  options: Record<string, CommandOption>;
  /** Settings that it heeds, for its help; those of the database unless told otherwise. */
  settings?: readonly SettingName[];
  /** Runs it; the exit status. Throws OperatorError for what the person can mend. */
  run: (line: CommandLine) => Promise<number>;
}

/** Tells a person how work goes; quiet in a pipe. */
export function say(zh: string, en: string): void {
  if (process.stderr.isTTY) process.stderr.write(`${zh}  ${en}\n`);
}

/** What a person must know in a pipe too. */
export function tell(zh: string, en: string): void {
  process.stderr.write(`${zh}\n${en}\n`);
}
