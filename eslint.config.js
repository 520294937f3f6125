import graphql from '@graphql-eslint/eslint-plugin';

// SDL only: TypeScript is oxlint's.
export default [
  {
    files: ['schema/*.graphql'],
    languageOptions: {
      parser: graphql.parser,
      parserOptions: { graphQLConfig: { schema: 'schema/*.graphql' } },
    },
    plugins: { '@graphql-eslint': graphql },
    rules: {
      ...graphql.configs['flat/schema-recommended'].rules,
      ...graphql.configs['flat/schema-relay'].rules,
      '@graphql-eslint/require-description': [
        'error',
        {
          types: true,
          FieldDefinition: true,
          InputValueDefinition: true,
          EnumValueDefinition: true,
          DirectiveDefinition: true,
          rootField: true,
        },
      ],
      // Types with a key of their own (Node) have `id`; values such as Coverage have none.
      '@graphql-eslint/strict-id-in-types': 'off',
      // Connections carry `nodes` and totals beside what the specification asks for; PageInfo may be null on an empty page.
      '@graphql-eslint/relay-page-info': 'off',
      '@graphql-eslint/relay-connection-types': 'off',
      // A short closed list is a plain list; what grows is a connection.
      '@graphql-eslint/relay-edge-types': [
        'error',
        { listTypeCanWrapOnlyEdgeType: false, shouldImplementNode: false },
      ],
      '@graphql-eslint/no-unreachable-types': 'error',
      // `Unit.unitType` is the field's term, and the filter's.
      '@graphql-eslint/no-typename-prefix': 'off',
    },
  },
];
