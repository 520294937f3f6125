import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import type { Context } from '../context.ts';
import type { Bilingual } from '../errors.ts';
import { inLanguage } from './apollo-messages.ts';
import { limitExceeded } from './limits.ts';

/** What of a request bears on how its errors are told. */
type Presenting = Pick<Context, 'language' | 'requestId' | 'log'>;

/** The error as the client sees it: its own language, no stack, nothing of the inside. */
export function present(
  error: GraphQLFormattedError,
  original: unknown,
  context: Presenting,
): GraphQLFormattedError {
  const {
    code,
    messages,
    http: _,
    ...details
  } = (error.extensions ?? {}) as {
    code?: string;
    messages?: Bilingual;
    http?: unknown;
  };
  if (code === 'GRAPHQL_PARSE_FAILED' && / \d+ tokens\. Parsing aborted/.test(error.message)) {
    return present(limitExceeded('TOKENS').toJSON(), original, context);
  }
  if (messages) {
    return {
      ...plain(error),
      message: messages[context.language],
      extensions: { code: ownCode(original) ?? code, ...details, ...variableOf(original) },
    };
  }
  if (code !== undefined && code !== 'INTERNAL_SERVER_ERROR')
    return inLanguage(plain(error), context.language);
  // What graphql-js itself refuses while executing, e.g. a null variable where a value must be.
  const thrown = original instanceof GraphQLError ? (original.originalError ?? original) : original;
  if (thrown instanceof GraphQLError && !thrown.originalError) {
    return { ...plain(error), extensions: { code: 'BAD_USER_INPUT' } };
  }
  context.log.error(
    { err: original instanceof GraphQLError ? (original.originalError ?? original) : original },
    'fault',
  );
  const message =
    context.language === 'zh'
      ? `服务器内部错误（请求号 ${context.requestId}）`
      : `Internal server error (request ${context.requestId})`;
  return { ...plain(error), message, extensions: { code: 'INTERNAL_SERVER_ERROR' } };
}

/** Where in the variables a value is that a scalar refused: `input.startsAt`. */
function variableOf(error: unknown): { variable?: string } {
  const message = error instanceof GraphQLError ? error.message : '';
  const [, name, path] =
    /^Variable "\$(\w+)" got invalid value .*?(?: at "([\w.[\]]+)")?; /s.exec(message) ?? [];
  const variable = path ?? name;
  return variable === undefined ? {} : { variable };
}

/** A value in the document is refused while validating, and Apollo then gives its own code; in a variable it keeps ours. */
const ownCode = (error: unknown): unknown =>
  error instanceof GraphQLError && error.originalError instanceof GraphQLError
    ? error.originalError.extensions['code']
    : undefined;

const plain = ({ message, path, locations, extensions }: GraphQLFormattedError) => ({
  message,
  path,
  locations,
  extensions,
});
