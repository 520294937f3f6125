import { pinyinKey } from '../database/columns.ts';
import type {
  MutationVenueCloseArgs,
  MutationVenueCreateArgs,
  MutationVenueUpdateArgs,
  VenueInput,
} from '../generated/resolvers.ts';
import { districtOf } from '../party/district.ts';
import { Party } from '../party/party.entity.ts';
import { Term } from '../vocabulary/vocabulary.entity.ts';
import type { Owner } from '../access/rights.ts';
import { codesOf, optionalTextOf, textOf } from '../writing/input.ts';
import { invalidInput, invalidTransition } from '../writing/refusal.ts';
import type { Writing } from '../writing/writing.ts';
import { STATION_LEVELS, Venue } from './venue.entity.ts';
import { ownerOfVenue } from './venue.policy.ts';

/** Whose a venue would be with these values: who runs it, else its street. It is not given to somebody else. */
function newOwnerOf({ operator, street }: { operator: Party | null; street: Party | null }): Owner {
  const owner = operator ?? street;
  if (owner) return { district: districtOf(owner), parties: [owner.id] };
  throw invalidInput(
    ['input', 'operator'],
    '请给出管理单位或所在街道',
    'Give who runs it, or the street it lies in',
  );
}

/** Registers a venue. Its district is that of who runs it, or of its street. */
export async function venueCreate(w: Writing, { input }: MutationVenueCreateArgs): Promise<string> {
  const values = await valuesOf(w, input, null);
  const owner = newOwnerOf(values);
  w.demand(owner);
  const { district: districtCode } = owner;
  const [code] = await codesOf(w.em, 'venue_code', `${districtCode}-V`);
  const venue = w.em.create(
    Venue,
    { ...values, code: code!, districtCode, openedAt: w.now },
    { persist: true },
  );
  await w.em.flush();
  w.announce('VENUE_CREATED', 'Venue', venue);
  return venue.id;
}

/** Changes all of a venue but its code and district. */
export async function venueUpdate(w: Writing, args: MutationVenueUpdateArgs): Promise<string> {
  const venue = await w.change(Venue, 'Venue', args.id, ownerOfVenue, args.expectedVersion);
  const values = await valuesOf(w, args.input, venue);
  if (values.kind !== venue.kind) {
    throw invalidInput(
      ['input', 'level'],
      '中心、所、站与公共场所不能互改',
      'A station cannot become a public place, nor the other way round',
    );
  }
  // Its street may change what somebody else runs there, but not whose it is.
  const isSame = values.operator?.id === venue.operator?.id && values.street?.id === venue.street?.id;
  if (!isSame) w.demand(newOwnerOf(values));
  w.em.assign(venue, values);
  w.announce('VENUE_UPDATED', 'Venue', venue);
  return venue.id;
}

/** Closes a venue: nothing new is held there. */
export async function venueClose(w: Writing, args: MutationVenueCloseArgs): Promise<string> {
  w.reason = textOf(args.reason, ['reason'], 500);
  const venue = await w.change(Venue, 'Venue', args.id, ownerOfVenue, args.expectedVersion);
  if (venue.closedAt) throw invalidTransition('CLOSED', '已经停用', 'It is closed already');
  venue.closedAt = w.now;
  w.announce('VENUE_CLOSED', 'Venue', venue);
  return venue.id;
}

async function valuesOf(w: Writing, input: VenueInput, itself: Venue | null) {
  const at = (name: keyof VenueInput): string[] => ['input', name];
  const level = input.level ?? null;
  const parent = await w.referIfGiven(Venue, 'Venue', input.parent, at('parent'));
  const placeKind = await w.referIfGiven(Term, 'Term', input.placeKind, at('placeKind'));
  if (level === null && parent) {
    throw invalidInput(at('parent'), '公共场所没有上级', 'A public place has nothing above it');
  }
  if (level !== null && placeKind) {
    throw invalidInput(
      at('placeKind'),
      '中心、所、站没有公共场所类别',
      'A station has no kind of public place',
    );
  }
  if (placeKind && (await placeKind.vocabulary.loadOrFail()).code !== 'public-places') {
    throw invalidInput(at('placeKind'), '应为词表 public-places 的词条', 'Must be a term of public-places');
  }
  if (level !== null && parent) {
    const above = STATION_LEVELS[STATION_LEVELS.indexOf(level) - 1];
    if (parent.level !== above || parent === itself) {
      throw invalidInput(at('parent'), '上级应是高一级的中心或所', 'What is above must be one level higher');
    }
  }
  const { longitude = null, latitude = null } = input;
  if ((longitude === null) !== (latitude === null)) {
    throw invalidInput(at('latitude'), '经度与纬度应同时给出', 'Give longitude and latitude together');
  }
  if (longitude !== null && latitude !== null && !(Math.abs(longitude) <= 180 && Math.abs(latitude) <= 90)) {
    throw invalidInput(at('longitude'), '经纬度超出范围', 'Longitude or latitude is out of range');
  }
  const name = textOf(input.name, at('name'), 100);
  return {
    kind: level === null ? ('PUBLIC_PLACE' as const) : ('STATION' as const),
    name,
    nameKey: pinyinKey(name),
    address: optionalTextOf(input.address, at('address')),
    street: await w.referIfGiven(Party, 'Party', input.street, at('street')),
    operator: await w.referIfGiven(Party, 'Party', input.operator, at('operator')),
    longitude,
    latitude,
    level,
    parent,
    placeKind,
  };
}
