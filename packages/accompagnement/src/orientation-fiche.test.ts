import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createFiche, createFicheAtelier, FICHE_FR, toIcalendar } from './orientation.ts';
import { lieuOf, lieuxArbitrary } from './orientation.fixture.ts';

const zone = 'Europe/Paris';
const full = lieuOf({
  complement_adresse: '2e étage',
  telephone: '04 77 24 97 08',
  horaires: 'Mo-Fr 09:00-12:00,14:00-17:30; We off',
  modalites_acces: ['Se présenter', 'Téléphoner'],
  frais_a_charge: ['Gratuit'],
  fiche_acces_libre: 'https://acceslibre.beta.gouv.fr/app/x/',
  itinerance: ['Itinérant'],
  source: 'Essai',
  licence: 'Licence Ouverte 2.0',
});
const linesOf = (fiche: ReturnType<typeof createFiche>) =>
  Object.fromEntries(fiche.sections.map(({ titre, lignes }) => [titre, lignes]));

describe('createFiche', () => {
  it('says who, where, when, how to get there, what to bring, and the phone', () => {
    const fiche = createFiche(full, { zone, distanceKm: 0.22, aApporter: ['Une pièce d’identité'] });
    expect(linesOf(fiche)).toEqual({
      Qui: ['Atelier du Buvard-Bleu'],
      Où: ['1 rue Inventée', '42300 Roanne', '2e étage'],
      Quand: [
        'Lundi et mardi\u00a0: de 9\u00a0h à 12\u00a0h, de 14\u00a0h à 17\u00a0h\u00a030',
        'Jeudi et vendredi\u00a0: de 9\u00a0h à 12\u00a0h, de 14\u00a0h à 17\u00a0h\u00a030',
        'Fermé les autres jours.',
      ],
      'Comment y aller': [
        'C’est à 220\u00a0mètres, à vol d’oiseau.',
        'Accès au bâtiment\u00a0: https://acceslibre.beta.gouv.fr/app/x/',
        'Ce lieu se déplace. Vérifiez où il est ce jour-là.',
      ],
      'À apporter': ['Une pièce d’identité'],
      Téléphone: ['04\u00a077\u00a024\u00a097\u00a008'],
      Prix: ['C’est gratuit.'],
    });
    expect(fiche.source).toBe('Source\u00a0: Essai, Licence Ouverte 2.0, 1er octobre 2026.');
  });
  it('says what nobody knows, and invents nothing', () => {
    expect(linesOf(createFiche(lieuOf(), { zone }))).toMatchObject({
      Quand: ['On ne connaît pas les horaires.', 'Demandez s’il faut un rendez-vous.'],
      'Comment y aller': [
        'Demandez le chemin avant de partir.',
        'On ne sait pas si l’entrée est accessible à tous.',
      ],
      'À apporter': ['Demandez ce qu’il faut apporter.'],
      Téléphone: ['On ne connaît pas le numéro.'],
      Prix: ['On ne sait pas si c’est payant.'],
    });
  });
  it.each([
    ['2026-11-23T08:30:00.000Z', 'lundi 23 novembre 2026 à 9\u00a0h\u00a030'],
    ['2026-06-30T22:00:00.000Z', 'mercredi 1er juillet 2026 à 0\u00a0h'],
  ])('an appointment is said in the hours of the place: %s', (rdvLe, said) => {
    expect(linesOf(createFiche(full, { zone, rdvLe })).Quand).toEqual([
      `Vous avez rendez-vous\u00a0: ${said}.`,
    ]);
  });
  it('never opens on a day that the record closes, and its sentences have twelve words at most', () => {
    fc.assert(
      fc.property(
        lieuxArbitrary,
        fc.option(fc.double({ min: 0, max: 100, noNaN: true })),
        (lieux, distanceKm) => {
          for (const lieu of lieux) {
            const fiche = createFiche(lieu, { zone, distanceKm });
            const said = fiche.sections.flatMap(({ lignes }) => lignes);
            for (const sentence of said.filter((l) => l.endsWith('.')).flatMap((l) => l.split('.'))) {
              expect(
                sentence.split(/[\s\u00a0]+/).filter((w) => /[\p{L}\p{N}]/u.test(w)).length,
              ).toBeLessThan(13);
            }
            const days = (linesOf(fiche).Quand ?? []).filter((l) => l.includes('\u00a0: de'));
            expect(days.length > 0).toBe(lieu.horaires !== null && lieu.horaires !== 'sur rendez-vous');
          }
        },
      ),
      { numRuns: 1000 },
    );
  });
});

