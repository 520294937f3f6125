import multipart from '@fastify/multipart';
import { v7 } from 'uuid';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { MediaAsset } from '../media/media.entity.ts';
import { ImageFault, LARGEST_FILE, type Processed, processImage } from '../media/images.ts';
import { addressOf } from '../media/addresses.ts';
import { keyOf, type MediaStorage } from '../media/storage.ts';
import { removeUnlessWanted } from '../media/purge.ts';
import { mediaUpload, mediaUploadCheck } from '../media/upload.service.ts';
import { toGlobalId } from '../graph/ids.ts';
import type { Viewer } from '../viewer.ts';
import { Refusal } from '../writing/refusal.ts';
import { write } from '../writing/write.ts';
import type { WriteContext } from '../writing/writing.ts';
import { storageUnavailable } from './media-files.ts';
import { refusal } from './wire.ts';

export interface MediaUpload {
  storage: MediaStorage;
  context: (request: FastifyRequest) => WriteContext & { baseUrl: string };
}

const LIMITS = { fileSize: LARGEST_FILE, files: 1, fields: 10, fieldSize: 4_096, parts: 11 };

/** Fields that a form may have; any other is a mistake that would go unnoticed. */
const FIELDS: readonly string[] = ['owner', 'alt', 'caption', 'photographer'];

const mayUploadSomething = ({ roles }: Viewer): boolean => roles.some(({ role }) => role !== 'ANALYST');

/**
 * `POST /media`: a form with the fields `owner` (global id or code of a unit or team), `alt`, perhaps `caption` and
 * `photographer`, and a `file`. Answers the picture as JSON with 201; one that the owner has already with 200, as it is.
 */
export async function registerMediaUpload(
  app: FastifyInstance,
  { storage, context }: MediaUpload,
): Promise<void> {
  // In a scope of its own: elsewhere a form is no body that is taken.
  await app.register(async (scope) => {
    await scope.register(multipart, { limits: LIMITS });
    scope.setErrorHandler((error: { code?: string }, _, reply) => {
      if (error.code !== 'FST_ERR_CTP_INVALID_MEDIA_TYPE') throw error as Error;
      return notAForm(reply);
    });
    scope.post('/media', {
      // Whoever may upload nothing need not send it first.
      onRequest: async (request, reply) => {
        const { viewer } = context(request);
        if (viewer.account === null) {
          await refusal(
            reply,
            401,
            'UNAUTHENTICATED',
            '请先登录（Authorization: Bearer …）',
            'Sign in first (Authorization: Bearer …)',
          );
        } else if (!mayUploadSomething(viewer)) {
          await refusal(reply, 403, 'NOT_ALLOWED', '无权这样做', 'You may not do this');
        }
      },
      handler: async (request, reply) => {
        if (!request.isMultipart()) return notAForm(reply);
        const form = await formOf(request, reply);
        return form && receive(form, { storage, context: context(request) }, reply);
      },
    });
  });
}

const notAForm = (reply: FastifyReply): FastifyReply =>
  refusal(
    reply,
    415,
    'UNSUPPORTED_MEDIA_TYPE',
    '请求体应为 multipart/form-data',
    'The body must be multipart/form-data',
  );

interface Form {
  fields: Record<string, string>;
  file: Buffer;
}

/** The form, or null when it was refused. */
async function formOf(request: FastifyRequest, reply: FastifyReply): Promise<Form | null> {
  const fields: Record<string, string> = {};
  let file: Buffer | null = null;
  try {
    for await (const part of request.parts()) {
      if (part.type === 'file') file = await part.toBuffer();
      else if (part.valueTruncated) {
        await refusal(
          reply,
          413,
          'LIMIT_FIELD',
          `字段 ${part.fieldname.slice(0, 50)} 太长`,
          `The field ${part.fieldname.slice(0, 50)} is too long`,
        );
        return null;
      } else fields[part.fieldname] = String(part.value);
    }
  } catch (error) {
    await refuseForm(reply, error as { code?: string });
    return null;
  }
  const unknown = Object.keys(fields).filter((name) => !FIELDS.includes(name));
  if (unknown.length > 0) {
    const names = unknown.map((name) => name.slice(0, 50));
    await refusal(
      reply,
      400,
      'BAD_FORM',
      `没有这样的字段：${names.join('、')}；可用的是 ${FIELDS.join('、')} 与 file`,
      `No such fields: ${names.join(', ')}; there are ${FIELDS.join(', ')} and file`,
      { fields: names },
    );
    return null;
  }
  if (file && file.length > 0) return { fields, file };
  await refusal(reply, 400, 'INVALID_INPUT', '表单中没有文件（file）', 'There is no file in the form', {
    path: ['file'],
  });
  return null;
}

