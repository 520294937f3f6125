// 读订阅源，再读一次：没有变动就是 304，不再传一遍。
const { ZHIYUAN = 'http://127.0.0.1:4000' } = process.env;
const url = `${ZHIYUAN}/feeds/stories.json`;
const first = await fetch(url);
const { items } = await first.json();
const again = await fetch(url, { headers: { 'if-none-match': first.headers.get('etag') } });
console.log(
  JSON.stringify({ first: first.status, titles: items.map(({ title }) => title), again: again.status }),
);
