import { createHash, createHmac } from 'node:crypto';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll } from 'vitest';

const ACCESS = 'AKIDEXAMPLE';
const SECRET = 'wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY';
const REGION = 'cn-east-1';

const hmac = (key: Buffer | string, text: string) => createHmac('sha256', key).update(text).digest();
const sha256 = (data: Buffer | string) => createHash('sha256').update(data).digest('hex');

/** The signature that Signature Version 4 asks for, worked out from what arrived. */
function isSigned(request: IncomingMessage, body: Buffer): boolean {
  const match = /^AWS4-HMAC-SHA256 Credential=([^,]+), SignedHeaders=([^,]+), Signature=([0-9a-f]{64})$/.exec(
    request.headers.authorization ?? '',
  );
  if (!match) return false;
  const [, credential, names, signature] = match as unknown as [string, string, string, string];
  const [access, date, region, service, end] = credential.split('/') as [
    string,
    string,
    string,
    string,
    string,
  ];
  const stated = String(request.headers['x-amz-content-sha256']);
  if (access !== ACCESS || end !== 'aws4_request') return false;
  if (stated !== 'UNSIGNED-PAYLOAD' && stated !== sha256(body)) return false;
  const canonical = [
    request.method,
    request.url,
    '',
    ...names.split(';').map((name) => `${name}:${String(request.headers[name]).trim()}`),
    '',
    names,
    stated,
  ].join('\n');
  const scope = `${date}/${region}/${service}/aws4_request`;
  const text = ['AWS4-HMAC-SHA256', request.headers['x-amz-date'], scope, sha256(canonical)].join('\n');
  const key = [region, service, 'aws4_request'].reduce<Buffer>(hmac, hmac(`AWS4${SECRET}`, date));
  return createHmac('sha256', key).update(text).digest('hex') === signature;
}

/** A store that speaks S3, as far as pictures need it, gone with the test file. */
export async function pictureStore() {
  const objects = new Map<string, { body: Buffer; type: string }>();
  /** How many requests it answers badly from now on. */
  const state = { failures: 0, puts: 0 };

  const answer = (request: IncomingMessage, body: Buffer): [status: number, content?: string | Buffer] => {
    if (state.failures > 0) {
      state.failures -= 1;
      return [503, 'slow down'];
    }
    if (!isSigned(request, body)) return [403, 'SignatureDoesNotMatch'];
    const path = request.url!;
    const found = objects.get(path);
    switch (request.method) {
      case 'PUT':
        state.puts += 1;
        objects.set(path, { body, type: String(request.headers['content-type']) });
        return [200];
      case 'DELETE':
        objects.delete(path);
        return [204];
      default:
        return found ? [200, found.body] : [404, 'NoSuchKey'];
    }
  };

  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const [status, content] = answer(request, Buffer.concat(chunks));
      response.writeHead(status).end(content);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  afterAll(() => {
    server.closeAllConnections();
    server.close();
  });
  const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const settings = { endpoint, bucket: 'pictures', region: REGION, accessKey: ACCESS, secretKey: SECRET };
  return {
    objects,
    state,
    settings,
    env: {
      MEDIA_S3_ENDPOINT: endpoint,
      MEDIA_S3_BUCKET: settings.bucket,
      MEDIA_S3_REGION: REGION,
      MEDIA_S3_ACCESS_KEY: ACCESS,
      MEDIA_S3_SECRET_KEY: SECRET,
    },
  };
}
