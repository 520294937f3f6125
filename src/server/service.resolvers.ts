import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { badRequest } from '../errors.ts';
import type { Resolvers } from '../generated/resolvers.ts';
import { dataState } from './data-state.ts';
import { describeLimits } from './limits.ts';

export const { version: VERSION } = JSON.parse(
  readFileSync(join(import.meta.dirname, '../../package.json'), 'utf8'),
) as {
  version: string;
};

const NODES_MAX = 100;

export const serviceResolvers: Resolvers = {
  Query: {
    service: async (_, __, ctx) => ({
      name: '志愿图谱 Zhiyuan Graph',
      version: VERSION,
      dataState: await dataState(ctx.em()),
      timeZone: 'Asia/Shanghai',
      limits: describeLimits(),
    }),
    node: async (_, { id }, ctx, info) => (await ctx.read.nodes([id], info))[0]!,
    nodes: (_, { ids }, ctx, info) => {
      if (ids.length > NODES_MAX) {
        throw badRequest(
          'TOO_MANY_IDS',
          `nodes 一次至多 ${NODES_MAX} 个 ID，收到 ${ids.length}`,
          `nodes takes ${NODES_MAX} ids at most, got ${ids.length}`,
          { limit: NODES_MAX, requested: ids.length },
        );
      }
      return ctx.read.nodes(ids, info);
    },
  },
};
