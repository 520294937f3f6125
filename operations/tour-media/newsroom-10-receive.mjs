// 等推送，逐条验签：伪造的、改过的、过时的都不收。参数：密钥。按 Ctrl-C 停。
import { createServer } from 'node:http';
import { Webhook } from 'standardwebhooks';

const { PORT = '4010' } = process.env;
const [secret] = process.argv.slice(2);
createServer((request, response) => {
  let body = '';
  request.on('data', (chunk) => (body += chunk));
  request.on('end', () => {
    try {
      const { type } = new Webhook(secret).verify(body, request.headers);
      console.log(`收到 ${type}`);
      response.writeHead(204).end();
    } catch (error) {
      console.log(`不收：${error.message}`);
      response.writeHead(400).end();
    }
  });
}).listen(Number(PORT), '127.0.0.1', () => console.log('等推送'));
