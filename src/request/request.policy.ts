import { anyOf, coordinated, inDistrict } from '../access/conditions.ts';
import type { Owner } from '../access/rights.ts';
import type { Expression } from '../graph/model.ts';
import type { ServiceRequest } from './request.entity.ts';

/** Whose a request is: the requester's, the street's, and the district's. */
export const ownerOfRequest = ({ districtCode, street, requester }: ServiceRequest): Owner => ({
  district: districtCode,
  parties: [street.id],
  account: requester?.id ?? null,
});

/** Whose its carrying out is: the party's that accepted it, and the district's. */
export const ownerOfService = ({ districtCode, acceptedBy }: ServiceRequest): Owner => ({
  district: districtCode,
  parties: [acceptedBy?.id],
});

/** The requester, the street and the office. */
const ownedBy: Expression = (alias, bind, { viewer }) =>
  anyOf(
    viewer.account === null ? 'false' : `${alias}.requester_id = ${bind.add(viewer.account)}`,
    inDistrict(`${alias}.district_code`, bind, viewer),
    coordinated(`${alias}.street_id`, bind, viewer),
  );

/** They, and whoever got an offer. */
export const requestVisible: Expression = (alias, bind, asking) =>
  anyOf(
    ownedBy(alias, bind, asking),
    asking.viewer.parties.length === 0
      ? 'false'
      : `exists (select 1 from dispatch vd where vd.request_id = ${alias}.id and ${coordinated('vd.party_id', bind, asking.viewer)})`,
  );

/**
 * Whose contact one may see whole: an offer alone does not open it, an acceptance does, until the request is
 * cancelled (privacy of beneficiaries, article 21).
 */
export const requestWhole: Expression = (alias, bind, asking) => {
  const accepted = coordinated(`${alias}.accepted_by_id`, bind, asking.viewer);
  return anyOf(
    ownedBy(alias, bind, asking),
    accepted === 'false' ? 'false' : `${accepted} and ${alias}.status <> 'CANCELLED'`,
  );
};

/** An offer is seen by those it was made to, and by those whose request it is; not by others who got one. */
export const dispatchVisible: Expression = (alias, bind, asking) => {
  const owned = ownedBy('vr', bind, asking);
  return anyOf(
    coordinated(`${alias}.party_id`, bind, asking.viewer),
    owned === 'false'
      ? 'false'
      : `exists (select 1 from service_request vr where vr.id = ${alias}.request_id and (${owned}))`,
  );
};
