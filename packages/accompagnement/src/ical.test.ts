import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays } from './date-civile.ts';
import { expandPermanence, readIcal, writeIcal, type Permanence } from './permanence.ts';

const p: Permanence = {
  id: 'permanence-1',
  lieuId: 'lieu-1',
  agentIds: ['agent-1', 'agent-2'],
  rrule: 'FREQ=MONTHLY;BYDAY=-1FR',
  exdates: ['2026-12-25'],
  premierJour: '2026-11-02',
  debut: '09:00',
  fin: '12:00',
  zone: 'Europe/Paris',
  accueil: 'mixte',
  capacite: 8,
  publique: true,
};
const ctx = { maintenant: '2026-11-22T08:00:00.000Z' };
const codes = (texte: string): string[] => {
  const r = readIcal(texte);
  return r.ok ? [] : r.motifs.map((m) => `${(m.path ?? []).join('.')} ${m.code}`.trim());
};

const permanence: fc.Arbitrary<Permanence> = fc
  .record({
    id: fc.uuid(),
    rrule: fc.constantFrom(
      ...[
        'FREQ=DAILY',
        'FREQ=DAILY;INTERVAL=3;COUNT=9',
        'FREQ=WEEKLY;BYDAY=MO,TH',
        'FREQ=WEEKLY;INTERVAL=2;BYDAY=WE',
      ],
      ...[
        'FREQ=MONTHLY;BYDAY=1TU;UNTIL=20270630',
        'FREQ=MONTHLY;BYDAY=-1FR',
        'FREQ=MONTHLY;BYMONTHDAY=15;COUNT=4',
      ],
    ),
    shift: fc.nat(400),
    exdates: fc.uniqueArray(fc.nat(300), { maxLength: 12 }),
    hours: fc.constantFrom(
      ['09:00', '12:00'] as const,
      ['00:30', '04:00'] as const,
      ['14:15', '23:45'] as const,
    ),
    zone: fc.constantFrom('Europe/Paris', 'Indian/Reunion', 'America/Miquelon', 'Pacific/Noumea', 'UTC'),
    accueil: fc.constantFrom('sans_rdv' as const, 'sur_rdv' as const, 'mixte' as const),
    capacite: fc.option(fc.integer({ min: 1, max: 200 }), { nil: undefined }),
    publique: fc.boolean(),
  })
  .map(({ shift, exdates, hours, capacite, ...r }) => ({
    ...r,
    lieuId: 'lieu-1',
    agentIds: ['agent-1'],
    exdates: exdates.map((d) => addDays('2026-09-01', d)),
    premierJour: addDays('2026-09-01', shift),
    debut: hours[0],
    fin: hours[1],
    ...(capacite !== undefined && { capacite }),
  }));

