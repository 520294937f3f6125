import { mkdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { type Peer, PEERS } from './case.ts';
import { Comparison } from './compare.ts';
import { withData } from './data.ts';
import { measureFootprint } from './footprint.ts';
import { measureGrowth } from './growth.ts';
import { writeReport } from './report.ts';

const { values: options } = parseArgs({
  options: {
    activities: { type: 'string', default: '100000' },
    rounds: { type: 'string', default: '3' },
    seconds: { type: 'string', default: '5' },
    connections: { type: 'string', default: '32' },
    only: { type: 'string' },
    peers: { type: 'string', default: PEERS.join() },
    'data-dir': { type: 'string', default: join(import.meta.dirname, 'data') },
    report: { type: 'string', default: join(import.meta.dirname, 'RESULTS.md') },
    check: { type: 'boolean', default: false },
    growth: { type: 'string' },
    start: { type: 'boolean', default: false },
  },
});

const terms = {
  activities: Number(options.activities),
  rounds: Number(options.rounds),
  seconds: Number(options.seconds),
  connections: Number(options.connections),
};
const folder = resolve(options['data-dir']);
await mkdir(folder, { recursive: true });
const path = resolve(options.report);
if (options.growth) await measureGrowth(folder, options.growth.split(',').map(Number), { ...terms, path });
else if (options.start) await measureFootprint(path);
else await comparePeers();

async function comparePeers(): Promise<void> {
  const { only, check } = options;
  const data = await withData(folder, terms.activities);
  try {
    const peers = options.peers.split(',') as Peer[];
    const results = await Comparison.run(data, terms, { only, isMeasured: !check, peers });
    if (!check) await writeReport(results, terms, { url: data.url, path });
  } finally {
    await data.stop();
  }
}
