import type { PoolClient } from 'pg';
import { toGlobalId } from '../../graph/ids.ts';
import { Bind } from '../../graph/sql.ts';
import type { Figures } from '../../incentive/figures.ts';
import {
  figures,
  hasRule,
  highest,
  isMet,
  judgement,
  type Judged,
  type JudgementRow,
  NOTHING,
  type Subject,
} from '../../incentive/judging.ts';
import { dateOf } from '../../shanghai.ts';
import { ANONYMOUS } from '../../viewer.ts';
import type { Changed } from '../changed.ts';
import { insert, instant, instantOrNull } from '../insert.ts';
import { newKey } from '../keys.ts';
import type { Lists } from '../lists.ts';
import type { Store } from '../store.ts';
import type { CourtesyContent, NominationContent, RoundContent, RuleContent } from './content.ts';

/** What the writers of this folder work with. */
export interface Into {
  client: PoolClient;
  lists: Lists;
  store: Store;
}

const LABELS = { version: 1, is_demo: true };

export async function storeRules(
  { client, lists, store }: Into,
  rules: readonly RuleContent[],
): Promise<void> {
  const rows = rules.map((rule) => ({
    id: newKey(),
    incentive_id: lists.incentive(rule.incentive),
    subject: rule.subject,
    title: rule.title,
    tier: rule.tier,
    period: rule.period,
    minimum_minutes: rule.minimumMinutes,
    minimum_activities: rule.minimumActivities,
    valid_from: rule.validFrom,
    origin: 'OPERATOR',
    district_code: lists.district,
    ...LABELS,
  }));
  await insert(client, 'incentive_rule', rows);
  await store.announce(
    rows.map(({ id }, i): Changed => {
      return {
        kind: 'INCENTIVE_RULE_CREATED',
        at: rules[i]!.createdAt,
        subject: toGlobalId('IncentiveRule', id),
      };
    }),
  );
}

/** Rounds with their nominations, whose evidence is what the ledger has by then, and grants. */
export async function storeRounds(into: Into, rounds: readonly RoundContent[]): Promise<void> {
  const { client, lists, store } = into;
  const changes: Changed[] = [];
  for (const round of rounds) {
    const id = newKey();
    const published = round.steps.find(({ to }) => to === 'PUBLISHED')?.at ?? null;
    await insert(client, 'award_round', [
      {
        id,
        award_id: lists.incentive(round.award),
        title: round.title,
        period_from: round.periodFrom,
        period_to: round.periodTo,
        opens_on: round.opensOn,
        closes_on: round.closesOn,
        quota: round.quota,
        accepted_count: round.nominations.filter(({ review }) => review?.isAccepted).length,
        status: round.steps.at(-1)?.to ?? 'PLANNED',
        published_at: instantOrNull(published),
        district_code: lists.district,
        version: 1 + round.steps.length,
        is_demo: true,
      },
    ]);
    const subject = toGlobalId('AwardRound', id);
    changes.push({ kind: 'AWARD_ROUND_CREATED', at: round.createdAt, subject });
    changes.push(...round.steps.map(({ at }): Changed => ({ kind: 'AWARD_ROUND_ADVANCED', at, subject })));
    for (const nomination of round.nominations) {
      const grant = await storeNomination(into, round, id, nomination);
      if (grant && published !== null) {
        changes.push({ kind: 'GRANT_GIVEN', at: published, subject: toGlobalId('Grant', grant) });
      }
    }
  }
  await store.announce(changes);
}

/** Writes a nomination and its grant; the key of that. */
async function storeNomination(
  { client, lists, store }: Into,
  round: RoundContent,
  roundKey: string,
  { volunteer, team, statement, submittedAt, review, grant }: NominationContent,
): Promise<string | null> {
  const award = lists.incentive(round.award);
  const subject: Subject = team === null ? 'VOLUNTEER' : 'TEAM';
  const key = team === null ? store.volunteer(volunteer!) : lists.party(team).key;
  const judged = await judgedAt(client, { incentive: award, subject, key }, submittedAt);
  const bind = new Bind();
  const days = { from: round.periodFrom, to: round.periodTo, now: new Date(submittedAt) };
  const { rows } = await client.query<Figures>(figures(bind, subject, key, days), bind.values);
  const { minutes, activities, score } = rows[0] ?? NOTHING;
  const common = {
    volunteer_id: team === null ? key : null,
    team_id: team === null ? null : key,
    minutes,
    activity_count: activities,
    mean_score: score,
    district_code: lists.district,
    round_id: roundKey,
  };
  const id = newKey();
  await insert(client, 'nomination', [
    {
      ...common,
      id,
      nominator: 'OFFICE',
      statement,
      is_eligible: judged.length === 0 ? null : judged.some(isMet),
      status: review === null ? 'SUBMITTED' : review.isAccepted ? 'ACCEPTED' : 'REJECTED',
      review_reason: review?.reason ?? null,
      submitted_at: instant(submittedAt),
      reviewed_at: instantOrNull(review?.at ?? null),
      version: review === null ? 1 : 2,
      is_demo: true,
    },
  ]);
  if (!grant) return null;
  const granted = newKey();
  await insert(client, 'incentive_grant', [
    {
      ...common,
      id: granted,
      number: grant.number,
      incentive_id: award,
      nomination_id: id,
      valid_from: grant.validFrom,
      granted_at: instant(grant.at),
      ...LABELS,
    },
  ]);
  return granted;
}

/** Courtesies to those who meet a rule at that moment. */
export async function storeCourtesies(
  { client, lists, store }: Into,
  courtesies: readonly CourtesyContent[],
): Promise<void> {
  const changes: Changed[] = [];
  for (const { incentive: code, volunteer, number, validFrom, validTo, at } of courtesies) {
    const incentive = lists.incentive(code);
    const key = store.volunteer(volunteer);
    const met = highest((await judgedAt(client, { incentive, subject: 'VOLUNTEER', key }, at)).filter(isMet));
    if (!met) continue;
    const id = newKey();
    await insert(client, 'incentive_grant', [
      {
        ...{ id, number, incentive_id: incentive, rule_id: met.rule, volunteer_id: key },
        ...{ minutes: met.minutes, activity_count: met.activities, mean_score: met.score },
        ...{
          valid_from: validFrom,
          valid_to: validTo,
          granted_at: instant(at),
          district_code: lists.district,
        },
        ...LABELS,
      },
    ]);
    changes.push({ kind: 'GRANT_GIVEN', at, subject: toGlobalId('Grant', id) });
  }
  await store.announce(changes);
}

async function judgedAt(
  client: PoolClient,
  question: { incentive: string; subject: Subject; key: string },
  at: number,
): Promise<Judged[]> {
  const bind = new Bind();
  const asking = { viewer: ANONYMOUS, today: dateOf(at), now: new Date(at) };
  const { rows } = await client.query<JudgementRow>(judgement(bind, question, asking), bind.values);
  return rows.filter(hasRule);
}
