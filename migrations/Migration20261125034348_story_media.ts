import { Migration } from '@mikro-orm/migrations';

export class Migration20261125034348_story_media extends Migration {
  override name = 'Migration20261125034348_story_media';

  override up(): void | Promise<void> {
    this.addSql(`create sequence "story_code";`);

    this.addSql(
      `create table "media_asset" ("id" uuid not null, "sha256" text not null, "media_type" text not null, "width" int not null, "height" int not null, "bytes" int not null, "alt" text not null, "caption" text null, "photographer" text null, "owner_id" uuid not null, "uploaded_by_id" uuid null, "district_code" text not null, "uploaded_at" timestamptz(3) not null, "removed_at" timestamptz(3) null, "purged_at" timestamptz(3) null, "version" int not null default 1, "is_demo" boolean not null default false, primary key ("id"));`,
    );
    this.addSql(`create index "media_asset_owner_id_index" on "media_asset" ("owner_id");`);
    this.addSql(`create index "media_asset_uploaded_by_id_index" on "media_asset" ("uploaded_by_id");`);
    this.addSql(`create index "media_asset_district_code_index" on "media_asset" ("district_code");`);
    this.addSql(`create index "media_asset_uploaded_at_id_index" on "media_asset" ("uploaded_at", "id");`);
    this.addSql(`create index "media_asset_sha256_index" on "media_asset" ("sha256");`);
    this.addSql(
      `create unique index "media_asset_once" on "media_asset" ("sha256", "owner_id") where "removed_at" is null;`,
    );
    this.addSql(
      `create index "media_asset_to_purge" on "media_asset" ("removed_at") where "removed_at" is not null and "purged_at" is null;`,
    );

    this.addSql(
      `create table "story" ("id" uuid not null, "code" text not null, "title" text not null, "body" text null, "summary" text null, "status" text not null, "source" text null, "text_author" text null, "photographer" text null, "caption_author" text null, "editor" text null, "reviewer" text null, "owner_id" uuid not null, "activity_id" uuid null, "program_id" uuid null, "district_code" text not null, "created_at" timestamptz(3) not null, "submitted_at" timestamptz(3) null, "cleared_at" timestamptz(3) null, "published_at" timestamptz(3) null, "retracted_at" timestamptz(3) null, "version" int not null default 1, "is_demo" boolean not null default false, primary key ("id"));`,
    );
    this.addSql(`alter table "story" add constraint "story_code_unique" unique ("code");`);
    this.addSql(`create index "story_district_code_index" on "story" ("district_code");`);
    this.addSql(`create index "story_published_at_id_index" on "story" ("published_at", "id");`);
    this.addSql(`create index "story_created_at_id_index" on "story" ("created_at", "id");`);
    this.addSql(
      `create index "story_activity_id_published_at_id_index" on "story" ("activity_id", "published_at", "id");`,
    );
    this.addSql(
      `create index "story_program_id_published_at_id_index" on "story" ("program_id", "published_at", "id");`,
    );
    this.addSql(
      `create index "story_owner_id_published_at_id_index" on "story" ("owner_id", "published_at", "id");`,
    );

    this.addSql(
      `create table "story_step" ("id" uuid not null, "story_id" uuid not null, "status" text not null, "at" timestamptz(3) not null, "account_id" uuid null, "reason" text null, primary key ("id"));`,
    );
    this.addSql(`create index "story_step_account_id_index" on "story_step" ("account_id");`);
    this.addSql(`create index "story_step_story_id_at_id_index" on "story_step" ("story_id", "at", "id");`);

    this.addSql(
      `create table "story_platform" ("story_id" uuid not null, "term_id" uuid not null, primary key ("story_id", "term_id"));`,
    );

    this.addSql(
      `create table "story_picture" ("id" serial primary key, "story_id" uuid not null, "media_asset_id" uuid not null);`,
    );

    this.addSql(
      `create table "story_party" ("story_id" uuid not null, "party_id" uuid not null, primary key ("story_id", "party_id"));`,
    );

    this.addSql(
      `create table "story_volunteer" ("story_id" uuid not null, "volunteer_id" uuid not null, primary key ("story_id", "volunteer_id"));`,
    );

    this.addSql(
      `create table "role_model" ("id" uuid not null, "team_id" uuid null, "volunteer_id" uuid null, "deeds" text not null, "status" text not null, "owner_id" uuid not null, "story_id" uuid null, "district_code" text not null, "proposed_at" timestamptz(3) not null, "selected_at" timestamptz(3) null, "revoked_at" timestamptz(3) null, "revoke_reason" text null, "version" int not null default 1, "is_demo" boolean not null default false, primary key ("id"));`,
    );
    this.addSql(`create index "role_model_team_id_index" on "role_model" ("team_id");`);
    this.addSql(`create index "role_model_volunteer_id_index" on "role_model" ("volunteer_id");`);
    this.addSql(`create index "role_model_owner_id_index" on "role_model" ("owner_id");`);
    this.addSql(`create index "role_model_story_id_index" on "role_model" ("story_id");`);
    this.addSql(`create index "role_model_district_code_index" on "role_model" ("district_code");`);
    this.addSql(`create index "role_model_proposed_at_id_index" on "role_model" ("proposed_at", "id");`);
    this.addSql(`create index "role_model_selected_at_id_index" on "role_model" ("selected_at", "id");`);
    this.addSql(
      `create unique index "role_model_once" on "role_model" (coalesce("team_id", "volunteer_id")) where "status" <> 'REVOKED';`,
    );

    this.addSql(
      `create table "media_asset_person" ("media_asset_id" uuid not null, "volunteer_id" uuid not null, primary key ("media_asset_id", "volunteer_id"));`,
    );

    // The tables between two others have no index but their key: these are looked into from the other side.
    this.addSql(`create index "story_volunteer_volunteer_id_index" on "story_volunteer" ("volunteer_id");`);
    this.addSql(`create index "story_picture_story_id_index" on "story_picture" ("story_id");`);
    this.addSql(`create index "story_picture_media_asset_id_index" on "story_picture" ("media_asset_id");`);
    this.addSql(`create index "story_party_party_id_index" on "story_party" ("party_id");`);
    this.addSql(`create index "story_platform_term_id_index" on "story_platform" ("term_id");`);
    this.addSql(
      `create index "media_asset_person_volunteer_id_index" on "media_asset_person" ("volunteer_id");`,
    );

    this.addSql(`alter table "change" drop constraint "change_kind_check";`);
    this.addSql(
      `alter table "change" add constraint "change_kind_check" check ("kind" in ('ACTIVITY_PUBLISHED', 'ACTIVITY_UPDATED', 'ACTIVITY_CANCELLED', 'ACTIVITY_COMPLETED', 'ACTIVITY_VOIDED', 'VENUE_CREATED', 'VENUE_UPDATED', 'VENUE_CLOSED', 'CERTIFICATE_VOIDED', 'MEASUREMENT_RECORDED', 'MEASUREMENT_RETRACTED', 'STORY_PUBLISHED', 'STORY_UPDATED', 'STORY_RETRACTED', 'ROLE_MODEL_SELECTED', 'ROLE_MODEL_REVOKED'));`,
    );

    this.addSql(
      `alter table "media_asset" add constraint "media_asset_owner_id_foreign" foreign key ("owner_id") references "party" ("id");`,
    );
    this.addSql(
      `alter table "media_asset" add constraint "media_asset_uploaded_by_id_foreign" foreign key ("uploaded_by_id") references "account" ("id") on delete set null;`,
    );
    this.addSql(
      `alter table "media_asset" add constraint "media_asset_purged_was_removed" check ("purged_at" is null or "removed_at" is not null);`,
    );
    this.addSql(
      `alter table "media_asset" add constraint "media_asset_media_type_check" check ("media_type" in ('image/jpeg', 'image/png', 'image/webp'));`,
    );

    this.addSql(
      `alter table "story" add constraint "story_owner_id_foreign" foreign key ("owner_id") references "party" ("id");`,
    );
    this.addSql(
      `alter table "story" add constraint "story_activity_id_foreign" foreign key ("activity_id") references "activity" ("id") on delete restrict;`,
    );
    this.addSql(
      `alter table "story" add constraint "story_program_id_foreign" foreign key ("program_id") references "program" ("id") on delete set null;`,
    );
    this.addSql(
      `alter table "story" add constraint "story_lead_has_no_body" check ("status" <> 'LEAD' or "body" is null);`,
    );
    this.addSql(
      `alter table "story" add constraint "story_has_body" check ("body" is not null or "status" in ('LEAD', 'RETRACTED'));`,
    );
    this.addSql(
      `alter table "story" add constraint "story_published" check (("published_at" is not null or "status" <> 'PUBLISHED') and ("published_at" is null or "status" in ('PUBLISHED', 'RETRACTED')));`,
    );
    this.addSql(
      `alter table "story" add constraint "story_retracted" check (("retracted_at" is not null) = ("status" = 'RETRACTED'));`,
    );
    this.addSql(
      `alter table "story" add constraint "story_status_check" check ("status" in ('LEAD', 'DRAFT', 'SUBMITTED', 'CLEARED', 'PUBLISHED', 'RETRACTED'));`,
    );

    this.addSql(
      `alter table "story_step" add constraint "story_step_story_id_foreign" foreign key ("story_id") references "story" ("id") on delete cascade;`,
    );
    this.addSql(
      `alter table "story_step" add constraint "story_step_account_id_foreign" foreign key ("account_id") references "account" ("id") on delete set null;`,
    );
    this.addSql(
      `alter table "story_step" add constraint "story_step_status_check" check ("status" in ('LEAD', 'DRAFT', 'SUBMITTED', 'CLEARED', 'PUBLISHED', 'RETRACTED'));`,
    );

    this.addSql(
      `alter table "story_platform" add constraint "story_platform_story_id_foreign" foreign key ("story_id") references "story" ("id") on update cascade on delete cascade;`,
    );
    this.addSql(
      `alter table "story_platform" add constraint "story_platform_term_id_foreign" foreign key ("term_id") references "term" ("id") on update cascade on delete cascade;`,
    );

    this.addSql(
      `alter table "story_picture" add constraint "story_picture_story_id_foreign" foreign key ("story_id") references "story" ("id") on update cascade on delete cascade;`,
    );
    this.addSql(
      `alter table "story_picture" add constraint "story_picture_media_asset_id_foreign" foreign key ("media_asset_id") references "media_asset" ("id") on update cascade on delete cascade;`,
    );

    this.addSql(
      `alter table "story_party" add constraint "story_party_story_id_foreign" foreign key ("story_id") references "story" ("id") on update cascade on delete cascade;`,
    );
    this.addSql(
      `alter table "story_party" add constraint "story_party_party_id_foreign" foreign key ("party_id") references "party" ("id") on update cascade on delete cascade;`,
    );

    this.addSql(
      `alter table "story_volunteer" add constraint "story_volunteer_story_id_foreign" foreign key ("story_id") references "story" ("id") on update cascade on delete cascade;`,
    );
    this.addSql(
      `alter table "story_volunteer" add constraint "story_volunteer_volunteer_id_foreign" foreign key ("volunteer_id") references "volunteer" ("id") on update cascade on delete cascade;`,
    );

    this.addSql(
      `alter table "role_model" add constraint "role_model_team_id_foreign" foreign key ("team_id") references "party" ("id") on delete restrict;`,
    );
    this.addSql(
      `alter table "role_model" add constraint "role_model_volunteer_id_foreign" foreign key ("volunteer_id") references "volunteer" ("id") on delete restrict;`,
    );
    this.addSql(
      `alter table "role_model" add constraint "role_model_owner_id_foreign" foreign key ("owner_id") references "party" ("id");`,
    );
    this.addSql(
      `alter table "role_model" add constraint "role_model_story_id_foreign" foreign key ("story_id") references "story" ("id") on delete restrict;`,
    );
    this.addSql(
      `alter table "role_model" add constraint "role_model_of_one" check (("team_id" is null) <> ("volunteer_id" is null));`,
    );
    this.addSql(
      `alter table "role_model" add constraint "role_model_steps" check (("selected_at" is not null or "status" <> 'SELECTED') and ("revoked_at" is not null) = ("status" = 'REVOKED'));`,
    );
    this.addSql(
      `alter table "role_model" add constraint "role_model_status_check" check ("status" in ('CANDIDATE', 'SELECTED', 'REVOKED'));`,
    );

    this.addSql(
      `alter table "media_asset_person" add constraint "media_asset_person_media_asset_id_foreign" foreign key ("media_asset_id") references "media_asset" ("id") on update cascade on delete cascade;`,
    );
    this.addSql(
      `alter table "media_asset_person" add constraint "media_asset_person_volunteer_id_foreign" foreign key ("volunteer_id") references "volunteer" ("id") on update cascade on delete cascade;`,
    );
  }

