import { createServer } from 'node:http';
import { PgAggregatesPreset } from '@graphile/pg-aggregates';
import { PgSimplifyInflectionPreset } from '@graphile/simplify-inflection';
import { grafserv } from 'postgraphile/grafserv/node';
import { makePgService } from 'postgraphile/adaptors/pg';
import { TYPES } from 'postgraphile/@dataplan/pg';
import { sql } from 'postgraphile/pg-sql2';
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

declare global {
  // Where PostGraphile's plug-ins declare what they add.
  namespace GraphileBuild {
    interface AggregateSpecIds {
      count: true;
    }
  }
}

/** What the aggregates lack for an analyst's question: rows counted without sorting them, and months of the clock here. */
const ofTheAnalyst: GraphileConfig.Plugin = {
  name: 'BenchAggregates',
  version: '1.0.0',
  after: ['PgAggregatesSpecsPlugin'],
  schema: {
    hooks: {
      build(build) {
        build.pgAggregateSpecs!.push({
          id: 'count',
          humanLabel: 'count',
          HumanLabel: 'Count',
          isSuitableType: () => true,
          sqlAggregateWrap: (value) => sql`count(${value})`,
          isNonNull: true,
          pgTypeCodecModifier: () => TYPES.bigint,
        });
        build.pgAggregateGroupBySpecs!.push({
          id: 'truncated-to-month',
          isSuitableType: ({ name }) => name === 'timestamptz',
          sqlWrap: (value) => sql`date_trunc('month', ${value} at time zone 'Asia/Shanghai')::date`,
          sqlWrapCodec: () => TYPES.date,
        });
        return build;
      },
    },
  },
};

const instance = postgraphile({
  extends: [
    PostGraphileAmberPreset,
    PgSimplifyInflectionPreset,
    PostGraphileConnectionFilterPreset,
    PgAggregatesPreset,
  ],
  pgServices: [
    makePgService({ connectionString: url, schemas: ['public', 'bench'], poolConfig: { max: connections } }),
  ],
  plugins: [ofTheView, ofTheAnalyst],
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
