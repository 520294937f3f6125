import type { Pool } from 'pg';
import { ADVISORY_LOCKS } from '../advisory-locks.ts';
import { certificatesOf } from './certificates.ts';
import type { ActivityContent } from './content.ts';
import { Lists } from './lists.ts';
import { storeRewards } from './rewards/rewards.ts';
import type { MediaStorage } from '../media/storage.ts';
import type { Processed } from '../media/images.ts';
import { keepPictures, makePictures } from './pictures.ts';
import { Store } from './store.ts';
import { type Size, Year } from './year.ts';

/**
 * Why rows are written in bulk, and not by the services: a year of 600 activities is some 14,000 writes, each a
 * transaction of several milliseconds; nobody would wait two minutes at the first start, nor six hours for 100,000.
 * That the rows are those that the services would have written is tested: a smaller year goes through the services
 * with a clock of its own, and the two databases are compared, row by row.
 */

/** Activities written at a time, with all that hangs on them. */
const BATCH = 200;
const VOLUNTEERS_AT_A_TIME = 2_000;

/** How much was added. */
export interface Added {
  activities: number;
  volunteers: number;
  signUps: number;
  records: number;
  requests: number;
  measurements: number;
  stories: number;
}

/** Whether there is demonstration data: it always has venues, which are few. */
const HAS_DEMONSTRATION = 'exists (select 1 from venue where is_demo)';

/**
 * Adds the demonstration year, in one transaction: all of it or nothing. Null when there is one already. Throws
 * OperatorError without the plan that it is about. `onProgress` is told how many activities are written. Where pictures
 * can be kept, some stories have one.
 */
export async function addDemonstration(
  pool: Pool,
  size: Size,
  onProgress: (written: number) => void = () => {},
  media: MediaStorage | null = null,
): Promise<Added | null> {
  const client = await pool.connect();
  try {
    await client.query('begin');
    await client.query('select pg_advisory_xact_lock($1)', [ADVISORY_LOCKS.DEMONSTRATION]);
    const { rows } = await client.query<{ has: boolean }>(`select ${HAS_DEMONSTRATION} as has`);
    if (rows[0]!.has) {
      await client.query('rollback');
      return null;
    }
    const lists = await Lists.read(client);
    const year = new Year(lists, size);
    const pictures = await picturesFor(media);
    const store = new Store(client, lists, pictures);
    await store.venues(year.venues);
    for (const volunteers of batches(year.volunteers(), VOLUNTEERS_AT_A_TIME))
      await store.volunteers(volunteers);
    await store.series(year.series);
    await store.measurements(year.measurements);
    const added: Added = {
      ...{ activities: 0, signUps: 0, records: 0, requests: 0, stories: 0 },
      volunteers: year.volunteerCount,
      measurements: year.measurements.length,
    };
    for (const activities of batches(year.activities(), BATCH)) {
      await store.activities(activities);
      count(added, activities);
      onProgress(added.activities);
    }
    await store.oversight(year.oversight);
    for (const certificates of batches(certificatesOf(year, lists.district), VOLUNTEERS_AT_A_TIME))
      await store.certificates(certificates);
    await storeRewards({ client, lists, store }, year);
    if (media) await keepPictures(media, pictures, store.shownPictures);
    await client.query('commit');
    // The planner's estimates are also answers here (totalCount beyond 10,000): they cannot wait for autovacuum.
    await client.query(`analyze ${TABLES.join()}`);
    return added;
  } catch (error) {
    // The connection may be what failed; the first error is the one to tell.
    await client.query('rollback').catch(() => {});
    throw error;
  } finally {
    client.release();
  }
}

const picturesFor = async (media: MediaStorage | null): Promise<Processed[]> => (media ? makePictures() : []);

const TABLES = [
  'venue',
  'volunteer',
  'activity_series',
  'activity',
  'activity_term',
  'sign_up',
  'service_record',
  'service_request',
  'dispatch',
  'measurement',
  'certificate',
  'inspection',
  'finding',
  'rectification',
  'difficulty',
  'good_practice',
  'timetable_edition',
  'timetable_entry',
  'incentive_rule',
  'award_round',
  'nomination',
  'incentive_grant',
  'allocation',
  'purchase_item',
  'expenditure',
  'course',
  'term_state',
  'training_session',
  'enrolment',
  'training_certificate',
  'media_asset',
  'story',
  'story_step',
  'change',
];

function count(added: Added, activities: readonly ActivityContent[]): void {
  added.activities += activities.length;
  for (const { signUps, requests, story } of activities) {
    if (story) added.stories += 1;
    added.requests += requests.length;
    added.signUps += signUps.length;
    for (const { records } of signUps) added.records += records.length;
  }
}

function* batches<T>(items: Iterable<T>, size: number): Generator<T[]> {
  let batch: T[] = [];
  for (const item of items) {
    batch.push(item);
    if (batch.length < size) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}