  override down(): void | Promise<void> {
    this.addSql(`alter table "story_picture" drop constraint "story_picture_media_asset_id_foreign";`);
    this.addSql(
      `alter table "media_asset_person" drop constraint "media_asset_person_media_asset_id_foreign";`,
    );
    this.addSql(`alter table "story_step" drop constraint "story_step_story_id_foreign";`);
    this.addSql(`alter table "story_platform" drop constraint "story_platform_story_id_foreign";`);
    this.addSql(`alter table "story_picture" drop constraint "story_picture_story_id_foreign";`);
    this.addSql(`alter table "story_party" drop constraint "story_party_story_id_foreign";`);
    this.addSql(`alter table "story_volunteer" drop constraint "story_volunteer_story_id_foreign";`);
    this.addSql(`alter table "role_model" drop constraint "role_model_story_id_foreign";`);

    this.addSql(`drop table if exists "media_asset" cascade;`);
    this.addSql(`drop table if exists "story" cascade;`);
    this.addSql(`drop table if exists "story_step" cascade;`);
    this.addSql(`drop table if exists "story_platform" cascade;`);
    this.addSql(`drop table if exists "story_picture" cascade;`);
    this.addSql(`drop table if exists "story_party" cascade;`);
    this.addSql(`drop table if exists "story_volunteer" cascade;`);
    this.addSql(`drop table if exists "role_model" cascade;`);
    this.addSql(`drop table if exists "media_asset_person" cascade;`);

    this.addSql(`drop sequence "story_code";`);

    this.addSql(`delete from "change" where "kind" like 'STORY_%' or "kind" like 'ROLE_MODEL_%';`);
    this.addSql(`alter table "change" drop constraint "change_kind_check";`);
    this.addSql(
      `alter table "change" add constraint "change_kind_check" check ("kind" in ('ACTIVITY_PUBLISHED', 'ACTIVITY_UPDATED', 'ACTIVITY_CANCELLED', 'ACTIVITY_COMPLETED', 'ACTIVITY_VOIDED', 'VENUE_CREATED', 'VENUE_UPDATED', 'VENUE_CLOSED', 'CERTIFICATE_VOIDED', 'MEASUREMENT_RECORDED', 'MEASUREMENT_RETRACTED'));`,
    );
  }
}
