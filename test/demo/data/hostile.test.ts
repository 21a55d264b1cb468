import { expect, test } from 'vitest';
import { FACTS } from '../../../src/demo/data/facts.js';
import { data, number, text } from './support.js';

const tenant = data();
const tickets = tenant.rows('Tickets');
const has = (value: string): boolean => FACTS.canary.test(value);

/** Tickets with hostile text in a place, by place. */
const places = {
  title: tickets.filter((row) => has(text(row, 'title'))).map(({ id }) => id),
  description: tickets.filter((row) => has(text(row, 'description'))).map(({ id }) => id),
  note: tenant
    .rows('TicketNotes')
    .filter((row) => has(text(row, 'description')))
    .map((row) => number(row, 'ticketID')),
  contact: ((): number[] => {
    const hostile = new Set(
      tenant
        .rows('Contacts')
        .filter((row) => has(text(row, 'lastName')))
        .map(({ id }) => id),
    );
    return tickets.filter((row) => hostile.has(number(row, 'contactID'))).map(({ id }) => id);
  })(),
  file: tenant
    .rows('TicketAttachments')
    .filter((row) => has(text(row, 'fullPath')))
    .map((row) => number(row, 'parentID')),
};

test('one ticket in fifty carries hostile text', () => {
  const carriers = new Set(Object.values(places).flat());
  expect(carriers.size / tickets.length).toBeGreaterThan(1 / 52);
  expect(carriers.size / tickets.length).toBeLessThan(1 / 48);
});

test('hostile text comes in titles, descriptions, notes, contact names and file names', () => {
  for (const found of Object.values(places)) expect(found.length).toBeGreaterThan(20);
});

test('open tickets carry it too', () => {
  const open = new Set(tickets.filter((row) => row['status'] !== 5).map(({ id }) => id));
  expect(
    Object.values(places)
      .flat()
      .filter((id) => open.has(id)).length,
  ).toBeGreaterThan(10);
});

test.each([
  ['an order to an assistant', 'assistant'],
  ['an order to forget its instructions', 'Ignore previous instructions'],
  ['a markdown image that would report back', '](https://collect.attacker.example/'],
  ['a markdown link', '[ticket details](https:'],
  ['HTML', '<img src='],
  ['a control character', '\u001B'],
  ['a bidirectional override', '\u202E'],
  ['an invisible character', '\u200B'],
  ['an invisible tag character', String.fromCodePoint(0xe0064)],
])('it includes %s', (_, part) => {
  const texts = tickets.flatMap((row) => [text(row, 'title'), text(row, 'description')]).filter(has);
  expect(texts.some((found) => found.includes(part))).toBe(true);
});

test('file names try to leave the folder and to hide their extension', () => {
  const names = tenant
    .rows('TicketAttachments')
    .map((row) => text(row, 'fullPath'))
    .filter(has);
  expect(names.some((name) => name.startsWith('../'))).toBe(true);
  expect(names.some((name) => name.includes('\u202E'))).toBe(true);
});

test('every canary is one of its own', () => {
  const texts = [...tickets.map((row) => text(row, 'title')), ...tickets.map((row) => text(row, 'description'))].filter(has);
  const canaries = texts.map((found) => FACTS.canary.exec(found)?.[0]);
  expect(new Set(canaries).size).toBe(canaries.length);
});
