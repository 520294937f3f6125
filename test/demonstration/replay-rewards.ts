import { coursesOf, termStatesOf } from '../../src/demonstration/rewards/courses.ts';
import { courtesiesOf, roundsOf, rulesOf } from '../../src/demonstration/rewards/incentives.ts';
import { allocationsOf, itemsOf } from '../../src/demonstration/rewards/money.ts';
import type { Lists } from '../../src/demonstration/lists.ts';
import type { Year } from '../../src/demonstration/year.ts';
import { allocationCreate } from '../../src/funding/allocation.service.ts';
import { expenditureCorrect, expenditureRecord } from '../../src/funding/expenditure.service.ts';
import { purchaseItemCreate } from '../../src/funding/purchase-item.service.ts';
import { toGlobalId } from '../../src/graph/ids.ts';
import { grantGive } from '../../src/incentive/grant.service.ts';
import { nominationReview, nominationSubmit } from '../../src/incentive/nomination.service.ts';
import { awardRoundAdvance, awardRoundCreate } from '../../src/incentive/round.service.ts';
import { incentiveRuleCreate } from '../../src/incentive/rule.service.ts';
import { trainingCertificateIssue } from '../../src/training/certificate.service.ts';
import { courseCreate } from '../../src/training/course.service.ts';
import {
  enrolmentAttend,
  enrolmentCancel,
  enrolmentComplete,
  enrolmentCreate,
} from '../../src/training/enrolment.service.ts';
import { termStateRecord } from '../../src/training/four-ones.ts';
import {
  trainingSessionComplete,
  trainingSessionCreate,
  trainingSessionPublish,
} from '../../src/training/session.service.ts';
import { Refusal } from '../../src/writing/refusal.ts';

export const rewardServices = {
  incentiveRuleCreate,
  awardRoundCreate,
  awardRoundAdvance,
  nominationSubmit,
  nominationReview,
  grantGive,
  purchaseItemCreate,
  allocationCreate,
  expenditureRecord,
  expenditureCorrect,
  courseCreate,
  trainingSessionCreate,
  trainingSessionPublish,
  trainingSessionComplete,
  enrolmentCreate,
  enrolmentCancel,
  enrolmentAttend,
  enrolmentComplete,
  trainingCertificateIssue,
  termStateRecord,
};
type Action = keyof typeof rewardServices;

/** How the replay has the services write. */
export interface Replaying {
  on: (at: number | null, run: () => Promise<unknown>) => void;
  does: (action: Action, args: object) => Promise<string>;
  change: (action: Action, row: readonly [string, string], key: string, more?: object) => Promise<string>;
  volunteer: (index: number) => string;
  venue: (name: string | null) => string | null;
}

const iso = (at: number) => new Date(at).toISOString();

