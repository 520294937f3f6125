import { clockOf } from '../shanghai.ts';

/**
 * iCalendar text (RFC 5545), written here: the library at hand (ical-generator) holds a whole calendar in memory, and
 * writes the times of a zone by the clock of the machine that it runs on.
 */

/** Octets that a line may have, its break apart. */
const LINE = 75;

export interface CalendarEvent {
  uid: string;
  /** Grows with each change. */
  sequence: number;
  title: string;
  startsAt: number;
  endsAt: number;
  place: string | null;
  description: string;
  category: string;
  isCancelled: boolean;
  createdAt: number;
  changedAt: number;
  /** WGS 84. */
  position: { latitude: number; longitude: number } | null;
}

/** The line, ended, broken where it is too long for one: by octets, and never within a character. */
export function folded(line: string): string {
  let text = '';
  let octets = 0;
  for (const character of line) {
    const size = Buffer.byteLength(character);
    if (octets + size > LINE) {
      text += '\r\n ';
      octets = 1;
    }
    text += character;
    octets += size;
  }
  return `${text}\r\n`;
}

/** A value of type TEXT. */
export const escaped = (text: string): string =>
  text
    .replaceAll(/[\\;,]/g, '\\$&')
    .replaceAll(/\r\n|\r|\n/g, '\\n')
    // eslint-disable-next-line no-control-regex
    .replaceAll(/[\u0000-\u0008\u000b-\u001f\u007f]/g, '');

const basic = (date: Date): string => date.toISOString().replaceAll(/[-:]|\.\d+/g, '');

/** An instant in UTC. */
const utc = (instant: number): string => basic(new Date(instant));

/** An instant by the clock in Shanghai. */
const local = (instant: number): string => basic(clockOf(instant)).replace('Z', '');

const ZONE = 'Asia/Shanghai';

/** How a calendar begins. */
export const calendarHead = (name: string): string =>
  [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//zhiyuan-graph//calendar//ZH',
    'CALSCALE:GREGORIAN',
    'METHOD:PUBLISH',
    `NAME:${escaped(name)}`,
    `X-WR-CALNAME:${escaped(name)}`,
    `X-WR-TIMEZONE:${ZONE}`,
    'REFRESH-INTERVAL;VALUE=DURATION:PT1H',
    'X-PUBLISHED-TTL:PT1H',
    'BEGIN:VTIMEZONE',
    `TZID:${ZONE}`,
    'BEGIN:STANDARD',
    // Since the last summer time ended.
    'DTSTART:19910915T010000',
    'TZOFFSETFROM:+0900',
    'TZOFFSETTO:+0800',
    'TZNAME:CST',
    'END:STANDARD',
    'END:VTIMEZONE',
  ]
    .map(folded)
    .join('');

export const calendarEvent = (event: CalendarEvent): string =>
  [
    'BEGIN:VEVENT',
    `UID:${event.uid}`,
    `SEQUENCE:${event.sequence}`,
    // What is published has no time of its own making: the event's last change is what the format asks for.
    `DTSTAMP:${utc(event.changedAt)}`,
    `CREATED:${utc(event.createdAt)}`,
    `LAST-MODIFIED:${utc(event.changedAt)}`,
    `DTSTART;TZID=${ZONE}:${local(event.startsAt)}`,
    `DTEND;TZID=${ZONE}:${local(event.endsAt)}`,
    `SUMMARY:${escaped(event.title)}`,
    ...(event.place === null ? [] : [`LOCATION:${escaped(event.place)}`]),
    ...(event.position === null ? [] : [`GEO:${event.position.latitude};${event.position.longitude}`]),
    `DESCRIPTION:${escaped(event.description)}`,
    `CATEGORIES:${escaped(event.category)}`,
    `STATUS:${event.isCancelled ? 'CANCELLED' : 'CONFIRMED'}`,
    'END:VEVENT',
  ]
    .map(folded)
    .join('');

export const CALENDAR_END = 'END:VCALENDAR\r\n';