function refuseForm(reply: FastifyReply, { code }: { code?: string }): FastifyReply {
  if (code === 'FST_REQ_FILE_TOO_LARGE') {
    return refusal(
      reply,
      413,
      'LIMIT_FILE',
      `文件至多 ${LARGEST_FILE} 字节`,
      `The file may have ${LARGEST_FILE} bytes at most`,
      { limit: LARGEST_FILE },
    );
  }
  if (/^FST_(PARTS|FILES|FIELDS)_LIMIT$/.test(code ?? '')) {
    return refusal(
      reply,
      413,
      'LIMIT_PARTS',
      '一次一个文件，至多 10 个字段',
      'One file at a time, and 10 fields at most',
    );
  }
  return refusal(reply, 400, 'BAD_FORM', '表单不完整或无效', 'The form is broken or incomplete');
}

async function receive(
  { fields, file }: Form,
  { storage, context }: { storage: MediaStorage; context: WriteContext & { baseUrl: string } },
  reply: FastifyReply,
): Promise<FastifyReply> {
  let picture: Processed;
  const wanted = v7();
  let id: string;
  try {
    const { owner = '', alt = '', caption, photographer } = fields;
    const said = { owner, alt, caption, photographer };
    await write(context, 'mediaUpload', mediaUploadCheck, said);
    picture = await processImage(file);
    const { files: _, ...rest } = picture;
    id = await write(context, 'mediaUpload', mediaUpload, { ...said, id: wanted, picture: rest });
  } catch (error) {
    return refuse(error, reply);
  }
  // After the row: from now on nothing takes the files for left over. Uploaded again, they are put again.
  try {
    for (const { name, content, mediaType } of picture.files) {
      await storage.put(keyOf(picture.sha256, name), content, mediaType);
    }
    await removeUnlessWanted(context.orm.em.fork(), storage, picture);
  } catch (error) {
    return storageUnavailable(error, reply);
  }
  const { sha256, mediaType, width, height, bytes } = picture;
  const isExisting = id !== wanted;
  // Of one that was there already, what it says of itself: what this form says changes nothing.
  const { alt, caption, photographer, version } = await context.orm.em
    .fork()
    .findOneOrFail(MediaAsset, { id });
  const status = isExisting ? 200 : 201;
  reply.request.log.info({ status, sha256, bytes }, 'picture');
  return reply
    .code(status)
    .header('cache-control', 'no-store')
    .send({
      mediaAsset: {
        id: toGlobalId('MediaAsset', id),
        ...{ sha256, mediaType, width, height, bytes },
        ...{ alt, caption, photographer, version },
        url: addressOf(context.baseUrl, sha256, mediaType, 'ORIGINAL'),
      },
      isExisting,
    });
}

const STATUS: Readonly<Record<string, number>> = { NotAllowed: 403, NotFound: 404 };

function refuse(error: unknown, reply: FastifyReply): FastifyReply {
  if (error instanceof ImageFault && error.fault === 'BUSY') {
    void reply.header('retry-after', '5');
    return refusal(
      reply,
      503,
      'BUSY',
      '正在处理的图片太多，请稍后再传',
      'Too many pictures wait; upload it again in a moment',
    );
  }
  if (error instanceof ImageFault) {
    return error.fault === 'TOO_MANY_PIXELS'
      ? refusal(
          reply,
          413,
          'LIMIT_PIXELS',
          '图片至多 4,000 万像素',
          'A picture may have 40 million pixels at most',
          { path: ['file'] },
        )
      : refusal(
          reply,
          415,
          'NOT_A_PICTURE',
          '不是可读的 JPEG、PNG、WebP 或 AVIF 图片',
          'Not a readable picture in JPEG, PNG, WebP or AVIF',
          { path: ['file'] },
        );
  }
  if (error instanceof Refusal) {
    const { zh, en } = error.messages;
    return refusal(reply, STATUS[error.type] ?? 400, error.code, zh, en, { path: error.path });
  }
  const code = (error as { extensions?: { code?: string } }).extensions?.code;
  if (code === 'BAD_ID') {
    return refusal(
      reply,
      400,
      'BAD_ID',
      'owner 不是全局 ID，也不是单位代码',
      'owner is no global id, nor a code of a party',
      { path: ['owner'] },
    );
  }
  throw error;
}
