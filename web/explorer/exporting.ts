import { faultOfToken } from './fetcher.ts';

/** What the editors hold. */
export interface Asked {
  query: string;
  variables: string;
  headers: string;
  operationName: string | undefined;
}

/** How an export ended: a file was given to the browser, or what stands in the way, and the lists to choose from. */
export interface Outcome {
  message: string | undefined;
  lists: string[];
}

export const formats = ['csv', 'xlsx', 'json', 'ndjson', 'parquet'] as const;

/** Asks `/export` for the file and gives it to the browser to be kept. */
export async function exportFile(asked: Asked, format: string, rows: string): Promise<Outcome> {
  const failed = (message: string, lists: string[] = []): Outcome => ({ message, lists });
  let headers: Record<string, string>;
  let body: string;
  try {
    headers = read(asked.headers);
    body = JSON.stringify({
      query: asked.query,
      variables: read(asked.variables),
      operationName: asked.operationName,
    });
  } catch {
    return failed('变量或 Headers 不是有效的 JSON。');
  }
  const fault = faultOfToken(headers);
  if (fault) return failed(fault);
  const search = new URLSearchParams({ format, ...(rows && { rows }) });
  try {
    const response = await fetch(`/export?${search.toString()}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body,
    });
    if (!response.ok) {
      const { errors }: { errors: { message: string; extensions?: { lists?: string[] } }[] } =
        await response.json();
      return failed(errors.map(({ message }) => message).join('\n'), errors[0]?.extensions?.lists);
    }
    // Whole before it is kept: half a file must not lie in the folder as if it were one.
    const file = await response.blob();
    keep(file, nameOf(response.headers.get('content-disposition')) ?? `export.${format}`);
    return { message: undefined, lists: [] };
  } catch {
    return failed('没有取到完整的文件，请再试一次。');
  }
}

function read(text: string): Record<string, string> {
  return text.trim() === '' ? {} : JSON.parse(text);
}

function nameOf(disposition: string | null): string | undefined {
  const encoded = /filename\*=UTF-8''([^;]+)/.exec(disposition ?? '')?.[1];
  return encoded && decodeURIComponent(encoded);
}

function keep(file: Blob, name: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(file);
  link.download = name;
  link.click();
  // The browser has begun to save it by then.
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
