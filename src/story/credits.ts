/** Who made a story, as the line below it names them. */
export interface Credits {
  source: string | null;
  textAuthor: string | null;
  photographer: string | null;
  captionAuthor: string | null;
  editor: string | null;
  reviewer: string | null;
}

const LABELS: readonly (readonly [keyof Credits, string])[] = [
  ['source', '来源'],
  ['textAuthor', '文字'],
  ['photographer', '摄影'],
  ['captionAuthor', '图说'],
  ['editor', '编辑'],
  ['reviewer', '审核'],
];

/** E.g. 来源：区融媒体中心; nothing of those who are not named. */
export const creditLines = (credits: Credits): string[] =>
  LABELS.flatMap(([name, label]) => (credits[name] === null ? [] : [`${label}：${credits[name]}`]));