/** Has the services write what the demonstration has of incentives, money and training. */
export function replayRewards(
  year: Year,
  lists: Lists,
  { on, does, change, volunteer, venue }: Replaying,
): void {
  const incentive = (code: string) => toGlobalId('Incentive', lists.incentive(code));
  const party = (code: string) => toGlobalId('Party', lists.party(code).key);
  const program = (ordinal: number) => toGlobalId('Program', lists.program(ordinal));
  const term = (code: string) => toGlobalId('Term', lists.term(code).key);

  for (const { createdAt, incentive: code, ...rule } of rulesOf(year)) {
    on(createdAt, () => does('incentiveRuleCreate', { input: { ...rule, incentive: incentive(code) } }));
  }
  for (const { award, createdAt, steps, nominations, ...round } of roundsOf(year, lists)) {
    let key = '';
    on(createdAt, async () => {
      key = await does('awardRoundCreate', { input: { ...round, award: incentive(award) } });
    });
    for (const { to, at } of steps)
      on(at, () => change('awardRoundAdvance', ['award_round', 'AwardRound'], key, { to }));
    for (const { volunteer: index, team, statement, submittedAt, review, grant } of nominations) {
      let nomination = '';
      on(submittedAt, async () => {
        const subject = team === null ? { volunteer: volunteer(index!) } : { team: party(team) };
        const input = { ...subject, statement, round: toGlobalId('AwardRound', key) };
        nomination = await does('nominationSubmit', { input });
      });
      on(review?.at ?? null, () =>
        change('nominationReview', ['nomination', 'Nomination'], nomination, {
          input: { decision: review!.isAccepted ? 'ACCEPT' : 'REJECT', reason: review!.reason },
        }),
      );
      on(grant?.at ?? null, () =>
        does('grantGive', {
          input: { nomination: toGlobalId('Nomination', nomination), validFrom: grant!.validFrom },
        }),
      );
    }
  }
  for (const { incentive: code, volunteer: index, validFrom, validTo, at } of courtesiesOf(year, lists)) {
    on(at, async () => {
      try {
        const input = { incentive: incentive(code), volunteer: volunteer(index), validFrom, validTo };
        await does('grantGive', { input });
      } catch (error) {
        if (!(error instanceof Refusal) || error.type !== 'NotEligible') throw error;
      }
    });
  }
  const items = new Map<string, string>();
  for (const { createdAt, ...item } of itemsOf(year)) {
    on(createdAt, async () => {
      const key = await does('purchaseItemCreate', { input: { ...item, districtCode: lists.district } });
      items.set(`${item.year} ${item.code}`, toGlobalId('PurchaseItem', key));
    });
  }
  for (const allocation of allocationsOf(year, lists)) {
    const {
      source,
      unit,
      program: of,
      createdAt,
      expenditures,
      title,
      amount,
      documentReference,
    } = allocation;
    let id = '';
    on(createdAt, async () => {
      const input = { title, amount, documentReference, year: allocation.year, source: incentive(source) };
      const to = { unit: party(unit), program: of === null ? null : program(of) };
      id = toGlobalId('Allocation', await does('allocationCreate', { input: { ...input, ...to } }));
    });
    for (const { purchase, program: spentFor, recordedAt, correction, ...expenditure } of expenditures) {
      let key = '';
      on(recordedAt, async () => {
        const { amount: fen, spentOn, purpose, voucherNumber } = expenditure;
        const bought = purchase && {
          purchaseItem: items.get(`${allocation.year} ${purchase.code}`)!,
          quantity: purchase.quantity,
          contractor: party(purchase.contractor),
        };
        const input = {
          allocation: id,
          program: program(spentFor),
          amount: fen,
          spentOn,
          purpose,
          voucherNumber,
        };
        key = await does('expenditureRecord', { input: { ...input, ...bought } });
      });
      on(correction?.at ?? null, () =>
        does('expenditureCorrect', {
          ...{ id: toGlobalId('Expenditure', key), amount: correction!.amount, reason: correction!.reason },
        }),
      );
    }
  }
  for (const { createdAt, sessions, term: one, organizer, ...course } of coursesOf(year, lists)) {
    let courseId = '';
    on(createdAt, async () => {
      const of = { program: program(8), organizer: party(organizer), term: one === null ? null : term(one) };
      courseId = toGlobalId('Course', await does('courseCreate', { input: { ...course, ...of } }));
    });
    for (const session of sessions) {
      const row = ['training_session', 'TrainingSession'] as const;
      let key = '';
      on(session.createdAt, async () => {
        const { mode, tier, teacher, link, capacity, startsAt, endsAt } = session;
        const input = { mode, tier, teacher, link, capacity, startsAt: iso(startsAt), endsAt: iso(endsAt) };
        const at = { organizer: party(session.organizer), venue: venue(session.venue) };
        const of = { course: courseId, hasWaitingList: true, ...at };
        key = await does('trainingSessionCreate', { input: { ...input, ...of } });
      });
      on(session.publishedAt, () => change('trainingSessionPublish', row, key));
      on(session.completedAt, () => change('trainingSessionComplete', row, key));
      for (const {
        volunteer: index,
        enrolledAt,
        cancelledAt,
        attendedAt,
        result,
        certificate,
      } of session.enrolments) {
        let enrolment = '';
        const step = (at: number | null, action: Action, more: object = {}) =>
          on(at, () => change(action, ['enrolment', 'Enrolment'], enrolment, more));
        on(enrolledAt, async () => {
          const input = { session: toGlobalId('TrainingSession', key), volunteer: volunteer(index) };
          enrolment = await does('enrolmentCreate', { input });
        });
        step(cancelledAt, 'enrolmentCancel');
        step(attendedAt, 'enrolmentAttend');
        const { score = null, hasPassed } = result ?? {};
        const input = score === null ? { hasPassed } : { score };
        step(result?.at ?? null, 'enrolmentComplete', { input });
        on(certificate?.at ?? null, () =>
          does('trainingCertificateIssue', { enrolment: toGlobalId('Enrolment', enrolment) }),
        );
      }
    }
  }
  for (const { recordedAt, term: one, ...state } of termStatesOf(year)) {
    on(recordedAt, () => does('termStateRecord', { input: { ...state, term: term(one) } }));
  }
}
