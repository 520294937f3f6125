import { Migration } from '@mikro-orm/migrations';

export class Migration20261125085130_withdrawn extends Migration {
  override name = 'Migration20261125085130_withdrawn';

  override up(): void | Promise<void> {
    // Whoever has the number of a certificate has it before them: the feed does not tell of it.
    this.addSql(`delete from "change" where "kind" = 'TRAINING_CERTIFICATE_VOIDED';`);
    this.addSql(`alter table "change" drop constraint "change_kind_check";`);
    this.addSql(
      `alter table "change" add constraint "change_kind_check" check ("kind" in ('ACTIVITY_PUBLISHED', 'ACTIVITY_UPDATED', 'ACTIVITY_CANCELLED', 'ACTIVITY_COMPLETED', 'ACTIVITY_VOIDED', 'VENUE_CREATED', 'VENUE_UPDATED', 'VENUE_CLOSED', 'CERTIFICATE_VOIDED', 'MEASUREMENT_RECORDED', 'MEASUREMENT_RETRACTED', 'GOOD_PRACTICE_PUBLISHED', 'GOOD_PRACTICE_RETRACTED', 'TIMETABLE_PUBLISHED', 'INCENTIVE_RULE_CREATED', 'INCENTIVE_RULE_UPDATED', 'INCENTIVE_RULE_ENDED', 'AWARD_ROUND_CREATED', 'AWARD_ROUND_UPDATED', 'AWARD_ROUND_ADVANCED', 'GRANT_GIVEN', 'GRANT_REVOKED', 'PURCHASE_ITEM_CREATED', 'PURCHASE_ITEM_UPDATED', 'COURSE_CREATED', 'COURSE_UPDATED', 'COURSE_CLOSED', 'TRAINING_SESSION_PUBLISHED', 'TRAINING_SESSION_UPDATED', 'TRAINING_SESSION_CANCELLED', 'TRAINING_SESSION_COMPLETED', 'TERM_STATE_RECORDED', 'STORY_PUBLISHED', 'STORY_UPDATED', 'STORY_RETRACTED', 'ROLE_MODEL_SELECTED', 'ROLE_MODEL_REVOKED'));`,
    );

    this.addSql(`alter table "media_asset" add "is_withdrawn" boolean not null default false;`);

    this.addSql(`alter table "venue" add "opened_at" timestamptz(3) null;`);

    this.addSql(`alter table "rectification" add "submitted_by_id" uuid null;`);
    this.addSql(
      `alter table "rectification" add constraint "rectification_submitted_by_id_foreign" foreign key ("submitted_by_id") references "account" ("id") on delete set null;`,
    );
    this.addSql(`create index "rectification_submitted_by_id_index" on "rectification" ("submitted_by_id");`);

    // Words about people: the audit trail says that they changed, no longer what they were.
    this.addSql(`alter table "audit_entry" disable trigger "audit_entry_update_delete_trigger";`);
    this.addSql(
      `update "audit_entry" set "changes" = (select coalesce(jsonb_agg(case when x.value ->> 'property' = any(u.properties)
           then x.value || jsonb_build_object('before', case when x.value ->> 'before' is not null then '"***"' end,
             'after', case when x.value ->> 'after' is not null then '"***"' end) else x.value end order by x.ordinality), '[]')
         from jsonb_array_elements("changes") with ordinality x)
       from (values ('Story', array['title', 'body', 'writtenSummary', 'source', 'textAuthor', 'photographer', 'captionAuthor', 'editor', 'reviewer']),
           ('StoryStep', array['reason']), ('RoleModel', array['deeds', 'revokeReason']),
           ('Nomination', array['statement', 'reviewReason']), ('MediaAsset', array['alt', 'caption', 'photographer'])) u(type, properties)
       where "subject_type" = u.type;`,
    );
    this.addSql(`alter table "audit_entry" enable trigger "audit_entry_update_delete_trigger";`);
  }

  override down(): void | Promise<void> {
    this.addSql(`alter table "rectification" drop constraint "rectification_submitted_by_id_foreign";`);

    this.addSql(`alter table "change" drop constraint "change_kind_check";`);
    this.addSql(
      `alter table "change" add constraint "change_kind_check" check ("kind" in ('ACTIVITY_PUBLISHED', 'ACTIVITY_UPDATED', 'ACTIVITY_CANCELLED', 'ACTIVITY_COMPLETED', 'ACTIVITY_VOIDED', 'VENUE_CREATED', 'VENUE_UPDATED', 'VENUE_CLOSED', 'CERTIFICATE_VOIDED', 'MEASUREMENT_RECORDED', 'MEASUREMENT_RETRACTED', 'GOOD_PRACTICE_PUBLISHED', 'GOOD_PRACTICE_RETRACTED', 'TIMETABLE_PUBLISHED', 'INCENTIVE_RULE_CREATED', 'INCENTIVE_RULE_UPDATED', 'INCENTIVE_RULE_ENDED', 'AWARD_ROUND_CREATED', 'AWARD_ROUND_UPDATED', 'AWARD_ROUND_ADVANCED', 'GRANT_GIVEN', 'GRANT_REVOKED', 'PURCHASE_ITEM_CREATED', 'PURCHASE_ITEM_UPDATED', 'COURSE_CREATED', 'COURSE_UPDATED', 'COURSE_CLOSED', 'TRAINING_SESSION_PUBLISHED', 'TRAINING_SESSION_UPDATED', 'TRAINING_SESSION_CANCELLED', 'TRAINING_SESSION_COMPLETED', 'TRAINING_CERTIFICATE_VOIDED', 'TERM_STATE_RECORDED', 'STORY_PUBLISHED', 'STORY_UPDATED', 'STORY_RETRACTED', 'ROLE_MODEL_SELECTED', 'ROLE_MODEL_REVOKED'));`,
    );

    this.addSql(`alter table "media_asset" drop column "is_withdrawn";`);

    this.addSql(`drop index "rectification_submitted_by_id_index";`);
    this.addSql(`alter table "rectification" drop column "submitted_by_id";`);

    this.addSql(`alter table "venue" drop column "opened_at";`);
  }
}
