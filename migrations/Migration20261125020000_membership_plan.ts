import { Migration } from '@mikro-orm/migrations';

export class Migration20261125020000_membership_plan extends Migration {
  override name = 'Migration20261125020000_membership_plan';

  override up(): void | Promise<void> {
    this.addSql(`drop view if exists "effective_responsibility" cascade;`);
    this.addSql(
      `create table "plan_membership" ("plan_id" uuid not null, "membership_id" uuid not null, primary key ("plan_id", "membership_id"));`,
    );
    this.addSql(`create index "plan_membership_membership_id_index" on "plan_membership" ("membership_id");`);

    this.addSql(
      `create table "plan_party" ("plan_id" uuid not null, "party_id" uuid not null, primary key ("plan_id", "party_id"));`,
    );
    this.addSql(`create index "plan_party_party_id_index" on "plan_party" ("party_id");`);

    this.addSql(
      `alter table "plan_membership" add constraint "plan_membership_plan_id_foreign" foreign key ("plan_id") references "plan" ("id") on update cascade on delete cascade;`,
    );
    this.addSql(
      `alter table "plan_membership" add constraint "plan_membership_membership_id_foreign" foreign key ("membership_id") references "membership" ("id") on update cascade on delete cascade;`,
    );

    this.addSql(
      `alter table "plan_party" add constraint "plan_party_plan_id_foreign" foreign key ("plan_id") references "plan" ("id") on update cascade on delete cascade;`,
    );
    this.addSql(
      `alter table "plan_party" add constraint "plan_party_party_id_foreign" foreign key ("party_id") references "party" ("id") on update cascade on delete cascade;`,
    );

    // Rows of earlier imports: a plan lists the parties that it refers to, those above them, and the members of its
    // collectives. Where several plans of a district share a collective, each keeps its members until it is imported anew.
    this.addSql(`insert into "plan_party" ("plan_id", "party_id")
      with recursive reached("plan_id", "party_id") as (
        select s."plan_id", s."party_id" from (
          select p."id" as "plan_id", t."id" as "party_id" from "plan" p join "passage" g on g."document_id" = p."document_id"
            join "fact_source" f on f."passage_id" = g."id" join "party" t on t."id" = f."subject"
          union select "plan_id", "party_id" from "responsibility"
          union select coalesce(o."plan_id", q."plan_id"), l."party_id" from "task_party" l join "task" k on k."id" = l."task_id"
            left join "program" o on o."id" = k."program_id" left join "requirement" q on q."id" = k."requirement_id"
          union select "plan_id", "provider_id" from "incentive" where "provider_id" is not null
          union select "id", "issuer_id" from "plan" where "issuer_id" is not null
          union select p."id", d."issuer_id" from "plan" p join "document" d on d."id" = p."document_id" where d."issuer_id" is not null
        ) s
        union
        select r."plan_id", n."id" from reached r cross join lateral (
          select t."parent_id" as "id" from "party" t where t."id" = r."party_id" and t."parent_id" is not null
          union all select m."member_id" from "membership" m where m."collective_id" = r."party_id"
        ) n
      ) select "plan_id", "party_id" from reached;`);
    this.addSql(
      `insert into "plan_membership" ("plan_id", "membership_id") select l."plan_id", m."id" from "plan_party" l join "membership" m on m."collective_id" = l."party_id";`,
    );

    this
      .addSql(`create view "effective_responsibility" as select r.id::text as id, r.id as declared_id, r.plan_id, r.program_id, r.requirement_id, r.party_id,
      null::uuid as via_id, null::uuid as membership_id, null::date as valid_from, null::date as valid_to,
      r.kind, r.role, r.clause_order, r.ordinal, r.origin, r.derivation
    from responsibility r
    union all
    select r.id::text || '+' || m.id::text as id, r.id as declared_id, r.plan_id, r.program_id, r.requirement_id,
      m.member_id as party_id, m.collective_id as via_id, m.id as membership_id, m.valid_from, m.valid_to,
      r.kind, r.role, null::int as clause_order, r.ordinal,
      case when r.origin = 'OPERATOR' then 'OPERATOR' else 'PARSED' end as origin,
      case when r.origin <> 'OPERATOR' then concat_ws('；', r.derivation, '由“' || c.name || '”的成员关系展开（成员不在原文中'
        || case when m.is_confirmed then '）' else '，是否为成员待确认）' end) end as derivation
    from responsibility r join membership m on m.collective_id = r.party_id join party c on c.id = m.collective_id;`);
  }

  override down(): void | Promise<void> {
    this.addSql(`drop view if exists "effective_responsibility" cascade;`);
    this.addSql(`drop table if exists "plan_membership" cascade;`);
    this.addSql(`drop table if exists "plan_party" cascade;`);

    this
      .addSql(`create view "effective_responsibility" as select r.id::text as id, r.id as declared_id, r.plan_id, r.program_id, r.requirement_id, r.party_id,
      null::uuid as via_id, null::uuid as membership_id, null::date as valid_from, null::date as valid_to,
      r.kind, r.role, r.clause_order, r.ordinal, r.origin, r.derivation
    from responsibility r
    union all
    select r.id::text || '+' || m.id::text as id, r.id as declared_id, r.plan_id, r.program_id, r.requirement_id,
      m.member_id as party_id, m.collective_id as via_id, m.id as membership_id, m.valid_from, m.valid_to,
      r.kind, r.role, r.clause_order, r.ordinal, r.origin, r.derivation
    from responsibility r join membership m on m.collective_id = r.party_id;`);
  }
}