describe('iCalendar', () => {
  it('writes one event a permanence, with rule, exceptions, zone and folded lines', () => {
    const texte = writeIcal(
      [{ ...p, agentIds: Array.from({ length: 12 }, (_, i) => `agent-numero-${i}`) }],
      ctx,
    );
    expect(texte.endsWith('END:VCALENDAR\r\n')).toBe(true);
    for (const line of texte.split('\r\n'))
      expect(new TextEncoder().encode(line).length).toBeLessThanOrEqual(75);
    for (const line of [
      'UID:permanence-1',
      'DTSTAMP:20261122T080000Z',
      'DTSTART;TZID=Europe/Paris:20261127T090000',
      'DTEND;TZID=Europe/Paris:20261127T120000',
      'RRULE:FREQ=MONTHLY;BYDAY=-1FR',
      'EXDATE;TZID=Europe/Paris:20261225T090000',
      'TZID:Europe/Paris',
    ]) {
      expect(texte.split('\r\n')).toContain(line);
    }
  });

  it('reads back what it wrote, occurrence for occurrence', () => {
    fc.assert(
      fc.property(fc.array(permanence, { minLength: 1, maxLength: 3 }), (list) => {
        const back = readIcal(writeIcal(list, ctx));
        expect(back).toEqual({ ok: true, value: list });
      }),
      { numRuns: 1000 },
    );
    const periode = { du: '2026-11-01', au: '2027-03-31' };
    const back = readIcal(writeIcal([p], ctx));
    expect(back.ok && back.value.map((x) => expandPermanence(x, periode))).toEqual([
      expandPermanence(p, periode),
    ]);
  });

  it('reads the calendar of another tool, in UTC or with another order, with what it does not say', () => {
    const foreign = [
      ...[
        'BEGIN:VCALENDAR',
        'VERSION:2.0',
        'BEGIN:VEVENT',
        'RRULE:FREQ=WEEKLY;BYDAY=MO;UNTIL=20261130T080000Z',
      ],
      ...[
        'DTEND:20261102T110000Z',
        'DTSTART:20261102T080000Z',
        'SUMMARY:Perma',
        ' nence',
        'UID:abc@autre.example'.replace('@', '-'),
      ],
      ...[
        'EXDATE:20261109T080000Z,20261116T080000Z',
        'BEGIN:VALARM',
        'UID:alarme',
        'END:VALARM',
        'END:VEVENT',
        'END:VCALENDAR',
        '',
      ],
    ].join('\r\n');
    expect(readIcal(foreign, { lieuId: 'lieu-9', agentIds: ['agent-9'] })).toEqual({
      ok: true,
      value: [
        {
          ...{ id: 'abc-autre.example', lieuId: 'lieu-9', agentIds: ['agent-9'], premierJour: '2026-11-02' },
          ...{ rrule: 'FREQ=WEEKLY;BYDAY=MO;UNTIL=20261130', exdates: ['2026-11-09', '2026-11-16'] },
          ...{ debut: '09:00', fin: '12:00', zone: 'Europe/Paris', accueil: 'sans_rdv', publique: true },
        },
      ],
    });
    expect(codes(foreign)).toEqual(['0.lieuId champ_manquant', '0.agentIds champ_manquant']);
  });

  it('tells where to come, and to anybody not by whom', () => {
    const lieux = { 'lieu-1': { nom: 'Mairie, salle 2', adresse: '1 place d’Armes' } };
    const lignes = writeIcal([p], { ...ctx, lieux, sansAgents: true }).split('\r\n');
    expect(lignes).toContain('SUMMARY:Permanence\\, Mairie\\, salle 2');
    expect(lignes).toContain('LOCATION:Mairie\\, salle 2\\, 1 place d’Armes');
    expect(lignes.join(' ')).not.toContain('agent-1');
    const back = readIcal(writeIcal([p], { ...ctx, lieux }));
    expect(back).toEqual({ ok: true, value: [p] });
  });

  it('reads what Google and Outlook write: any UID, an occurrence moved, another one cancelled', () => {
    const event = (...lines: string[]): string[] => [
      'BEGIN:VEVENT',
      'UID:1a@google.com',
      ...lines,
      'END:VEVENT',
    ];
    const texte = [
      'BEGIN:VCALENDAR',
      ...event(
        ...['DTSTART;TZID=Europe/Paris:20261102T090000', 'DTEND;TZID=Europe/Paris:20261102T120000'],
        'RRULE:FREQ=WEEKLY;BYDAY=MO',
      ),
      ...event(
        ...['DTSTART;TZID=Europe/Paris:20261110T140000', 'DTEND;TZID=Europe/Paris:20261110T160000'],
        'RECURRENCE-ID;TZID=Europe/Paris:20261109T090000',
      ),
      ...event(
        ...['DTSTART;TZID=Europe/Paris:20261116T090000', 'DTEND;TZID=Europe/Paris:20261116T120000'],
        ...['RECURRENCE-ID:20261116T080000Z', 'STATUS:CANCELLED'],
      ),
      'END:VCALENDAR',
    ].join('\r\n');
    const lus = readIcal(texte, { lieuId: 'lieu-1', agentIds: ['agent-1'] });
    const periode = { du: '2026-11-01', au: '2026-11-30' };
    expect(
      lus.ok && lus.value.map((x) => [x.id, expandPermanence(x, periode).map(({ date }) => date)]),
    ).toEqual([
      ['1a-google.com', ['2026-11-02', '2026-11-23', '2026-11-30']],
      ['1a-google.com.2026-11-09', ['2026-11-10']],
    ]);
  });

  it('refuses with its reasons, and never throws', () => {
    const event = (...lines: string[]): string =>
      ['BEGIN:VCALENDAR', 'BEGIN:VEVENT', ...lines, 'END:VEVENT', 'END:VCALENDAR'].join('\n');
    expect(codes('rien')).toEqual(['ical_invalide']);
    expect(codes('BEGIN:VCALENDAR\nBEGIN:VEVENT')).toEqual(['ical_invalide']);
    expect(codes('BEGIN:VCALENDAR\nEND:VCALENDAR')).toEqual(['ical_vide']);
    expect(codes(event('DTSTART;VALUE=DATE:20261102'))).toEqual(['0.debut journee_entiere']);
    expect(codes(event('DTSTART;TZID=Mars/Olympus:20261102T090000'))).toEqual(['0.zone zone_inconnue']);
    expect(codes(event('DTSTART:20261102T090000', 'DTEND:20261103T090000'))).toEqual([
      '0.fin plusieurs_jours',
    ]);
    const line = fc.oneof(
      fc.constantFrom('BEGIN:VEVENT', 'END:VEVENT', 'UID:x', 'RRULE:FREQ=DAILY;UNTIL=9', 'EXDATE:1,2'),
      fc.string(),
    );
    fc.assert(
      fc.property(fc.array(line), (lines) => {
        expect(typeof readIcal(event(...lines)).ok).toBe('boolean');
      }),
      { numRuns: 1000 },
    );
  });
});
