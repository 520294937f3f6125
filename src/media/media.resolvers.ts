import type { Resolvers } from '../generated/resolvers.ts';
import { addressOf } from './addresses.ts';

export const mediaResolvers: Resolvers = {
  Query: { mediaAssets: (_, args, ctx, info) => ctx.read.page('MediaAsset', args, info) },
  MediaAsset: {
    url: (asset, { variant }, { baseUrl }) =>
      addressOf(baseUrl, asset['$sha256'] as string, asset['$mediaType'] as string, variant),
  },
};
