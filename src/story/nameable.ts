import { anyOf, coordinated, inDistrict } from '../access/conditions.ts';
import type { Context } from '../context.ts';
import { run } from '../database/run.ts';
import { Bind } from '../graph/sql.ts';
import { MAJORITY } from '../volunteer/age.ts';
import { mayPublish } from '../volunteer/publication-consent.ts';

export interface NameablePerson {
  number: string;
  name: string | null;
  mayBeNamed: boolean;
  mayBeShown: boolean;
}

export interface NameablePeople {
  people: NameablePerson[];
  otherCount: number | null;
}

/** So few would point at people. */
const FEW = 5;

interface Row extends NameablePerson {
  id: string | null;
  isMinor: boolean;
}

/**
 * Who was present at an activity and agreed to be named or shown, for whoever may write of it; null for others. Nothing
 * is told of who agreed to neither but how many they are.
 */
export async function nameablePeople(ctx: Context, activity: string): Promise<NameablePeople | null> {
  const { viewer } = ctx;
  const bind = new Bind();
  const key = bind.add(ctx.read.keyOf('Activity', activity));
  const mayAsk = anyOf(
    inDistrict('a.district_code', bind, viewer),
    inDistrict('a.district_code', bind, viewer, 'MEDIA'),
    coordinated('a.organizer_id', bind, viewer),
  );
  if (mayAsk === 'false') return null;
  const rows = await run<Row>(
    ctx.em(),
    // A row for the activity even where nobody was present.
    `select v.id, v.number, case when c.named then v.name end as name, coalesce(c.named, false) as "mayBeNamed",
       coalesce(c.shown, false) as "mayBeShown", coalesce(c.minor, false) as "isMinor"
     from activity a left join sign_up s on s.activity_id = a.id and s.status = 'ATTENDED'
       left join volunteer v on v.id = s.volunteer_id
       left join lateral (select ${mayPublish('v', 'PUBLISH_NAME', bind, ctx.today())} as named,
         ${mayPublish('v', 'PUBLISH_IMAGE', bind, ctx.today())} as shown,
         v.birth_date > ${bind.add(ctx.today())}::date - interval '${MAJORITY} years' as minor) c on true
     where a.id = ${key}::uuid and (${mayAsk}) order by v.number`,
    bind.values,
  );
  if (rows.length === 0) return null;
  ctx.read.tally.add(rows.length, rows.length * 100);
  const present = rows.filter(({ id }) => id !== null);
  const agreed = present.filter(({ mayBeNamed, mayBeShown }) => mayBeNamed || mayBeShown);
  // What is read of a minor is kept, as everywhere.
  for (const { id, name, isMinor } of agreed) if (isMinor && name !== null) ctx.noteMinorRead(id!, 'name');
  const others = present.length - agreed.length;
  return { people: agreed, otherCount: others > 0 && others < FEW ? null : others };
}
