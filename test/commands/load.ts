import { Agent, request } from 'node:http';

const QUERY = JSON.stringify({
  query: '{ plans(first: 1) { nodes { programs { nodes { title sources { quote } } } } } }',
});

/** A request that is not over by then hangs. Milliseconds. */
const PATIENCE = 60_000;

/** One answer: its status and whole body, or how the connection ended. */
function ask(url: string, agent: Agent): Promise<string> {
  return new Promise((resolve) => {
    const sent = request(`${url}/graphql`, {
      method: 'POST',
      agent,
      headers: { 'content-type': 'application/json' },
    });
    sent.setTimeout(PATIENCE, () => {
      resolve('HUNG');
      sent.destroy();
    });
    sent.on('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message));
    sent.on('response', (response) => {
      let body = '';
      response.on('data', (chunk: Buffer) => (body += chunk.toString()));
      response.on('error', () => resolve('CUT'));
      response.on('close', () => resolve(response.complete ? `${response.statusCode} ${body}` : 'CUT'));
    });
    sent.end(QUERY);
  });
}

/** Whether an answer is what was asked for, all of it. */
export const isWhole = (answer: string): boolean =>
  answer.startsWith('200 ') && answer.includes('创城宣传发动') && answer.trimEnd().endsWith('}');

/** Clients that ask one request after the other, each on a connection that it keeps, until told or refused one. */
export function load(url: string, clients: number) {
  const agent = new Agent({ keepAlive: true, maxSockets: clients });
  const answers: string[] = [];
  const state = { isOver: false };
  const one = async () => {
    while (!state.isOver) {
      const answer = await ask(url, agent);
      answers.push(answer);
      if (answer === 'ECONNREFUSED') return;
    }
  };
  const all = Promise.all(Array.from({ length: clients }, one));
  return {
    /** So far, in the order in which they came. */
    answers,
    end: async () => {
      state.isOver = true;
      await all;
      agent.destroy();
      return answers;
    },
  };
}
