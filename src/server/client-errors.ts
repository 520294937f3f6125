import type { FastifyInstance } from 'fastify';
import { STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';

interface Fault {
  status: number;
  code: string;
  message: string;
}

/** In both languages: what was sent is no request whose headers could say which. */
function faultOf(code: string | undefined): Fault {
  switch (code) {
    case 'ERR_HTTP_REQUEST_TIMEOUT':
      return {
        status: 408,
        code: 'REQUEST_TIMEOUT',
        message: '请求未在时限内发完 / The request was not sent in time',
      };
    case 'HPE_HEADER_OVERFLOW':
      return { status: 431, code: 'LIMIT_HEADERS', message: '请求头过大 / The headers are too large' };
    default:
      return { status: 400, code: 'BAD_REQUEST', message: '不是有效的 HTTP 请求 / Not a valid HTTP request' };
  }
}

/** Answers what is no HTTP request in the shape of all errors, and closes the connection. */
export function answerClientError(this: FastifyInstance, error: { code?: string }, socket: Socket): void {
  // A connection that is gone needs no answer.
  if (error.code === 'ECONNRESET' || socket.destroyed) return;
  const { status, code, message } = faultOf(error.code);
  this.log.info({ code, status }, 'refused');
  if (socket.writable) {
    const body = JSON.stringify({ errors: [{ message, extensions: { code } }] });
    socket.write(
      [
        `HTTP/1.1 ${status} ${STATUS_CODES[status]}`,
        'content-type: application/json; charset=utf-8',
        `content-length: ${Buffer.byteLength(body)}`,
        'connection: close',
        '',
        body,
      ].join('\r\n'),
    );
  }
  socket.destroySoon();
}
