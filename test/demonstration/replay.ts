import { createDigest } from '../../src/access/secrets.ts';
import { checkInCode } from '../../src/activity/check-in-code.ts';
import {
  activityCancel,
  activityCreate,
  activityPublish,
  activityVoid,
} from '../../src/activity/activity.service.ts';
import { activitySeriesCreate } from '../../src/activity/series.service.ts';
import { signUpCancel, signUpCreate } from '../../src/activity/sign-up.service.ts';
import { certificateIssue, certificateVoid } from '../../src/certificate/certificate.service.ts';
import type { Database } from '../../src/database/database.ts';
import { dateOf } from '../../src/shanghai.ts';
import { certificatesOf } from '../../src/demonstration/certificates.ts';
import type {
  ActivityContent,
  ActivityPlan,
  MeasurementContent,
  RequestContent,
  SignUpContent,
  StoryContent,
  VenueContent,
  VolunteerContent,
} from '../../src/demonstration/content.ts';
import type { Lists } from '../../src/demonstration/lists.ts';
import type { Oversight, Year } from '../../src/demonstration/year.ts';
import { toGlobalId } from '../../src/graph/ids.ts';
import { Models } from '../../src/graph/models.ts';
import {
  activityComplete,
  signUpCheckIn,
  signUpCheckOut,
  signUpRecord,
} from '../../src/ledger/attendance.service.ts';
import { serviceRecordConfirm, serviceRecordCorrect } from '../../src/ledger/ledger.service.ts';
import { reads } from '../../src/server/schema.ts';
import { measurementRecord } from '../../src/progress/measurement.service.ts';
import {
  serviceRequestAccept,
  serviceRequestDecline,
  serviceRequestOffer,
} from '../../src/request/dispatch.service.ts';
import {
  serviceRequestEvaluate,
  serviceRequestSchedule,
  serviceRequestServed,
} from '../../src/request/fulfilment.service.ts';
import {
  serviceRequestCancel,
  serviceRequestReview,
  serviceRequestSubmit,
} from '../../src/request/request.service.ts';
import {
  difficultyAssign,
  difficultyRaise,
  difficultyResolve,
} from '../../src/supervision/difficulty.service.ts';
import { findingRecheck, findingRectify } from '../../src/supervision/finding.service.ts';
import {
  goodPracticeCreate,
  goodPracticePublish,
  goodPracticeRetract,
} from '../../src/supervision/good-practice.service.ts';
import { inspectionCreate, inspectionIssue } from '../../src/supervision/inspection.service.ts';
import { timetablePublish } from '../../src/timetable/timetable.service.ts';
import {
  storyClear,
  storyPublish,
  storyRetract,
  storyReturn,
  storySubmit,
} from '../../src/story/life.service.ts';
import { storyCreate, storyUpdate } from '../../src/story/story.service.ts';
import { volunteerWithdraw } from '../../src/withdrawal/withdrawal.service.ts';
import { venueCreate } from '../../src/venue/venue.service.ts';
import type { Viewer } from '../../src/viewer.ts';
import { consentGive } from '../../src/volunteer/consent.service.ts';
import { teamJoin, teamLeave } from '../../src/volunteer/team.service.ts';
import { volunteerRegister } from '../../src/volunteer/volunteer.service.ts';
import { Refusal } from '../../src/writing/refusal.ts';
import { write } from '../../src/writing/write.ts';
import type { Service, WriteContext } from '../../src/writing/writing.ts';
import { replayRewards, rewardServices } from './replay-rewards.ts';

const services = {
  ...rewardServices,
  venueCreate,
  volunteerRegister,
  volunteerWithdraw,
  consentGive,
  teamJoin,
  teamLeave,
  activityCreate,
  activitySeriesCreate,
  activityPublish,
  activityCancel,
  activityVoid,
  activityComplete,
  signUpCreate,
  signUpCancel,
  signUpCheckIn,
  signUpCheckOut,
  signUpRecord,
  serviceRecordConfirm,
  serviceRecordCorrect,
  certificateIssue,
  certificateVoid,
  measurementRecord,
  serviceRequestSubmit,
  serviceRequestReview,
  serviceRequestOffer,
  serviceRequestAccept,
  serviceRequestDecline,
  serviceRequestSchedule,
  serviceRequestServed,
  serviceRequestEvaluate,
  serviceRequestCancel,
  inspectionCreate,
  inspectionIssue,
  findingRectify,
  findingRecheck,
  difficultyRaise,
  difficultyAssign,
  difficultyResolve,
  goodPracticeCreate,
  goodPracticePublish,
  goodPracticeRetract,
  timetablePublish,
  storyCreate,
  storyUpdate,
  storySubmit,
  storyReturn,
  storyClear,
  storyPublish,
  storyRetract,
};

