import { type ExecutionResult, GraphQLError } from 'graphql';
import { isTimeout } from '../database/session-limits.ts';
import type { AnswerTally } from './tally.ts';

const messages = {
  zh: '处理超时，请稍后再试',
  en: 'This took too long; try again later',
};

/** The error for a request, statement, lock or connection that took too long. */
export const timedOut = (error?: GraphQLError): GraphQLError =>
  new GraphQLError(messages.zh, {
    nodes: error?.nodes ?? null,
    path: error?.path ?? null,
    extensions: { code: 'TIMEOUT', messages, http: { status: 503 } },
  });

/** Runs an execution for so long at most; after that it is answered with TIMEOUT, and nothing more is read for it. */
export async function inTime(
  milliseconds: number,
  tally: AnswerTally,
  execution: Promise<ExecutionResult>,
): Promise<ExecutionResult> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<ExecutionResult>((resolve) => {
    timer = setTimeout(() => {
      const error = timedOut();
      tally.stop(error);
      resolve({ errors: [error] });
    }, milliseconds);
  });
  try {
    return await Promise.race([execution, late]);
  } finally {
    clearTimeout(timer);
  }
}

/**
 * What of an execution is answered. A query that was stopped, by a limit or by time, is answered with the reason alone:
 * half of its data would look like all. A mutation keeps what it says of its writes.
 */
export function outcome(result: ExecutionResult, isMutation: boolean, tally: AnswerTally): ExecutionResult {
  if (!result.errors) return result;
  const errors = result.errors.map((error) => (isTimeout(error.originalError) ? timedOut(error) : error));
  const hasData = result.data !== null && result.data !== undefined;
  const stop = tally.stopped ?? errors.find(({ extensions }) => extensions?.['code'] === 'TIMEOUT');
  if (stop && !(isMutation && hasData)) return { errors: [stop] };
  // An error beside data must not change the status of the whole answer. Errors of compiled code may lack extensions.
  if (hasData) for (const { extensions } of errors) delete extensions?.['http'];
  return { ...result, errors };
}
