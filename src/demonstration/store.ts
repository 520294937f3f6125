import type { PoolClient } from 'pg';
import { newKey } from './keys.ts';
import { pinyinKey } from '../database/columns.ts';
import { toGlobalId } from '../graph/ids.ts';
import { served } from '../ledger/counting.ts';
import { ERASED_NAME } from '../volunteer/volunteer.service.ts';
import { activityRows } from './activity-rows.ts';
import type { Changed } from './changed.ts';
import { dateOf } from '../shanghai.ts';
import type {
  ActivityContent,
  CertificateContent,
  MeasurementContent,
  SeriesContent,
  VenueContent,
  VolunteerContent,
} from './content.ts';
import { codesOf, insert, instant, instantOrNull } from './insert.ts';
import type { Processed } from '../media/images.ts';
import type { Lists } from './lists.ts';
import { storeOversight } from './oversight-store.ts';
import type { Oversight } from './year.ts';
import { StoryRows } from './story-rows.ts';

/** Writes content as rows, in bulk, on a connection that is in a transaction. */
export class Store {
  readonly #client: PoolClient;
  readonly #lists: Lists;
  readonly #venues = new Map<string, string>();
  /** By telephone, as the service tells requesters without an account apart. */
  readonly #persons = new Map<string, string>();
  #volunteers: string[] = [];
  #series: string[] = [];
  readonly #stories: StoryRows;

  constructor(client: PoolClient, lists: Lists, pictures: readonly Processed[]) {
    this.#client = client;
    this.#lists = lists;
    this.#stories = new StoryRows(lists, pictures, (index) => this.#volunteers[index]!);
  }

