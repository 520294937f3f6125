import type { ReadsDefinition } from '../graph/definition.ts';
import { peopleOf } from './people.ts';
import { MediaAsset } from './media.entity.ts';
import { mediaVisible } from './media.policy.ts';

export const mediaReads: ReadsDefinition = {
  models: {
    MediaAsset: {
      entity: MediaAsset,
      order: ['uploadedAt'],
      orders: { UPLOADED_AT: ['uploadedAt'] },
      visible: mediaVisible,
      computed: { people: peopleOf('media_asset_person', 'media_asset_id', 'PUBLISH_IMAGE') },
      erasable: ['alt', 'caption', 'photographer'],
      needs: { url: ['sha256', 'mediaType'] },
    },
  },
};