const iso = (at: number) => new Date(at).toISOString();

/** Has the services write a year, in the order of time, with a clock that goes through it. Returns the number of writes. */
export async function replay({ orm, pool }: Database, lists: Lists, year: Year): Promise<number> {
  const clock = { now: 0 };
  let writes = 0;
  const account = '0192aaaa-0000-7000-8000-000000000001';
  await pool.query(
    `insert into account (id, issuer, subject, created_at) values ($1, 'local', 'replay', now())`,
    [account],
  );
  const office: Viewer = {
    account: null,
    volunteer: null,
    roles: [{ role: 'OFFICE', district: lists.district, party: null }],
    parties: [],
  };
  const context: Omit<WriteContext, 'viewer'> = {
    orm,
    models: new Models(orm, reads),
    now: () => new Date(clock.now),
    today: () => dateOf(clock.now),
    digest: await createDigest(pool),
    requestId: null,
    isDemo: true,
  };
  const coordinatorOf = (code: string): Viewer => {
    const { key } = lists.party(code);
    return {
      account,
      volunteer: null,
      roles: [{ role: 'COORDINATOR', district: lists.district, party: key }],
      parties: [key],
    };
  };
  const does = (action: keyof typeof services, args: object, viewer = office): Promise<string> => {
    writes += 1;
    return write({ ...context, viewer }, action, services[action] as Service<never>, args as never);
  };
  const version = async (table: string, key: string): Promise<number> =>
    (await pool.query<{ version: number }>(`select version from ${table} where id = $1`, [key])).rows[0]!
      .version;
  const change = async (
    action: keyof typeof services,
    [table, model]: readonly [string, string],
    key: string,
    more: object = {},
    viewer = office,
  ) =>
    does(action, { id: toGlobalId(model, key), expectedVersion: await version(table, key), ...more }, viewer);

  const events: { at: number; run: () => Promise<unknown> }[] = [];
  const on = (at: number | null, run: () => Promise<unknown>) => {
    if (at !== null) events.push({ at, run });
  };
  const party = (code: string | null) => (code === null ? null : toGlobalId('Party', lists.party(code).key));
  const term = (code: string) => toGlobalId('Term', lists.term(code).key);

  const venues = new Map<string, string>();
  const venue = (name: string | null) => (name === null ? null : toGlobalId('Venue', venues.get(name)!));
  const enterVenue = ({ name, createdAt, ...content }: VenueContent) =>
    on(createdAt, async () => {
      const { parent, placeKind, street, operator, address, longitude, latitude, level } = content;
      const input = { name, address, longitude, latitude, level };
      const key = await does('venueCreate', {
        input: {
          ...input,
          parent: venue(parent),
          placeKind: placeKind === null ? null : term(placeKind),
          street: party(street),
          operator: party(operator),
        },
      });
      venues.set(name, key);
    });

  const volunteers: string[] = [];
  const enterVolunteer = (content: VolunteerContent, i: number) => {
    const { name, phone, birthDate, guardianName, guardianPhone, unit, skills, consents } = content;
    const id = () => toGlobalId('Volunteer', volunteers[i]!);
    const guardianConsent = consents.some(({ kind }) => kind === 'GUARDIAN_PARTICIPATION');
    const input = { name, phone, birthDate, guardianName, guardianPhone, guardianConsent, skills };
    on(content.registeredAt, async () => {
      volunteers[i] = await does('volunteerRegister', {
        input: { ...input, unit: party(unit), districtCode: lists.district, forOneself: false },
      });
    });
    for (const { kind, isGuardian, givenAt } of consents) {
      if (kind === 'GUARDIAN_PARTICIPATION') continue;
      const givenBy = isGuardian ? 'GUARDIAN' : 'SELF';
      on(givenAt, () => does('consentGive', { input: { volunteer: id(), kind, givenBy } }));
    }
    for (const { team, role, joinedAt, leftAt } of content.teams) {
      let membership = '';
      on(joinedAt, async () => {
        membership = await does('teamJoin', { input: { volunteer: id(), team: party(team), role } });
      });
      on(leftAt, () => change('teamLeave', ['team_membership', 'TeamMembership'], membership));
    }
    const reason = { reason: '本人要求' };
    on(content.withdrawnAt, () =>
      change('volunteerWithdraw', ['volunteer', 'Volunteer'], volunteers[i]!, reason),
    );
  };

  const inputOf = (plan: ActivityPlan) => {
    const { title, summary, place, occasion, capacity, hasWaitingList, minimumAge, maximumAge } = plan;
    const { riskStatement, isRisky, isInsured, program } = plan;
    const part = (kind: 'campaign' | 'schedule', model: string, code: string | null) =>
      code === null ? null : toGlobalId(model, lists.part(kind, program, code).key);
    return {
      ...{ title, summary, place, occasion, capacity, hasWaitingList, minimumAge, maximumAge },
      ...{ riskStatement, isRisky, isInsured },
      program: toGlobalId('Program', lists.program(program)),
      campaign: part('campaign', 'Campaign', plan.campaign),
      schedule: part('schedule', 'Schedule', plan.schedule),
      organizer: party(plan.organizer),
      coOrganizers: plan.coOrganizers.map(party),
      startsAt: iso(plan.startsAt),
      endsAt: iso(plan.endsAt),
      venue: venue(plan.venue),
      serviceMode: plan.serviceMode === null ? null : term(plan.serviceMode),
      beneficiaryGroups: plan.beneficiaryGroups.map(term),
      terms: plan.terms.map(term),
      shifts: plan.shifts.map((shift) => ({
        ...shift,
        startsAt: iso(shift.startsAt),
        endsAt: iso(shift.endsAt),
      })),
    };
  };

  const series: string[] = [];
  const occurrence = async (index: number, startsAt: number): Promise<string> => {
    const { rows } = await pool.query<{ id: string }>(
      'select id from activity where series_id = $1 and starts_at = $2',
      [series[index]!, iso(startsAt)],
    );
    return rows[0]!.id;
  };

  const enterActivity = (activity: ActivityContent) => {
    const row = ['activity', 'Activity'] as const;
    let key = '';
    on(activity.createdAt, async () => {
      key =
        activity.series === null
          ? await does('activityCreate', { input: inputOf(activity) })
          : await occurrence(activity.series, activity.startsAt);
    });
    on(activity.publishedAt, () => change('activityPublish', row, key, { scope: 'ONE' }));
    const { cancelReason: reason } = activity;
    on(activity.cancelledAt, () => change('activityCancel', row, key, { scope: 'ONE', reason }));
    on(activity.voidedAt, () => change('activityVoid', row, key, { reason: '重复录入' }));
    for (const signUp of activity.signUps) enterSignUp(activity, () => key, signUp);
    on(activity.completedAt, () => change('activityComplete', row, key));
    for (const request of activity.requests) enterRequest(request, () => key);
    if (activity.story) enterStory(activity.story, activity, () => key);
  };

  const enterRequest = (content: RequestContent, activityKey: () => string) => {
    const { title, need, contactName, contactPhone, address, preferredFrom, preferredTo, reason } = content;
    let key = '';
    const step = (at: number | null, action: keyof typeof services, more: object = {}, viewer = office) =>
      on(at, () => change(action, ['service_request', 'ServiceRequest'], key, more, viewer));
    on(content.submittedAt, async () => {
      key = await does('serviceRequestSubmit', {
        input: {
          ...{ title, need, contactName, contactPhone, address, forOneself: false },
          beneficiaryGroup: term(content.beneficiaryGroup),
          program: toGlobalId('Program', lists.program(content.program)),
          street: party(content.street),
          preferredFrom: preferredFrom === null ? null : iso(preferredFrom),
          preferredTo: preferredTo === null ? null : iso(preferredTo),
        },
      });
    });
    const decision = content.status === 'REJECTED' ? 'REJECT' : 'APPROVE';
    const refused = content.status === 'REJECTED' ? reason : null;
    step(content.reviewedAt, 'serviceRequestReview', { input: { decision, reason: refused } });
    for (const { party: offered, offeredAt, answer, answeredAt } of content.offers) {
      step(offeredAt, 'serviceRequestOffer', { input: { party: party(offered) } });
      // Nobody answers for the party itself, the office neither.
      const action = answer === 'ACCEPTED' ? 'serviceRequestAccept' : 'serviceRequestDecline';
      step(answeredAt, action, {}, coordinatorOf(offered));
    }
    on(content.scheduledAt, () =>
      change('serviceRequestSchedule', ['service_request', 'ServiceRequest'], key, {
        activity: toGlobalId('Activity', activityKey()),
      }),
    );
    step(content.servedAt, 'serviceRequestServed');
    const { score, comment } = content;
    step(content.evaluatedAt, 'serviceRequestEvaluate', { input: { score, comment, reason: '电话回访' } });
    step(content.cancelledAt, 'serviceRequestCancel', { reason });
  };

  const enterStory = (story: StoryContent, activity: ActivityContent, activityKey: () => string) => {
    const { title, body, summary, credits, steps } = story;
    let key = '';
    const numbersOf = async (named: readonly number[]) => {
      const { rows } = await pool.query<{ number: string }>(
        'select number from volunteer where id = any($1::uuid[])',
        [named.map((index) => volunteers[index]!)],
      );
      return rows.map(({ number }) => number);
    };
    const inputIn = async (status: string) => ({
      ...{ title, credits, parties: [], pictures: [] },
      ...(status === 'LEAD' && body !== null ? { body: null, summary: null } : { body, summary }),
      volunteerNumbers: status === 'LEAD' ? [] : await numbersOf(story.named),
      owner: party(activity.organizer),
      activity: toGlobalId('Activity', activityKey()),
      platforms: story.platforms.map(term),
    });
    const actions: Record<string, keyof typeof services> = {
      SUBMITTED: 'storySubmit',
      CLEARED: 'storyClear',
      PUBLISHED: 'storyPublish',
      RETRACTED: 'storyRetract',
    };
    for (const [i, { status, at, reason }] of steps.entries()) {
      on(at, async () => {
        const input = await inputIn(status);
        if (i === 0) key = await does('storyCreate', { input: { ...input } });
        else if (status === 'DRAFT' && reason === null)
          await change('storyUpdate', ['story', 'Story'], key, { input });
        else {
          const action = status === 'DRAFT' ? 'storyReturn' : actions[status]!;
          await change(action, ['story', 'Story'], key, reason === null ? {} : { reason });
        }
      });
    }
  };

  const enterMeasurement = (content: MeasurementContent) => {
    const { program, indicator, measuredOn, value, sampleSize, source } = content;
    on(content.recordedAt, () =>
      does('measurementRecord', {
        input: {
          ...{ measuredOn, value, sampleSize, source },
          indicator: toGlobalId('Indicator', lists.part('indicator', program, indicator).key),
          party: party(content.party),
        },
      }),
    );
  };

  const enterOversight = ({ inspections, difficulties, goodPractices, timetables }: Oversight) => {
    const program = (ordinal: number) => toGlobalId('Program', lists.program(ordinal));
    const steps = (table: string, model: string, key: () => string) => {
      const row = [table, model] as const;
      return (
        at: number | null | undefined,
        action: keyof typeof services,
        more: object = {},
        viewer = office,
      ) => on(at ?? null, () => change(action, row, key(), more, viewer));
    };
    for (const { inspector, inspected, findings, createdAt, issuedAt, ...content } of inspections) {
      let key = '';
      on(createdAt, async () => {
        key = await does('inspectionCreate', {
          input: {
            ...{ inspectedOn: content.inspectedOn, summary: content.summary },
            inspector: party(inspector),
            inspected: party(inspected),
            program: program(content.program),
            findings: findings.map(({ text, severity, dueOn, term: of }) => ({
              ...{ text, severity, dueOn },
              term: of === null ? null : term(of),
            })),
          },
        });
      });
      steps('inspection', 'Inspection', () => key)(issuedAt, 'inspectionIssue');
      for (const [i, finding] of findings.entries()) {
        let found = '';
        on(issuedAt, async () => {
          const { rows } = await pool.query<{ id: string }>(
            'select id from finding where inspection_id = $1 and ordinal = $2',
            [key, i + 1],
          );
          found = rows[0]!.id;
        });
        const step = steps('finding', 'Finding', () => found);
        for (const { text, submittedAt, verdict, reason, recheckedAt } of finding.steps) {
          step(submittedAt, 'findingRectify', { input: { text } }, coordinatorOf(inspected));
          step(recheckedAt, 'findingRecheck', { input: { verdict, reason } });
        }
      }
    }
    for (const { title, text, raisedBy, program: of, raisedAt, assigned, resolved } of difficulties) {
      let key = '';
      on(raisedAt, async () => {
        key = await does('difficultyRaise', {
          input: { title, text, party: party(raisedBy), program: program(of) },
        });
      });
      const step = steps('difficulty', 'Difficulty', () => key);
      step(assigned?.at, 'difficultyAssign', { leader: party(assigned?.leader ?? null), reason: '属地' });
      step(resolved?.at, 'difficultyResolve', { resolution: resolved?.text });
    }
    for (const { title, text, party: of, program: nth, createdAt, publishedAt, retracted } of goodPractices) {
      let key = '';
      on(createdAt, async () => {
        key = await does('goodPracticeCreate', {
          input: { title, text, party: party(of), program: program(nth) },
        });
      });
      const step = steps('good_practice', 'GoodPractice', () => key);
      step(publishedAt, 'goodPracticePublish');
      step(retracted?.at, 'goodPracticeRetract', { reason: retracted?.reason });
    }
    for (const { station, month, at } of timetables) {
      on(at, async () => {
        try {
          await does('timetablePublish', { input: { station: venue(station), month } });
        } catch (error) {
          if (!(error instanceof Refusal) || error.type !== 'TimetableUnchanged') throw error;
        }
      });
    }
  };

  const enterSignUp = (activity: ActivityContent, activityKey: () => string, signUp: SignUpContent) => {
    const row = ['sign_up', 'SignUp'] as const;
    let key = '';
    on(signUp.signedUpAt, async () => {
      const { rows: shifts } = await pool.query<{ id: string }>(
        'select id from shift where activity_id = $1 order by starts_at',
        [activityKey()],
      );
      const shift = signUp.shift === null ? null : toGlobalId('Shift', shifts[signUp.shift]!.id);
      const volunteer = toGlobalId('Volunteer', volunteers[signUp.volunteer]!);
      key = await does('signUpCreate', {
        input: { activity: toGlobalId('Activity', activityKey()), volunteer, shift },
      });
    });
    // At the end of the activity whoever still waits is cancelled by its completion.
    if (signUp.cancelledAt !== activity.completedAt) {
      on(signUp.cancelledAt, () => change('signUpCancel', row, key));
    }
    const self = (): Viewer =>
      signUp.checkInMethod === 'COORDINATOR'
        ? office
        : { account, volunteer: volunteers[signUp.volunteer]!, roles: [], parties: [] };
    const code = () =>
      signUp.checkInMethod === 'CODE'
        ? { code: checkInCode(context.digest, activityKey(), new Date(clock.now)) }
        : {};
    const [service] = signUp.records;
    const isLate = service !== undefined && service.kind === 'SERVICE' && service.reason !== null;
    if (isLate) {
      on(service.recordedAt, () =>
        change('signUpRecord', row, key, {
          startedAt: iso(signUp.checkedInAt!),
          endedAt: iso(signUp.checkedOutAt!),
          reason: service.reason,
        }),
      );
    } else {
      on(signUp.checkedInAt, () => change('signUpCheckIn', row, key, code(), self()));
      on(signUp.checkedOutAt, () => change('signUpCheckOut', row, key, code(), self()));
    }
    if (!service) return;
    const recordKey = async () =>
      (
        await pool.query<{ id: string }>(
          `select id from service_record where sign_up_id = $1 and kind = 'SERVICE'`,
          [key],
        )
      ).rows[0]!.id;
    const id = async () => toGlobalId('ServiceRecord', await recordKey());
    if (service.source === 'SELF') {
      on(service.confirmedAt, async () => does('serviceRecordConfirm', { id: await id() }));
    }
    for (const { minutes: difference, recordedAt, reason } of signUp.records.slice(1)) {
      const expectedMinutes = service.notCountedReason === null ? service.minutes : 0;
      const minutes = expectedMinutes + difference;
      on(recordedAt, async () =>
        does('serviceRecordCorrect', { id: await id(), minutes, expectedMinutes, reason }),
      );
    }
  };

  for (const content of year.venues) enterVenue(content);
  for (const [i, content] of [...year.volunteers()].entries()) enterVolunteer(content, i);
  for (const [i, { rrule, exceptDates, createdAt, first }] of year.series.entries()) {
    on(createdAt, async () => {
      series[i] = await does('activitySeriesCreate', {
        input: { activity: inputOf(first), rrule, exceptDates },
      });
    });
  }
  for (const content of year.measurements) enterMeasurement(content);
  for (const activity of year.activities()) enterActivity(activity);
  enterOversight(year.oversight);
  for (const { volunteer, from, to, issuedAt, voidedAt } of certificatesOf(year, lists.district)) {
    let key: string | null = null;
    on(issuedAt, async () => {
      try {
        key = await does('certificateIssue', {
          input: { volunteer: toGlobalId('Volunteer', volunteers[volunteer]!), from, to },
        });
      } catch (error) {
        if (!(error instanceof Refusal) || error.type !== 'NothingToCertify') throw error;
      }
    });
    on(voidedAt, async () => {
      if (key) await change('certificateVoid', ['certificate', 'Certificate'], key, { reason: '姓名有误' });
    });
  }

  const volunteer = (index: number) => toGlobalId('Volunteer', volunteers[index]!);
  replayRewards(year, lists, { on, does, change, venue, volunteer });

  for (const { at, run } of events.toSorted((a, b) => a.at - b.at)) {
    clock.now = at;
    await run();
  }
  return writes;
}
