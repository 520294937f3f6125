import { type SerializedError, stdSerializers } from 'pino';

/** Where the ORM appends what the database says of the row: `Failing row contains (…)`. */
const DETAIL = /\s*\n? - detail: [\s\S]*$/;

/**
 * An error as the log has it. What the database says of rows is left out, in whatever property or text it stands: the
 * log is no place for personal data.
 */
export function loggedError(error: Error): SerializedError {
  const { type, code } = stdSerializers.err(error) as SerializedError & { code?: string };
  const message = error.message.replace(DETAIL, '');
  const calls = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
  const told = { type, message, stack: [`${type}: ${message}`, ...calls].join('\n') };
  const cause = error.cause instanceof Error ? { cause: loggedError(error.cause) } : {};
  return { ...told, ...(code === undefined ? {} : { code }), ...cause } as SerializedError;
}
