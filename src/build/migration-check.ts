import { MikroORM } from '@mikro-orm/postgresql';
import { ormConfig } from '../database/mikro-orm.config.ts';

// Compares the entities with the snapshot beside the migrations: no database is needed or touched.
const orm = await MikroORM.init(ormConfig('postgresql://localhost/none', { connect: false } as never));
const drifts = await orm.migrator.checkSchema();
await orm.close(true);
if (drifts) {
  process.stderr.write(
    '实体与迁移不一致，请新建一个迁移。\nThe entities differ from the migrations: create a migration.\n',
  );
  process.exitCode = 1;
}
