import { type Explanation, explanationsIn } from '../../src/docs/error-table.ts';
import page from '../../docs/errors.zh.md?raw';

const explanations = explanationsIn(page);

/** An error or refusal of an answer, with what it means. */
export interface Fault {
  code: string;
  message: string;
  /** `programs.nodes.0.title`, or the input's `input.startsAt`. */
  path: string;
  /** Where in the query text, when the server says so. */
  place: { line: number; column: number } | undefined;
  explanation: Explanation | undefined;
}

interface Told {
  message?: string;
  path?: (string | number)[] | null;
  code?: string;
  locations?: { line: number; column: number }[];
  extensions?: { code?: string; field?: string[]; argument?: string[]; variable?: string };
}

/** What went wrong in an answer: the request's errors, and the refusals in payloads. */
export function faultsIn(response: string): Fault[] {
  if (!response.includes('"errors"')) return [];
  let answer: { errors?: Told[]; data?: Record<string, unknown> | null };
  try {
    answer = JSON.parse(response);
  } catch {
    return [];
  }
  const refused = Object.values(answer.data ?? {}).flatMap(refusalsIn);
  return [...(answer.errors ?? []).map(faultOf), ...refused];
}

function faultOf({ message, path, locations, extensions = {} }: Told): Fault {
  const { code = '', field, argument, variable } = extensions;
  return {
    code,
    message: message ?? '',
    path: [pathOf(path ?? field), pathOf(argument), variable && `$${variable}`].filter(Boolean).join(' › '),
    place: locations?.[0],
    explanation: explanations.requests.get(code),
  };
}

/** The payloads of mutations have `errors` of their own. */
function refusalsIn(payload: unknown): Fault[] {
  const { errors } = (payload ?? {}) as { errors?: unknown };
  if (!Array.isArray(errors)) return [];
  return errors.map(({ code, message, path }: Told) => ({
    code: code ?? '',
    message: message ?? '',
    path: pathOf(path),
    place: undefined,
    explanation: explanations.refusals.get(code ?? ''),
  }));
}

const pathOf = (path: unknown): string => (Array.isArray(path) ? path.join('.') : '');
