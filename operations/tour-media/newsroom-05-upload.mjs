// 上传一张图片，得到它的 id。参数：单位的 ID、图片文件。
import { readFile } from 'node:fs/promises';

const { ZHIYUAN = 'http://127.0.0.1:4000', TOKEN } = process.env;
const [owner, file] = process.argv.slice(2);
const form = new FormData();
form.set('owner', owner);
form.set('alt', '志愿者上门为老人理发');
form.set('file', new Blob([await readFile(file)]), 'photo.jpg');
const answer = await fetch(`${ZHIYUAN}/media`, {
  method: 'POST',
  headers: { authorization: `Bearer ${TOKEN}` },
  body: form,
});
console.log(JSON.stringify({ status: answer.status, ...(await answer.json()) }));