describe('createFicheAtelier', () => {
  const atelier = {
    id: 'a-1',
    date: '2026-11-24',
    debut: '14:30',
    dureeMin: 90,
    theme: 'email',
    niveau: 'debutant',
    nom: 'Salle du Buvard',
    commune: 'Roanne',
    latitude: null,
    longitude: null,
    titre: 'Écrire des courriels',
  } as const;
  it('says what, where and when', () => {
    const { sections } = createFicheAtelier(
      { ...atelier, adresse: '1 rue Inventée', telephone: '+33477000000' },
      { distanceKm: 1.2 },
    );
    expect(Object.fromEntries(sections.map(({ titre, lignes }) => [titre, lignes]))).toEqual({
      Quoi: ['Écrire des courriels'],
      Où: ['Salle du Buvard', '1 rue Inventée', 'Roanne'],
      Quand: ['C’est le mardi 24 novembre 2026 à 14\u00a0h\u00a030.', 'Cela dure 1\u00a0h\u00a030.'],
      'Comment y aller': ['C’est à 1,2\u00a0km, à vol d’oiseau.'],
      'À apporter': ['Demandez ce qu’il faut apporter.'],
      Téléphone: ['04\u00a077\u00a000\u00a000\u00a000'],
    });
  });
  it('takes every word from the language given', () => {
    const mots = Object.fromEntries(Object.keys(FICHE_FR).map((cle) => [cle, () => `[${cle}]`]));
    const o = { mots: mots as unknown as typeof FICHE_FR };
    const fiche = createFicheAtelier({ ...atelier, dureeMin: 45 }, o);
    expect(fiche.sections.map(({ titre }) => titre).join('')).toBe('[quoi][ou][quand][trajet][apporter]');
    const lieu = createFiche(lieuOf({ horaires: 'Mo 09:00-12:00' }), { zone, ...o });
    expect(lieu.sections.flatMap(({ lignes }) => lignes)).toContain('[horaires]');
    expect(lieu.source).toBe('[source]');
  });
});

describe('toIcalendar', () => {
  const ctx = { maintenant: '2026-11-22T08:00:00.000Z' };
  const rdv = { id: 'o-1', rdvLe: '2026-11-23T08:30:00.000Z', lieu: full };
  const unfold = (ics: string) => ics.replaceAll('\r\n ', '').split('\r\n');

  it('is one event in UTC, with the place and its phone, and nothing about the person', () => {
    expect(unfold(toIcalendar({ ...rdv, dureeMin: 45 }, ctx))).toEqual([
      'BEGIN:VCALENDAR',
      'VERSION:2.0',
      'PRODID:-//Porte-plume//accompagnement//FR',
      'CALSCALE:GREGORIAN',
      'BEGIN:VEVENT',
      'UID:o-1',
      'DTSTAMP:20261122T080000Z',
      'DTSTART:20261123T083000Z',
      'DURATION:PT45M',
      'SUMMARY:Rendez-vous\u00a0: Atelier du Buvard-Bleu',
      'LOCATION:Atelier du Buvard-Bleu\\, 1 rue Inventée\\, 42300 Roanne',
      'GEO:46.03;4.07',
      'DESCRIPTION:Téléphone\u00a0: 04\u00a077\u00a024\u00a097\u00a008',
      'BEGIN:VALARM',
      'ACTION:DISPLAY',
      'DESCRIPTION:Rendez-vous\u00a0: Atelier du Buvard-Bleu',
      'TRIGGER:-P1D',
      'END:VALARM',
      'END:VEVENT',
      'END:VCALENDAR',
      '',
    ]);
    expect(toIcalendar({ ...rdv, lieu: lieuOf({ latitude: null }) }, ctx)).not.toMatch(
      /GEO|DURATION|Téléphone/,
    );
  });
  it('holds any name of a lieu, in lines of 75 octets that unfold to it', () => {
    const texte = fc.string({ unit: 'binary', minLength: 1, maxLength: 90 });
    fc.assert(
      fc.property(texte, (nom) => {
        const ics = toIcalendar({ ...rdv, lieu: { ...full, nom } }, ctx);
        const octets = (line: string) => new TextEncoder().encode(line).length;
        const lines = ics.split('\r\n');
        expect(Math.max(...lines.map(octets))).toBeLessThanOrEqual(75);
        // eslint-disable-next-line no-control-regex -- what RFC 5545 forbids in a line
        expect(lines.join('')).not.toMatch(/[\u0000-\u001f\u007f]/);
        const summary = unfold(ics).find((line) => line.startsWith('SUMMARY:')) ?? '';
        const read = summary.slice(8).replace(/\\(.)/g, (_, sign: string) => (sign === 'n' ? '\n' : sign));
        const clean = nom.replace(/\r\n?/g, '\n').replace(/(?!\n)\p{Cc}|\p{Cs}/gu, '');
        expect(read).toBe(`Rendez-vous\u00a0: ${clean}`);
      }),
      { numRuns: 1000 },
    );
  });
  it('throws on what no caller should give', () => {
    expect(() => toIcalendar({ ...rdv, rdvLe: '2026-11-23T09:30:00+01:00' }, ctx)).toThrow(RangeError);
    expect(() => toIcalendar({ ...rdv, dureeMin: 0 }, ctx)).toThrow(RangeError);
  });
});
