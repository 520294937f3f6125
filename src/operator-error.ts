/** A fault that the person at the command line can mend: printed without a stack, with the exit status given. */
export class OperatorError extends Error {
  readonly zh: string;
  readonly en: string;
  readonly exitCode: number;

  constructor(zh: string, en: string, exitCode = 1) {
    super(`${zh}\n${en}`);
    this.name = 'OperatorError';
    this.zh = zh;
    this.en = en;
    this.exitCode = exitCode;
  }
}
