import { GraphQLRequestError } from '../../packages/client/src/index.ts';

/** What to tell a reader, and what to hand on to whoever runs the service. */
export interface Fault {
  text: string;
  detail?: string;
}

/** What to tell when data could not be had. */
export function faultOf(error: unknown): Fault {
  if (!(error instanceof GraphQLRequestError)) {
    return { text: '连不上服务。请检查网络，稍后重试。' };
  }
  const { status, errors, requestId } = error;
  const detail = requestId === null ? undefined : `请求编号 ${requestId}`;
  if (errors.length === 0) return { text: `服务暂时没有答复（HTTP ${status}）。请稍后重试。`, detail };
  return { text: `服务没有给出数据：${errors[0]!.message}`, detail };
}
