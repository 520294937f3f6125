import type { AwsClient } from 'aws4fetch';
import type { MediaStorage } from './storage.ts';

export interface S3Settings {
  /** Without the bucket, e.g. `https://s3.example.cn`. */
  endpoint: string;
  bucket: string;
  region: string;
  accessKey: string;
  secretKey: string;
}

/** Milliseconds that a request to the store may take. */
const PATIENCE = 15_000;

/** Keeps files in a bucket of any store that speaks S3, addressed by path. */
export function s3Storage({ endpoint, bucket, region, accessKey, secretKey }: S3Settings): MediaStorage {
  let client: Promise<AwsClient> | undefined;
  const load = async (): Promise<AwsClient> => {
    const { AwsClient: Client } = await import('aws4fetch');
    return new Client({
      accessKeyId: accessKey,
      secretAccessKey: secretKey,
      service: 's3',
      region,
      // An upload that waits for ten tries would outlast its request.
      retries: 2,
    });
  };
  const send = async (key: string, init: RequestInit & { headers?: Record<string, string> }) => {
    client ??= load();
    const url = `${endpoint.replace(/\/+$/, '')}/${bucket}/${key}`;
    const signal = AbortSignal.timeout(PATIENCE);
    return (await client).fetch(url, { ...init, signal });
  };
  const failed = async (what: string, response: Response): Promise<Error> =>
    new Error(`The store answers ${response.status} to ${what}: ${(await response.text()).slice(0, 500)}`);
  return {
    async put(key, bytes, mediaType) {
      const body = new Uint8Array(bytes);
      const response = await send(key, { method: 'PUT', body, headers: { 'content-type': mediaType } });
      if (!response.ok) throw await failed('PUT', response);
      await response.body?.cancel();
    },
    async get(key) {
      const response = await send(key, { method: 'GET' });
      if (response.status === 404) {
        await response.body?.cancel();
        return null;
      }
      if (!response.ok) throw await failed('GET', response);
      return Buffer.from(await response.arrayBuffer());
    },
    async has(key) {
      const response = await send(key, { method: 'HEAD' });
      if (!response.ok && response.status !== 404) throw await failed('HEAD', response);
      return response.ok;
    },
    async remove(key) {
      const response = await send(key, { method: 'DELETE' });
      if (!response.ok && response.status !== 404) throw await failed('DELETE', response);
      await response.body?.cancel();
    },
  };
}
