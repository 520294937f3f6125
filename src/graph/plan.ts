import type { FieldNode, FragmentDefinitionNode, GraphQLResolveInfo, SelectionSetNode } from 'graphql';
import { toGlobalId } from './ids.ts';
import type { Asking } from '../viewer.ts';
import { columnOf } from './column.ts';
import type { Expression } from './definition.ts';
import type { Model } from './model.ts';
import type { Models } from './models.ts';
import { Bind } from './sql.ts';

/** A row as resolvers see it: the columns asked for by name, joined objects, and raw values under `$property`. */
export type Row = Readonly<Record<string, unknown>> & { readonly $id: string };

/** One table of a read plan: the rows asked for, or an object joined to them. */
class PlanNode {
  readonly model: Model;
  readonly fields = new Set<string>();
  readonly raw = new Set<string>(['id']);
  readonly children = new Map<string, PlanNode>();
  hasTypename = false;

  constructor(model: Model) {
    this.model = model;
  }

  /** The same text for the same columns and joins, whatever order they were asked in. */
  signature(): string {
    const children = [...this.children].toSorted(([a], [b]) => (a < b ? -1 : 1));
    return `${this.model.name}(${[...this.fields].toSorted().join()};${[...this.raw].toSorted().join()};${
      this.hasTypename ? 't' : ''
    };${children.map(([name, child]) => `${name}:${child.signature()}`).join()})`;
  }
}

/** What to read for a selection: columns and joins over the alias `t`, and how a result row becomes an object. */
export interface ReadPlan {
  readonly id: number;
  readonly model: Model;
  /** How many columns the select list has. */
  readonly width: number;
  /** The select list and joins for whoever asks. */
  readonly select: (bind: Bind, asking: Asking) => Selected;
  readonly toRow: (values: readonly unknown[]) => Row;
}

export interface Selected {
  /** SQL expressions of the select list. */
  columns: readonly string[];
  /** ` left join …` clauses. */
  joins: string;
}

/** Where in a field's selection the rows' own selection stands, and which relation to one of the rows it describes. */
export interface SelectionPath {
  /** Field names from the resolved field down, e.g. `['cells', 'program']`; empty for the field itself. */
  path: readonly string[];
  /** Relation to one of the rows that this selection is of; the rows themselves by default. */
  of?: string;
  /** Raw properties that the resolver itself needs. */
  needs?: readonly string[];
}

const CONNECTION: readonly SelectionPath[] = [{ path: ['nodes'] }, { path: ['edges', 'node'] }];
const ITSELF: readonly SelectionPath[] = [{ path: [] }];

type Cached = { nodes: readonly FieldNode[]; model: Model; plan: ReadPlan };

/**
 * Makes read plans from GraphQL selections. A plan is the union of what any possible type and any @skip/@include
 * could ask for, so it depends on the document alone and is kept with the document's nodes; equal plans are one object.
 */
export class ReadPlans {
  readonly #models: Models;
  readonly #bySelection = new WeakMap<FieldNode, Cached[]>();
  readonly #bySignature = new Map<string, WeakRef<ReadPlan>>();
  #nextId = 1;

  constructor(models: Models) {
    this.#models = models;
  }

  ofConnection(model: Model, info: GraphQLResolveInfo): ReadPlan {
    return this.of(model, info, CONNECTION);
  }

  of(model: Model, info: GraphQLResolveInfo, paths: readonly SelectionPath[] = ITSELF): ReadPlan {
    const first = info.fieldNodes[0]!;
    const cached = this.#bySelection.get(first) ?? [];
    const hit = cached.find((entry) => entry.model === model && sameNodes(entry.nodes, info.fieldNodes));
    if (hit) return hit.plan;
    const plan = this.#make(model, info, paths);
    cached.push({ nodes: info.fieldNodes, model, plan });
    this.#bySelection.set(first, cached);
    return plan;
  }

