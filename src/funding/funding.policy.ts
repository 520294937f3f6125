import { anyOf, coordinated, inDistrict } from '../access/conditions.ts';
import type { Owner } from '../access/rights.ts';
import type { Expression } from '../graph/definition.ts';
import type { Allocation } from './funding.entity.ts';

/** Whose spending out of an allocation is: the unit's that has it, and the district's. */
export const ownerOfSpending = ({ districtCode, unit }: Allocation): Owner => ({
  district: districtCode,
  parties: [unit.id],
});

/** Whose the allocation itself is. */
export const ownerInDistrict = ({ districtCode }: { districtCode: string }): Owner => ({
  district: districtCode,
});

/** An allocation is seen by the unit that has it, and by the office; the totals are everybody's. */
export const allocationVisible: Expression = (alias, bind, { viewer }) =>
  anyOf(inDistrict(`${alias}.district_code`, bind, viewer), coordinated(`${alias}.unit_id`, bind, viewer));

/** An expenditure is seen with its allocation, and by whoever organizes the activity it was for. */
export const expenditureVisible: Expression = (alias, bind, { viewer }) => {
  const unit = coordinated('ea.unit_id', bind, viewer);
  const organizer = coordinated('eo.organizer_id', bind, viewer);
  return anyOf(
    inDistrict(`${alias}.district_code`, bind, viewer),
    unit === 'false'
      ? 'false'
      : `exists (select 1 from allocation ea where ea.id = ${alias}.allocation_id and ${unit})`,
    organizer === 'false'
      ? 'false'
      : `exists (select 1 from activity eo where eo.id = ${alias}.activity_id and ${organizer})`,
  );
};
