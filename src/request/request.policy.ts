import { anyOf, coordinated, inDistrict } from '../access/conditions.ts';
import type { Owner } from '../access/rights.ts';
import type { Expression } from '../graph/definition.ts';
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

/** An offer that its party has to do with: who declined, handed back or was too late has not any more. */
const concerned: Expression = (alias, bind, { viewer }) => {
  const own = coordinated(`${alias}.party_id`, bind, viewer);
  return own === 'false' ? 'false' : `${own} and ${alias}.answer in ('PENDING', 'ACCEPTED')`;
};

/** They, and whoever has an offer or accepted one. */
export const requestVisible: Expression = (alias, bind, asking) => {
  const offered = concerned('vd', bind, asking);
  return anyOf(
    ownedBy(alias, bind, asking),
    offered === 'false'
      ? 'false'
      : `exists (select 1 from dispatch vd where vd.request_id = ${alias}.id and ${offered})`,
  );
};

/** So many days after the evaluation whoever served can still ask back. */
const DAYS_AFTER_EVALUATION = 30;

/**
 * Whose contact one may see whole: an offer alone does not open it, an acceptance does, as long as the service takes
 * (privacy of beneficiaries, article 21).
 */
export const requestWhole: Expression = (alias, bind, asking) => {
  const accepted = coordinated(`${alias}.accepted_by_id`, bind, asking.viewer);
  return anyOf(
    ownedBy(alias, bind, asking),
    accepted === 'false'
      ? 'false'
      : `${accepted} and (${alias}.status in ('ACCEPTED', 'SCHEDULED', 'SERVED')
          or ${alias}.evaluated_at > ${bind.add(asking.now)}::timestamptz - interval '${DAYS_AFTER_EVALUATION} days')`,
  );
};

/** An offer is seen by those it was made to as long as the request is, and by those whose request it is. */
export const dispatchVisible: Expression = (alias, bind, asking) => {
  const owned = ownedBy('vr', bind, asking);
  return anyOf(
    concerned(alias, bind, asking),
    owned === 'false'
      ? 'false'
      : `exists (select 1 from service_request vr where vr.id = ${alias}.request_id and (${owned}))`,
  );
};
