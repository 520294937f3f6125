import {
  getNamedType,
  type GraphQLField,
  type GraphQLSchema,
  isAbstractType,
  isInterfaceType,
  isLeafType,
  isObjectType,
} from 'graphql';

/** Makes numbers from a seed: the same document for the same seed. */
export class Dice {
  #state: number;

  constructor(seed: number) {
    this.#state = seed >>> 0;
  }

  below(n: number): number {
    this.#state = (Math.imul(this.#state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((this.#state / 2 ** 32) * n);
  }

  pick<T>(list: readonly T[]): T {
    return list[this.below(list.length)]!;
  }

  chance(share: number): boolean {
    return this.below(1000) < share * 1000;
  }
}

/** Arguments that the fields which need one are called with. */
const required: Record<string, string[]> = {
  'Query.plan': ['(by: {code: "2022-4"})', '(by: {documentNumber: "没有"})'],
  'Query.program': ['(by: {code: "2022-4/3"})', '(by: {code: $code})'],
  'Query.party': ['(by: {name: "艾山街道"})', '(by: {name: "各街道、功能区"})'],
  'Query.document': ['(by: {number: "钢城文明办〔2022〕4号"})'],
  // An id of this service's making that names nothing, and one that is broken: the second is an error in its place.
  'Query.node': [
    `(id: "${Buffer.from('Program:01890000-0000-7000-8000-000000000000').toString('base64url')}")`,
    '(id: "x")',
  ],
  'Query.nodes': ['(ids: ["x"])', '(ids: [])'],
  'Plan.comparison': ['(with: {code: "2022-4"})', '(with: {code: "none"})'],
};

/** A random query over the schema: aliases, fragments, abstract types, variables, @skip and @include, errors. */
export function randomDocument(schema: GraphQLSchema, seed: number): string {
  const dice = new Dice(seed);
  const fragments: string[] = [];

  const field = (
    parent: string,
    definition: GraphQLField<unknown, unknown>,
    depth: number,
  ): string | null => {
    const type = getNamedType(definition.type);
    const choices = required[`${parent}.${definition.name}`];
    if (
      !choices &&
      definition.args.some((arg) => String(arg.type).endsWith('!') && arg.defaultValue === undefined)
    ) {
      return null;
    }
    const isPage = definition.args.some(({ name }) => name === 'first');
    const args = choices
      ? dice.pick(choices)
      : isPage && dice.chance(0.7)
        ? `(first: ${dice.pick(['$n', '1', '3'])}${type.name === 'ProgramConnection' && dice.chance(0.5) ? ', where: $where' : ''})`
        : '';
    const alias = dice.chance(0.2) ? `${dice.pick(['a', 'b', 'c'])}${depth}_${definition.name}: ` : '';
    const condition = dice.chance(0.15)
      ? ` @${dice.pick(['skip', 'include'])}(if: ${dice.pick(['$yes', '$no', 'true'])})`
      : '';
    // A field with arguments needs a name of its own for each choice of them, or the document conflicts with itself.
    const own = args !== '' && alias === '' ? `${definition.name}_${dice.below(1_000_000)}: ` : alias;
    const unique = own === alias && alias !== '' ? `${alias.slice(0, -2)}_${dice.below(1_000_000)}: ` : own;
    if (isLeafType(type)) return `${unique}${definition.name}${args}${condition}`;
    if (depth === 0) return null;
    return `${unique}${definition.name}${args}${condition} ${selection(type.name, depth - 1)}`;
  };

  const selection = (typeName: string, depth: number): string => {
    const type = schema.getType(typeName);
    const parts: string[] = [];
    if (isObjectType(type) || isInterfaceType(type)) {
      const fields = Object.values(type.getFields());
      for (let i = 0; i < 1 + dice.below(4); i += 1) {
        const part = field(type.name, dice.pick(fields), depth);
        if (part !== null) parts.push(part);
      }
    }
    if (isAbstractType(type)) {
      const possible = dice.pick(schema.getPossibleTypes(type)).name;
      parts.push(`... on ${possible} ${selection(possible, Math.max(0, depth - 1))}`);
    } else if (dice.chance(0.15)) {
      const name = `F${fragments.length}`;
      fragments.push('');
      fragments[Number(name.slice(1))] =
        `fragment ${name} on ${typeName} ${selection(typeName, Math.max(0, depth - 1))}`;
      parts.push(`...${name}`);
    }
    if (parts.length === 0 || dice.chance(0.2)) parts.push('__typename');
    return `{ ${parts.join(' ')} }`;
  };

  const body = selection('Query', 5);
  return `query ($n: Int = 2, $code: String = "2022-4/1", $yes: Boolean = true, $no: Boolean!, $where: ProgramWhere) ${body} ${fragments.join(' ')}`;
}
