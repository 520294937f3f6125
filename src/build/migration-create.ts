import { MikroORM } from '@mikro-orm/postgresql';
import { ormConfig } from '../database/mikro-orm.config.ts';

// Writes the difference between the entities and the snapshot as a new migration: no database is needed or touched.
const [name] = process.argv.slice(2);
if (!name || !/^[a-z][a-z-]*$/.test(name)) {
  process.stderr.write('用法 / usage: npm run migration:create -- <name, e.g. story-media>\n');
  process.exit(2);
}
const orm = await MikroORM.init(ormConfig('postgresql://localhost/none', { connect: false } as never));
const { fileName, diff } = await orm.migrator.create(undefined, false, false, name);
await orm.close(true);
process.stdout.write(
  diff.up.length === 0
    ? '实体与迁移一致。\nThe entities and the migrations agree.\n'
    : `已写 migrations/${fileName}，请检查后列入 mikro-orm.config.ts。\nWrote migrations/${fileName}: check it and list it in mikro-orm.config.ts.\n`,
);
