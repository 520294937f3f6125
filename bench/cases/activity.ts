import { type Case, instant } from '../case.ts';

const fields =
  'code title startsAt endsAt status capacity signUpCount organizer { name } program { code title } venue { name }';

const ours = `query Activity($code: String!) { activity(by: { code: $code }) { ${fields} } }`;
const postgraphile = `query Activity($code: String!) { activityByCode(code: $code) { ${fields} } }`;

interface Row {
  startsAt: string;
  endsAt: string;
}

const same = (activity: Row) => ({
  ...activity,
  startsAt: instant(activity.startsAt),
  endsAt: instant(activity.endsAt),
});

export const activity: Case<string, { activity: Row }, { activityByCode: Row }> = {
  name: 'one object',
  about: 'an activity by its code, with organizer, program and venue',
  values: async ({ pool }) => {
    const { rows } = await pool.query<{ code: string }>(
      `select code from activity where status in ('PUBLISHED', 'CANCELLED', 'COMPLETED') order by md5(code) limit 500`,
    );
    return rows.map(({ code }) => code);
  },
  ours: (code) => ({ query: ours, variables: { code } }),
  postgraphile: (code) => ({ query: postgraphile, variables: { code } }),
  limit: (code) => `/activity?code=${code}`,
  same: (data) => same(data.activity),
  samePostgraphile: (data) => same(data.activityByCode),
};
