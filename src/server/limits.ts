import type { GraphQLError } from 'graphql';
import { badRequest, type Bilingual } from '../errors.ts';

/** Limits of one request, counted after variables are filled in and page defaults applied. */
export const LIMITS = {
  /** Lexical tokens of a document. */
  TOKENS: 1_000,
  /** Levels of nested fields. */
  DEPTH: 15,
  /** Levels inside `__schema` and `__type`: the standard introspection query needs 13. */
  INTROSPECTION_DEPTH: 16,
  /** Fields with an alias, `__typename` included. */
  ALIASES: 30,
  DIRECTIVES: 30,
  /** Fields that repeat a response key of their own parent. */
  DUPLICATES: 30,
  ROOT_FIELDS: 20,
  /** Fields after fragments are expanded. */
  FIELDS: 1_000,
  /** Objects that page sizes, numbers of ids and assumed sizes of lists allow, multiplied down the tree. */
  NODES: 50_000,
  /** Objects in fact put into one answer, whatever was assumed. */
  ROWS: 50_000,
  /** Bytes of one answer. */
  ANSWER: 16_777_216,
  /** Levels of input objects within one argument or variable, e.g. of nested conditions. */
  INPUT_DEPTH: 15,
  /** Input objects of all arguments and of all variables. */
  INPUT_OBJECTS: 500,
  /** Bytes of a request body. */
  BODY: 262_144,
  /** Subscriptions open at one time in one process, and on one WebSocket. */
  SUBSCRIPTIONS: 1_000,
  CONNECTION_SUBSCRIPTIONS: 20,
  /** Those of one account, and of all at one address who are not signed in, unless the operator says otherwise. */
  ACCOUNT_SUBSCRIPTIONS: 50,
  ADDRESS_SUBSCRIPTIONS: 100,
  /** Files of /data and /export under way at one time in one process, and those of one account or address. */
  EXPORTS: 40,
  CLIENT_EXPORTS: 12,
  /** As NODES and ANSWER, for one event of a subscription: what one client asks once is read anew with each change. */
  EVENT_NODES: 1_000,
  EVENT_ANSWER: 1_048_576,
} as const;

export type LimitName = keyof typeof LIMITS;

const counted: Record<LimitName, Bilingual> = {
  TOKENS: { zh: '文档的词法单元数', en: 'lexical tokens of the document' },
  DEPTH: { zh: '字段嵌套层数', en: 'levels of nested fields' },
  INTROSPECTION_DEPTH: { zh: '内省字段嵌套层数', en: 'levels of nested introspection fields' },
  ALIASES: { zh: '别名数', en: 'aliases' },
  DIRECTIVES: { zh: '指令数', en: 'directives' },
  DUPLICATES: { zh: '重复字段数', en: 'repeated fields' },
  ROOT_FIELDS: { zh: '顶层字段数', en: 'root fields' },
  FIELDS: { zh: '展开片段后的字段数', en: 'fields after fragments are expanded' },
  NODES: {
    zh: '各级页大小、ID 数与列表假定长度之积所允许的对象数',
    en: 'objects that page sizes, numbers of ids and assumed sizes of lists allow, multiplied down the tree',
  },
  ROWS: { zh: '一次回答中实有的对象数', en: 'objects in fact put into one answer' },
  ANSWER: { zh: '回答的字节数', en: 'bytes of one answer' },
  INPUT_DEPTH: { zh: '输入对象嵌套层数', en: 'levels of nested input objects' },
  INPUT_OBJECTS: { zh: '输入对象数', en: 'input objects' },
  BODY: { zh: '请求体字节数', en: 'bytes of the request body' },
  SUBSCRIPTIONS: { zh: '本服务同时的订阅数', en: 'subscriptions of this service at one time' },
  CONNECTION_SUBSCRIPTIONS: { zh: '一个 WebSocket 连接同时的订阅数', en: 'subscriptions on one WebSocket' },
  ACCOUNT_SUBSCRIPTIONS: { zh: '一个账户同时的订阅数', en: 'subscriptions of one account at one time' },
  ADDRESS_SUBSCRIPTIONS: {
    zh: '一个网络地址未登录者同时的订阅数（运行者可另定）',
    en: 'subscriptions of one network address without a token at one time (the operator may set another number)',
  },
  EXPORTS: {
    zh: '本服务同时生成的文件数（/data、/export）',
    en: 'files of /data and /export of this service at one time',
  },
  CLIENT_EXPORTS: {
    zh: '一个账户（未登录者：一个网络地址）同时生成的文件数（/data、/export）',
    en: 'files of /data and /export of one account (without a token: of one network address) at one time',
  },
  EVENT_NODES: {
    zh: '订阅的每个事件所允许的对象数，计法同 LIMIT_NODES',
    en: 'objects that may be asked of each event of a subscription, counted as for LIMIT_NODES',
  },
  EVENT_ANSWER: { zh: '订阅的一个事件的字节数', en: 'bytes of one event of a subscription' },
};

/** The error for going beyond a limit: its code, the limit and what was asked stand in the extensions. */
export function limitExceeded(
  name: LimitName,
  requested?: number,
  limit: number = LIMITS[name],
): GraphQLError {
  const { zh, en } = counted[name];
  return badRequest(
    `LIMIT_${name}`,
    `请求超出限制：${zh}最多 ${limit}${requested === undefined ? '' : `，此请求为 ${requested}`}`,
    `The request is beyond a limit: at most ${limit} ${en}${requested === undefined ? '' : `; this one has ${requested}`}`,
    { limit, requested },
  );
}

/** The limits as `service.limits` shows them. */
export function describeLimits(): { code: string; value: number; description: string }[] {
  return (Object.keys(LIMITS) as LimitName[]).map((name) => ({
    code: `LIMIT_${name}`,
    value: LIMITS[name],
    description: `${counted[name].zh} / ${counted[name].en}`,
  }));
}
