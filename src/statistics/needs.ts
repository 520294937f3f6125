import {
  type FieldNode,
  getArgumentValues,
  getDirectiveValues,
  getNamedType,
  GraphQLIncludeDirective,
  type GraphQLObjectType,
  type GraphQLResolveInfo,
  GraphQLSkipDirective,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';
import { badRequest } from '../errors.ts';
import type { Cube } from './cube.ts';

/** What a request reads of the answer: nothing else is computed. */
export interface Needs {
  /** Names of measures. */
  measures: Set<string>;
  /** Names of quantities, each with the percentiles asked for. */
  quantities: Map<string, Set<number>>;
  /** Whether groups are compared with other buckets. */
  comparisons: boolean;
  others: boolean;
  /** Measures whose running total is asked for. */
  running: Set<string>;
  /** Measures whose share is asked for. */
  shares: Set<string>;
}

type Info = Pick<GraphQLResolveInfo, 'fieldNodes' | 'fragments' | 'schema' | 'variableValues'>;

/** Collects what the selection of a statistics field reads, fragments and arguments included. */
export function needsOf(cube: Cube, info: Info): Needs {
  const needs: Needs = {
    measures: new Set(),
    quantities: new Map(),
    comparisons: false,
    others: false,
    running: new Set(),
    shares: new Set(),
  };
  const byField = new Map(Object.entries(cube.measures).map(([name, { field }]) => [field, name]));
  const argument = (type: GraphQLObjectType, node: FieldNode, name: string): unknown =>
    getArgumentValues(type.getFields()[node.name.value]!, node, info.variableValues)[name];

  const visit = (sets: readonly SelectionSetNode[], type: GraphQLObjectType, quantity: string): void => {
    for (const node of fieldsOf(sets, info)) {
      const name = node.name.value;
      const field = type.getFields()[name];
      if (!field) continue;
      const below = getNamedType(field.type) as GraphQLObjectType;
      const on = (next = quantity): void => visit(node.selectionSet ? [node.selectionSet] : [], below, next);
      if (type.name === `${cube.type}Statistics`) {
        needs.others ||= name === 'others';
        if (name !== 'definitions') on();
      } else if (type.name === `${cube.type}Group`) {
        needs.comparisons ||= name === 'previous' || name === 'yearEarlier';
        if (name === 'share' || name === 'runningTotal') {
          const of = argument(type, node, 'of') as string;
          needs.measures.add(of);
          (name === 'share' ? needs.shares : needs.running).add(of);
        } else if (name !== 'key') on();
      } else if (type.name === `${cube.type}Measures`) {
        const measure = byField.get(name);
        if (measure) needs.measures.add(measure);
        if (name !== 'distribution') continue;
        const of = argument(type, node, 'of') as string;
        needs.quantities.set(of, needs.quantities.get(of) ?? new Set());
        on(of);
      } else if (type.name === 'Distribution') {
        const at = name === 'percentile' ? (argument(type, node, 'at') as number) : 0.5;
        if (name === 'percentile' || name === 'median') needs.quantities.get(quantity)!.add(checked(at));
      }
    }
  };
  const type = info.schema.getType(`${cube.type}Statistics`) as GraphQLObjectType;
  const sets = info.fieldNodes.flatMap(({ selectionSet }) => selectionSet ?? []);
  visit(sets, type, '');
  return needs;
}

function checked(at: number): number {
  if (at >= 0 && at <= 1) return at;
  throw badRequest(
    'BAD_VALUE',
    `百分位 at 应在 0 到 1 之间，收到 ${at}`,
    `The percentile's at must be from 0 to 1, got ${at}`,
    { argument: ['at'] },
  );
}

/**
 * The fields of selections, those of fragments among them, without what is skipped. All the types here are objects: no
 * fragment is left out for its type.
 */
function* fieldsOf(
  sets: readonly SelectionSetNode[],
  info: Pick<Info, 'fragments' | 'variableValues'>,
): Generator<FieldNode, void, undefined> {
  for (const selection of sets.flatMap(({ selections }) => selections)) {
    if (isLeftOut(selection, info.variableValues)) continue;
    if (selection.kind === 'Field') yield selection;
    else {
      const fragment = selection.kind === 'FragmentSpread' ? info.fragments[selection.name.value] : selection;
      if (fragment) yield* fieldsOf([fragment.selectionSet], info);
    }
  }
}

function isLeftOut(selection: SelectionNode, variables: Info['variableValues']): boolean {
  return (
    getDirectiveValues(GraphQLSkipDirective, selection, variables)?.['if'] === true ||
    getDirectiveValues(GraphQLIncludeDirective, selection, variables)?.['if'] === false
  );
}