  #make(model: Model, info: GraphQLResolveInfo, paths: readonly SelectionPath[]): ReadPlan {
    const collector = new Collector(this.#models, info.fragments);
    const root = new PlanNode(model);
    for (const { path, of, needs } of paths) {
      const target = of === undefined ? root : collector.child(root, of);
      for (const property of needs ?? []) target.raw.add(property);
      for (const set of collector.setsAt(selectionSets(info.fieldNodes), path))
        collector.collect(target, set);
    }
    const signature = root.signature();
    const known = this.#bySignature.get(signature)?.deref();
    if (known) return known;
    const plan = compile(root, this.#nextId);
    this.#nextId += 1;
    this.#bySignature.set(signature, new WeakRef(plan));
    if (this.#bySignature.size > 10_000) this.#forgetCollected();
    return plan;
  }

  #forgetCollected(): void {
    for (const [signature, ref] of this.#bySignature) if (!ref.deref()) this.#bySignature.delete(signature);
  }
}

const sameNodes = (a: readonly FieldNode[], b: readonly FieldNode[]): boolean =>
  a.length === b.length && a.every((node, i) => node === b[i]);

const selectionSets = (nodes: readonly FieldNode[]): SelectionSetNode[] =>
  nodes.flatMap(({ selectionSet }) => selectionSet ?? []);

class Collector {
  readonly #models: Models;
  readonly #fragments: Readonly<Record<string, FragmentDefinitionNode>>;

  constructor(models: Models, fragments: Readonly<Record<string, FragmentDefinitionNode>>) {
    this.#models = models;
    this.#fragments = fragments;
  }

  /** The selection sets that stand at `path` below the given ones. */
  setsAt(sets: readonly SelectionSetNode[], path: readonly string[]): SelectionSetNode[] {
    let current = [...sets];
    for (const name of path) {
      current = current
        .flatMap((set) => [...this.#fields(set, null)].filter((field) => field.name.value === name))
        .flatMap(({ selectionSet }) => selectionSet ?? []);
    }
    return current;
  }

  collect(node: PlanNode, set: SelectionSetNode): void {
    for (const field of this.#fields(set, node.model)) {
      const name = field.name.value;
      if (name === '__typename') node.hasTypename = true;
      else if (node.model.personal.has(name)) this.#need(node, name);
      else if (node.model.columns.has(name) || node.model.computed[name]) node.fields.add(name);
      else if (node.model.toOne.has(name)) this.collect(this.child(node, name), field.selectionSet!);
      else this.#need(node, name);
    }
    // The type of a row is needed wherever it is not known from the schema alone.
    if (node.model.discriminator) node.hasTypename = true;
  }

  child(node: PlanNode, relation: string): PlanNode {
    const known = node.children.get(relation);
    if (known) return known;
    const child = new PlanNode(this.#models.model(node.model.toOne.get(relation)!.target));
    if (child.model.discriminator) child.hasTypename = true;
    node.children.set(relation, child);
    return child;
  }

  #need(node: PlanNode, field: string): void {
    const relation = this.#models.findRelation(`${node.model.name}.${field}`);
    for (const property of node.model.needs[field] ?? [relation?.from ?? 'id']) node.raw.add(property);
  }

  *#fields(set: SelectionSetNode, model: Model | null): Generator<FieldNode> {
    for (const selection of set.selections) {
      if (selection.kind === 'Field') yield selection;
      else {
        const fragment =
          selection.kind === 'FragmentSpread' ? this.#fragments[selection.name.value] : selection;
        if (fragment && couldApply(fragment.typeCondition?.name.value, model, this.#models)) {
          yield* this.#fields(fragment.selectionSet, model);
        }
      }
    }
  }
}

/** A fragment on another table's type says nothing of this one's rows; one on an interface may. */
function couldApply(type: string | undefined, model: Model | null, models: Models): boolean {
  if (type === undefined || model === null) return true;
  const stored = models.ofType(type);
  return stored === undefined || stored === model;
}

function compile(root: PlanNode, id: number): ReadPlan {
  const columns: (string | { alias: string; expression: Expression })[] = [];
  const joins: { text: string; alias: string; visible: Expression | null }[] = [];
  const visit = (node: PlanNode, alias: string): ((values: readonly unknown[]) => Row | null) => {
    const index = new Map<string, number>();
    const column = (property: string): number => {
      const known = index.get(property);
      if (known !== undefined) return known;
      const expression = node.model.computed[property];
      columns.push(expression ? { alias, expression } : `${alias}.${columnOf(node.model, property).name}`);
      index.set(property, columns.length - 1);
      return columns.length - 1;
    };
    const key = column('id');
    const raw = [...node.raw].map((property) => [`$${property}`, column(property)] as const);
    const fields = [...node.fields]
      .filter((name) => name !== 'id')
      .map((name) => [name, column(name)] as const);
    const { discriminator, name: modelName } = node.model;
    const typeAt = node.hasTypename && discriminator ? column(discriminator.property) : -1;
    const children = [...node.children].map(([name, child]) => {
      const joined = `j${joins.length + 1}`;
      joins.push({
        text: ` left join ${child.model.table} ${joined} on ${joined}.${child.model.key.name} = ${alias}.${columnOf(node.model, name).name}`,
        alias: joined,
        visible: child.model.visible,
      });
      return [name, visit(child, joined)] as const;
    });
    const wantsId = node.fields.has('id');
    return (values) => {
      const own = values[key] as string | null;
      if (own === null) return null;
      const row: Record<string, unknown> & { $id: string } = { $id: own };
      for (const [name, at] of raw) row[name] = values[at];
      for (const [name, at] of fields) row[name] = values[at];
      for (const [name, read] of children) row[name] = read(values);
      if (wantsId) row['id'] = toGlobalId(modelName, own);
      row['__typename'] = typeAt < 0 ? modelName : discriminator!.of[values[typeAt] as string];
      return row;
    };
  };
  const toRow = visit(root, 't');
  const select = (bind: Bind, asking: Asking): Selected => ({
    columns: columns.map((column) =>
      typeof column === 'string' ? column : `(${column.expression(column.alias, bind, asking)})`,
    ),
    joins: joins
      .map(({ text, alias, visible }) => (visible ? `${text} and (${visible(alias, bind, asking)})` : text))
      .join(''),
  });
  const isSame =
    columns.every((column) => typeof column === 'string') && joins.every((join) => !join.visible);
  const always = isSame ? select(new Bind(), undefined as never) : null;
  return {
    id,
    model: root.model,
    width: columns.length,
    select: always ? () => always : select,
    toRow: (values) => toRow(values)!,
  };
}
