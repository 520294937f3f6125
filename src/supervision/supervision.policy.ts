import { anyOf, coordinated, inDistrict } from '../access/conditions.ts';
import type { Owner } from '../access/rights.ts';
import type { Expression } from '../graph/definition.ts';
import type { Difficulty, GoodPractice } from './difficulty.entity.ts';
import type { Finding, Inspection } from './inspection.entity.ts';

/** An inspection is the office's alone to write: whom it concerns only reads it. */
export const ownerOfInspection = ({ districtCode }: Inspection): Owner => ({ district: districtCode });

/** A finding is the inspected party's to rectify once it is issued, and the district's to recheck. */
export const ownerOfFinding = async ({ districtCode, party, inspection }: Finding): Promise<Owner> => ({
  district: districtCode,
  parties: (await inspection.loadOrFail()).status === 'ISSUED' ? [party.id] : [],
});

/** A difficulty is for who leads its solution to resolve. */
export const ownerOfDifficulty = ({ districtCode, leader }: Difficulty): Owner => ({
  district: districtCode,
  parties: [leader?.id],
});

export const ownerOfGoodPractice = ({ districtCode, party }: GoodPractice): Owner => ({
  district: districtCode,
  parties: [party.id],
});

/** The office's; once issued the inspected party's, too. */
export const inspectionVisible: Expression = (alias, bind, { viewer }) => {
  const own = coordinated(`${alias}.inspected_id`, bind, viewer);
  return anyOf(
    inDistrict(`${alias}.district_code`, bind, viewer),
    own === 'false' ? 'false' : `${alias}.status = 'ISSUED' and ${own}`,
  );
};

/** A finding is seen with its inspection. */
export const findingVisible: Expression = (alias, bind, { viewer }) => {
  const own = coordinated(`${alias}.party_id`, bind, viewer);
  return anyOf(
    inDistrict(`${alias}.district_code`, bind, viewer),
    own === 'false' ? 'false' : `${own} and ${isIssued(alias)}`,
  );
};

const isIssued = (alias: string): string =>
  `exists (select 1 from inspection vi where vi.id = ${alias}.inspection_id and vi.status = 'ISSUED')`;

/** A rectification is seen with its finding. */
export const rectificationVisible: Expression = (alias, bind, asking) => {
  const finding = findingVisible('vf', bind, asking);
  return finding === 'false'
    ? 'false'
    : `exists (select 1 from finding vf where vf.id = ${alias}.finding_id and (${finding}))`;
};

/** Who raised it, who leads, and the office. */
export const difficultyVisible: Expression = (alias, bind, { viewer }) =>
  anyOf(
    inDistrict(`${alias}.district_code`, bind, viewer),
    coordinated(`${alias}.raised_by_id`, bind, viewer),
    coordinated(`${alias}.leader_id`, bind, viewer),
  );

/** Everybody while it is published; before and afterwards whose it is, and the office. */
export const goodPracticeVisible: Expression = (alias, bind, { viewer }) =>
  anyOf(
    `${alias}.status = 'PUBLISHED'`,
    inDistrict(`${alias}.district_code`, bind, viewer),
    coordinated(`${alias}.party_id`, bind, viewer),
  );

/** Still to be rectified and past its last day. What is not issued asks nothing of anybody yet. */
export const isFindingLate: Expression = (alias, bind, { today }) =>
  `${alias}.status in ('OPEN', 'REOPENED') and ${alias}.due_on < ${bind.add(today)}::date and ${isIssued(alias)}`;

/** Whether it was reported after its last day in Shanghai. */
export const isRectificationLate: Expression = (alias) =>
  `(${alias}.submitted_at at time zone 'Asia/Shanghai')::date > ${alias}.due_on`;
