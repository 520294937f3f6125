import { GraphQLError } from 'graphql';

export { OperatorError } from './operator-error.ts';

/** Both languages of a message; which one a client sees is decided once, where the answer is formatted. */
export interface Bilingual {
  zh: string;
  en: string;
}

/**
 * A fault of the request that a client can mend: answered with 400 when it is found before execution.
 * `code` is stable and stands in `extensions.code`; `details` goes into the extensions beside it.
 */
export function badRequest(
  code: string,
  zh: string,
  en: string,
  details: Record<string, unknown> = {},
): GraphQLError {
  return new GraphQLError(zh, {
    extensions: { code, messages: { zh, en }, ...details, http: { status: 400 } },
  });
}

/** Says more of a fault that is on its way out, where more is known: in what field, in which argument. */
export function locate(error: unknown, details: Record<string, unknown>): unknown {
  if (error instanceof GraphQLError) Object.assign(error.extensions, details);
  return error;
}

/** The error for a write without a token. */
export function unauthenticated(): GraphQLError {
  return new GraphQLError('请先登录', {
    extensions: {
      code: 'UNAUTHENTICATED',
      messages: { zh: '请先登录（Authorization: Bearer …）', en: 'Sign in first (Authorization: Bearer …)' },
      http: { status: 401 },
    },
  });
}