  async venues(venues: readonly VenueContent[]): Promise<void> {
    const { district } = this.#lists;
    const codes = await codesOf(this.#client, 'venue_code', `${district}-V`, venues.length);
    for (const { name } of venues) this.#venues.set(name, newKey());
    const rows = venues.map((venue, i) => ({
      id: this.#venues.get(venue.name)!,
      kind: venue.level === null ? 'PUBLIC_PLACE' : 'STATION',
      code: codes[i]!,
      name: venue.name,
      name_key: pinyinKey(venue.name),
      address: venue.address,
      street_id: this.#party(venue.street),
      operator_id: this.#party(venue.operator),
      longitude: venue.longitude,
      latitude: venue.latitude,
      district_code: district,
      level: venue.level,
      parent_id: venue.parent === null ? null : this.#venues.get(venue.parent)!,
      place_kind_id: venue.placeKind === null ? null : this.#lists.term(venue.placeKind).key,
      version: 1,
      is_demo: true,
    }));
    await insert(this.#client, 'venue', rows);
    await this.announce(
      venues.map(({ name, createdAt }) => ({
        kind: 'VENUE_CREATED',
        at: createdAt,
        subject: toGlobalId('Venue', this.#venues.get(name)!),
      })),
    );
  }

  async volunteers(volunteers: readonly VolunteerContent[]): Promise<void> {
    const { district } = this.#lists;
    const numbers = await codesOf(this.#client, 'volunteer_number', district, volunteers.length);
    const ids = volunteers.map(() => newKey());
    this.#volunteers = [...this.#volunteers, ...ids];
    await insert(
      this.#client,
      'volunteer',
      volunteers.map((volunteer, i) => {
        const hasLeft = volunteer.withdrawnAt !== null;
        const unlessLeft = <T>(value: T): T | null => (hasLeft ? null : value);
        return {
          id: ids[i]!,
          number: numbers[i]!,
          name: hasLeft ? ERASED_NAME : volunteer.name,
          phone: unlessLeft(volunteer.phone),
          birth_date: unlessLeft(volunteer.birthDate),
          guardian_name: unlessLeft(volunteer.guardianName),
          guardian_phone: unlessLeft(volunteer.guardianPhone),
          status: hasLeft ? 'WITHDRAWN' : 'ACTIVE',
          unit_id: unlessLeft(this.#party(volunteer.unit)),
          skills: hasLeft ? [] : volunteer.skills,
          district_code: district,
          registered_at: instant(volunteer.registeredAt),
          version: hasLeft ? 2 : 1,
          is_demo: true,
        };
      }),
    );
    await insert(
      this.#client,
      'consent',
      volunteers.flatMap(({ consents, withdrawnAt }, i) =>
        consents.map(({ kind, isGuardian, givenAt }) => ({
          id: newKey(),
          volunteer_id: ids[i]!,
          kind,
          given_by: isGuardian ? 'GUARDIAN' : 'SELF',
          given_at: instant(givenAt),
          withdrawn_at: instantOrNull(withdrawnAt),
          version: withdrawnAt === null ? 1 : 2,
        })),
      ),
    );
    await insert(
      this.#client,
      'team_membership',
      volunteers.flatMap(({ teams, withdrawnAt }, i) =>
        teams.map(({ team, role, joinedAt, leftAt }) => {
          const left = leftAt ?? withdrawnAt;
          return {
            id: newKey(),
            volunteer_id: ids[i]!,
            team_id: this.#party(team),
            role,
            joined_on: dateOf(joinedAt),
            left_on: left === null ? null : dateOf(left),
            version: left === null ? 1 : 2,
          };
        }),
      ),
    );
  }

  async series(series: readonly SeriesContent[]): Promise<void> {
    const { district } = this.#lists;
    const codes = await codesOf(this.#client, 'activity_series_code', `${district}-S`, series.length);
    this.#series = series.map(() => newKey());
    await insert(
      this.#client,
      'activity_series',
      series.map(({ rrule, exceptDates, first }, i) => ({
        id: this.#series[i]!,
        code: codes[i]!,
        title: first.title,
        rrule,
        except_dates: exceptDates,
        program_id: this.#lists.program(first.program),
        organizer_id: this.#party(first.organizer),
        district_code: district,
        version: 1,
        is_demo: true,
      })),
    );
  }

  /** Some activities with all that hangs on them. */
  async activities(activities: readonly ActivityContent[]): Promise<void> {
    const { district } = this.#lists;
    const codes = await codesOf(this.#client, 'activity_code', `${district}-A`, activities.length);
    const requests = activities.reduce((sum, activity) => sum + activity.requests.length, 0);
    const numbers = await codesOf(this.#client, 'service_request_number', `${district}-R`, requests);
    const rows = activityRows(
      activities,
      { codes, numbers },
      {
        lists: this.#lists,
        venue: (name) => this.#venues.get(name)!,
        volunteer: (index) => this.#volunteers[index]!,
        series: (index) => this.#series[index]!,
        person: (phone) => this.#person(phone),
      },
    );
    const stories = this.#stories.of(
      rows.told,
      await codesOf(this.#client, 'story_code', `${district}-N`, rows.told.length),
    );
    for (const [table, list] of [...Object.entries(rows.tables), ...Object.entries(stories.tables)]) {
      await insert(this.#client, table, list as Record<string, unknown>[]);
    }
    await this.announce([...rows.changes, ...stories.changes]);
  }

  /** Hashes of the pictures that the stories written so far show. */
  get shownPictures(): ReadonlySet<string> {
    return this.#stories.shown;
  }

  async measurements(measurements: readonly MeasurementContent[]): Promise<void> {
    const ids = measurements.map(() => newKey());
    await insert(
      this.#client,
      'measurement',
      measurements.map(({ program, indicator, party, measuredOn, value, sampleSize, source }, i) => ({
        id: ids[i]!,
        indicator_id: this.#lists.part('indicator', program, indicator).key,
        party_id: this.#party(party),
        measured_on: measuredOn,
        value,
        sample_size: sampleSize,
        source,
        district_code: this.#lists.district,
        version: 1,
        is_demo: true,
      })),
    );
    await this.announce(
      measurements.map(({ recordedAt }, i) => ({
        kind: 'MEASUREMENT_RECORDED',
        at: recordedAt,
        subject: toGlobalId('Measurement', ids[i]!),
      })),
    );
  }

  /** Certificates over what the ledger has by now. */
  async certificates(certificates: readonly CertificateContent[]): Promise<void> {
    await this.#client.query(
      `insert into certificate (id, number, volunteer_id, valid_from, valid_to, minutes, activity_count,
           district_code, issued_at, voided_at, version, is_demo)
         select v.id, v.number, v.volunteer, v."from", v."to", s.minutes, s.activities, $2, v.issued, v.voided, v.version, true
         from json_to_recordset($1) v(id uuid, number text, volunteer uuid, "from" date, "to" date, issued timestamptz,
           voided timestamptz, version int)
         cross join lateral (
           select sum(minutes)::int as minutes, count(*)::int as activities from (${served(`r.volunteer_id = v.volunteer
             and r.recorded_at <= v.issued and r.confirmed_at <= v.issued
             and r.started_at >= (v."from")::timestamp at time zone 'Asia/Shanghai'
             and r.started_at < (v."to" + 1)::timestamp at time zone 'Asia/Shanghai'`)}) each) s
         where s.minutes > 0`,
      [
        JSON.stringify(
          certificates.map(({ volunteer, issuedAt, voidedAt, ...certificate }) => ({
            ...certificate,
            id: newKey(),
            volunteer: this.#volunteers[volunteer]!,
            issued: instant(issuedAt),
            voided: instantOrNull(voidedAt),
            version: voidedAt === null ? 1 : 2,
          })),
        ),
        this.#lists.district,
      ],
    );
  }

  /** What is supervised, and what stations have published; after the activities, which it is about. */
  oversight(oversight: Oversight): Promise<void> {
    const announce = (changes: readonly Changed[]) => this.announce(changes);
    const venue = (name: string) => this.#venues.get(name)!;
    return storeOversight({ client: this.#client, lists: this.#lists, announce, venue }, oversight);
  }

  #person(phone: string): string {
    const known = this.#persons.get(phone) ?? newKey();
    this.#persons.set(phone, known);
    return known;
  }

  volunteer(index: number): string {
    return this.#volunteers[index]!;
  }

  venue(name: string | null): string | null {
    return name === null ? null : this.#venues.get(name)!;
  }

  #party(code: string | null): string | null {
    return code === null ? null : this.#lists.party(code).key;
  }

  /** The outbox, in the order of time. */
  async announce(changes: readonly Changed[]): Promise<void> {
    await insert(
      this.#client,
      'change',
      changes
        .toSorted((a, b) => a.at - b.at)
        .map(({ kind, at, subject }) => ({
          id: newKey(),
          kind,
          at: instant(at),
          district_code: this.#lists.district,
          subject_id: subject,
        })),
    );
  }
}
