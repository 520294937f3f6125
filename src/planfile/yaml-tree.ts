import { isAlias, isMap, isScalar, isSeq, LineCounter, parseDocument, visit, type Node } from 'yaml';
import { brief, type Errors, type Spot } from './errors.ts';

/** A YAML value with the place where it stands, so that every later error can name its line. */
export type Value = Spot &
  (
    | { kind: 'scalar'; value: string | number | boolean | null }
    | { kind: 'list'; items: Value[] }
    | { kind: 'map'; entries: Map<string, Value> }
  );

/** Characters that no official text holds and that break databases, terminals or feeds. */
// oxlint-disable-next-line no-control-regex -- these are the characters to refuse
const HOSTILE = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\ufffe\uffff]/;
const LARGEST_FILE = 4 * 1024 * 1024;
const DEEPEST = 20;

/** Why a string cannot be taken, as [Chinese, English], or null where it can. */
export function hostility(text: string): [string, string] | null {
  const found = HOSTILE.exec(text);
  if (found) {
    const code = `U+${found[0].charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}`;
    return [`含有控制字符 ${code}`, `it holds the control character ${code}`];
  }
  if (!text.isWellFormed()) return ['含有残缺的 Unicode 代理项', 'it holds a lone surrogate'];
  return null;
}

/**
 * Parses one YAML file into values with lines. Reports syntax errors, repeated keys, aliases (nothing in a plan needs
 * them, and a few nested ones fill the memory) and hostile characters.
 *
 * @returns null where the file could not be made sense of
 */
export function parseYaml(file: string, content: string, errors: Errors): Value | null {
  const top: Spot = { file, line: 1, path: null };
  if (content.length > LARGEST_FILE) {
    errors.add(top, 'BAD_VALUE', '文件过大，不得超过 4 MB', 'the file is larger than 4 MB');
    return null;
  }
  const lines = new LineCounter();
  try {
    const document = parseDocument(content, {
      lineCounter: lines,
      prettyErrors: false,
      keepSourceTokens: false,
    });
    const lineOf = (offset: number) => lines.linePos(offset).line;
    for (const fault of [...document.errors, ...document.warnings]) {
      const at = { file, line: lineOf(fault.pos[0]), path: null };
      if (fault.code === 'DUPLICATE_KEY')
        errors.add(at, 'DUPLICATE', '同一键写了两次', 'the same key stands twice');
      else errors.add(at, 'BAD_YAML', `YAML 语法错误：${fault.message}`, `not valid YAML: ${fault.message}`);
    }
    if (document.errors.some((fault) => fault.code !== 'DUPLICATE_KEY') || document.warnings.length > 0)
      return null;
    let aliased = false;
    visit(document, {
      Alias: (_key, node) => {
        aliased = true;
        const at = { file, line: lineOf(node.range?.[0] ?? 0), path: null };
        errors.add(at, 'BAD_YAML', '不接受 YAML 锚点与引用', 'anchors and aliases are not accepted');
      },
    });
    if (aliased) return null;
    return document.contents
      ? valueOf(document.contents, '', { file, lineOf, errors }, 0)
      : { ...top, kind: 'scalar', value: null };
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    errors.add(top, 'BAD_YAML', '嵌套过深', 'nested too deeply');
    return null;
  }
}

interface Source {
  file: string;
  lineOf: (offset: number) => number;
  errors: Errors;
}

function valueOf(node: Node | null, path: string, source: Source, depth: number, keyLine?: number): Value {
  const { file, errors } = source;
  // What stands under a key is reported at the key: that is the line people look for.
  const line = keyLine ?? (node?.range ? source.lineOf(node.range[0]) : 1);
  const at = { file, line, path: path === '' ? null : path };
  if (depth > DEEPEST) {
    errors.add(at, 'BAD_YAML', '嵌套过深', 'nested too deeply');
    return { ...at, kind: 'scalar', value: null };
  }
  if (isMap(node)) {
    const entries = new Map<string, Value>();
    for (const pair of node.items) {
      const key = isScalar(pair.key) ? String(pair.key.value) : '';
      const keyLine = keyLineOf(pair.key, source, line);
      const keyPath = path === '' ? key : `${path}.${key}`;
      checkText(key, { file, line: keyLine, path: brief(keyPath, 80) }, errors);
      entries.set(key, valueOf(pair.value as Node | null, keyPath, source, depth + 1, keyLine));
    }
    return { ...at, kind: 'map', entries };
  }
  if (isSeq(node)) {
    const items = node.items.map((item, index) =>
      valueOf(item as Node | null, `${path}[${index}]`, source, depth + 1),
    );
    return { ...at, kind: 'list', items };
  }
  const value = isScalar(node) && !isAlias(node) ? node.value : null;
  if (typeof value === 'string') checkText(value, at, errors);
  if (
    value === null ||
    typeof value === 'string' ||
    typeof value === 'number' ||
    typeof value === 'boolean'
  ) {
    return { ...at, kind: 'scalar', value };
  }
  errors.add(at, 'BAD_VALUE', '不支持的值', 'a value of an unsupported kind');
  return { ...at, kind: 'scalar', value: null };
}

function keyLineOf(key: unknown, source: Source, fallback: number): number {
  return isScalar(key) && key.range ? source.lineOf(key.range[0]) : fallback;
}

function checkText(text: string, at: Spot, errors: Errors): void {
  const why = hostility(text);
  if (why) errors.add(at, 'BAD_VALUE', `“${brief(text)}”${why[0]}`, `“${brief(text)}”: ${why[1]}`);
}
