import { anyOf } from '../access/conditions.ts';
import type { Owner } from '../access/rights.ts';
import type { Expression } from '../graph/definition.ts';
import { isKept } from '../media/media.policy.ts';
import type { RoleModel, Story } from './story.entity.ts';

/** Whose a story or role model is: its owner's and the district's. */
export const ownerOfStory = ({ districtCode, owner }: Story | RoleModel): Owner => ({
  district: districtCode,
  parties: [owner.id],
});

/** The public sees what is published; a retracted story looks like one that never was. */
export const storyVisible: Expression = (alias, bind, asking) =>
  anyOf(`${alias}.status = 'PUBLISHED'`, isKept(alias, bind, asking));

/** Who did what to a story is for those who keep it. */
export const stepVisible: Expression = (alias, bind, asking) => {
  const kept = isKept('vs', bind, asking);
  return kept === 'false'
    ? 'false'
    : `exists (select 1 from story vs where vs.id = ${alias}.story_id and (${kept}))`;
};

export const roleModelVisible: Expression = (alias, bind, asking) =>
  anyOf(`${alias}.status = 'SELECTED'`, isKept(alias, bind, asking));
