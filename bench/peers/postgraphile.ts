import { createServer } from 'node:http';
import { PgAggregatesPreset } from '@graphile/pg-aggregates';
import { PgSimplifyInflectionPreset } from '@graphile/simplify-inflection';
import { grafserv } from 'postgraphile/grafserv/node';
import { makePgService } from 'postgraphile/adaptors/pg';
import { postgraphile } from 'postgraphile';
import { PostGraphileAmberPreset } from 'postgraphile/presets/amber';
import { PostGraphileConnectionFilterPreset } from 'postgraphile-plugin-connection-filter';
import { jsonPgSmartTags } from 'postgraphile/utils';
import { listening, settings } from './peer.ts';

const { url, connections } = settings();
/** What PostgreSQL does not know of a view: its key and what it points to. */
const ofTheView = jsonPgSmartTags({
  version: 1,
  config: {
    class: {
      fact_source: {
        tags: { foreignKey: '(subject) references responsibility (id)|@foreignFieldName factSources' },
      },
      effective_responsibility: {
        tags: {
          primaryKey: 'id',
          foreignKey: [
            '(party_id) references party (id)|@fieldName party|@behavior -manyRelation:resource:list -manyRelation:resource:connection',
            '(via_id) references party (id)|@fieldName via|@behavior -manyRelation:resource:list -manyRelation:resource:connection',
            '(program_id) references program (id)|@fieldName program|@behavior -manyRelation:resource:list -manyRelation:resource:connection',
            '(plan_id) references plan (id)|@foreignFieldName effectiveResponsibilities',
          ],
        },
      },
    },
  },
});

const instance = postgraphile({
  extends: [
    PostGraphileAmberPreset,
    PgSimplifyInflectionPreset,
    PostGraphileConnectionFilterPreset,
    PgAggregatesPreset,
  ],
  pgServices: [
    makePgService({ connectionString: url, schemas: ['public'], poolConfig: { max: connections } }),
  ],
  plugins: [ofTheView],
  // Columns without an index of their own may be asked for too, as with the others.
  disablePlugins: ['PgIndexBehaviorsPlugin'],
  schema: { connectionFilterRelations: true },
  grafserv: { graphiql: false, watch: false },
  grafast: { explain: false },
});
const server = createServer();
server.on('error', (error) => {
  throw error;
});
await instance.createServ(grafserv).addTo(server);
listening(server);
