import { anyOf, coordinated, inDistrict } from '../access/conditions.ts';
import type { Owner } from '../access/rights.ts';
import type { Expression } from '../graph/definition.ts';
import type { MediaAsset } from './media.entity.ts';

/** Whose a picture is: its owner's and the district's. */
export const ownerOfMedia = ({ districtCode, owner }: MediaAsset): Owner => ({
  district: districtCode,
  parties: [owner.id],
});

/** SQL: whoever keeps it: the owner's coordinator, the media centre and the office. Of stories and their like too. */
export const isKept: Expression = (alias, bind, { viewer }) =>
  anyOf(
    inDistrict(`${alias}.district_code`, bind, viewer),
    inDistrict(`${alias}.district_code`, bind, viewer, 'MEDIA'),
    coordinated(`${alias}.owner_id`, bind, viewer),
  );

/** SQL: a published story shows it. */
export const isShown = (alias: string): string =>
  `${alias}.removed_at is null and exists (select 1 from story_picture sp join story ps on ps.id = sp.story_id
    where sp.media_asset_id = ${alias}.id and ps.status = 'PUBLISHED')`;

/** The public sees what a published story shows. */
export const mediaVisible: Expression = (alias, bind, asking) =>
  anyOf(isShown(alias), isKept(alias, bind, asking));

/** Whose file may be fetched: that of a picture that is there, and seen. */
export const fileVisible: Expression = (alias, bind, asking) =>
  `${alias}.removed_at is null and (${mediaVisible(alias, bind, asking)})`;
