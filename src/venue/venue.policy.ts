import type { Owner } from '../access/rights.ts';
import type { Venue } from './venue.entity.ts';

/** Whose a venue is: who runs it, its street's, and the district's. */
export const ownerOfVenue = ({ districtCode, operator, street }: Venue): Owner => ({
  district: districtCode,
  parties: [operator?.id, street?.id],
});
