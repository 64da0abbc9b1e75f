import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseAdressage, type Adressage } from './adressage.ts';
import { parseNote } from './note.ts';

const adressage: Adressage = {
  id: 'adressage-1',
  serviceId: 'service-1',
  perimetre: 'logement',
  urgence: false,
  contact: { prenom: 'Aïcha', telephone: '06 12 34 56 78' },
  langue: 'fr',
  accordPersonne: true,
  recuLe: '2026-11-23T08:30:00.000Z',
  retour: null,
};
const codes = (input: unknown) => {
  const r = parseAdressage(input);
  return r.ok ? [] : r.motifs.map((m) => `${(m.path ?? []).join('.')}:${m.code}`);
};
const warnings = (note: string) => {
  const r = parseAdressage({ ...adressage, note });
  return r.ok ? r.avertissements.map((m) => m.code) : [];
};

/** A number that exists nowhere, with its key. */
const BODY = '1850742123456';
const KEY = String(97n - (BigInt(BODY) % 97n)).padStart(2, '0');
const WRONG = String((Number(KEY) % 97) + 1).padStart(2, '0');

describe('parseAdressage', () => {
  it('accepts a first name with a telephone, or a slip of four digits', () => {
    expect(parseAdressage(adressage)).toEqual({ ok: true, value: adressage, avertissements: [] });
    expect(parseAdressage({ ...adressage, contact: { fiche: '0042' } })).toMatchObject({ ok: true });
    for (const telephone of ['0612345678', '+33612345678', '+32 470 12 34 56', '06.12.34.56.78']) {
      expect([telephone, codes({ ...adressage, contact: { prenom: 'Léa', telephone } })]).toEqual([
        telephone,
        [],
      ]);
    }
  });

  it('35: a word of health warns, a NIR with its key is refused, with a wrong key it only warns', () => {
    expect(warnings('il est diabétique, voir avec elle')).toEqual(['vocabulaire_sante']);
    expect(codes({ ...adressage, note: `son numéro : ${BODY}${KEY}` })).toEqual(['note:nir_detecte']);
    expect(codes({ ...adressage, note: `1 85 07 42 123 456 ${KEY}` })).toEqual(['note:nir_detecte']);
    expect(codes({ ...adressage, note: `${BODY}${WRONG}` })).toEqual([]);
    expect(warnings(`${BODY}${WRONG}`)).toEqual(['nir_a_verifier']);
    expect(warnings(`1 85 07 42 123 456 ${WRONG}`)).toEqual(['nir_a_verifier']);
  });

  it('refuses the other numbers and secrets beside a number that only warns', () => {
    expect(codes({ ...adressage, note: `${BODY}${WRONG} et FR76 3000 6000 0112 3456 7890 189` })).toEqual([
      'note:iban_detecte',
    ]);
    expect(codes({ ...adressage, note: 'mot de passe : Soleil42!' })).toEqual(['note:mot_de_passe_detecte']);
    expect(codes({ ...adressage, note: 'carte 4539 1488 0343 6467' })).toEqual(['note:carte_detecte']);
  });

  it('says every issue at once, with its path, and echoes nothing', () => {
    const bad = {
      id: 'adressage 1',
      serviceId: 'service-1',
      perimetre: 'logemnt',
      urgence: 'oui',
      echeance: '2026-02-30',
      contact: { prenom: '42', telephone: 'secret-tel', nom: 'Secret-Nom' },
      langue: 'français',
      accordPersonne: false,
      recuLe: '2026-11-23 08:30',
      retour: { code: 'fini', le: '2026-11-23T08:30:00.000Z' },
      note: 'x'.repeat(141),
      nationalite: 'secret-pays',
    };
    expect(codes(bad).sort()).toEqual([
      'accordPersonne:accord_requis',
      'contact.nom:cle_inconnue',
      'contact.prenom:texte_invalide',
      'contact.telephone:telephone_invalide',
      'echeance:date_invalide',
      'id:id_invalide',
      'langue:langue_invalide',
      'nationalite:cle_inconnue',
      'note:trop_long',
      'perimetre:code_inconnu',
      'recuLe:instant_invalide',
      'retour.code:code_inconnu',
      'urgence:type_invalide',
    ]);
    expect(JSON.stringify(parseAdressage(bad))).not.toMatch(/secret/i);
  });

  it('refuses what is no object, and an answer before the question', () => {
    for (const input of [null, 42, 'x', []]) expect(codes(input)).toEqual([':type_invalide']);
    expect(codes(undefined)).toEqual([':champ_manquant']);
    expect(codes({ ...adressage, contact: undefined })).toEqual(['contact:champ_manquant']);
    expect(codes(JSON.parse(JSON.stringify({ ...adressage, contact: undefined })))).toEqual([
      'contact:champ_manquant',
    ]);
    expect(codes({ ...adressage, retour: { code: 'fait', le: '2026-11-22T08:30:00.000Z' } })).toEqual([
      'retour.le:retour_avant_reception',
    ]);
  });

  it('warns of a deadline that has passed, in the zone of the structure', () => {
    const late = { ...adressage, echeance: '2026-11-23', recuLe: '2026-11-23T23:30:00.000Z' };
    expect(parseAdressage(late)).toMatchObject({ avertissements: [{ code: 'echeance_passee' }] });
    expect(parseAdressage(late, 'America/Guadeloupe')).toMatchObject({ avertissements: [] });
  });
});

describe('parseNote', () => {
  it('never throws, and gives back text of 140 signs at most without echoing what it refuses', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ unit: 'binary', maxLength: 60 }),
          fc.constant('é'.repeat(141)),
          fc.constantFrom(null, undefined, 3, [], {}),
        ),
        (input) => {
          const r = parseNote(input);
          if (r.ok)
            return (
              Array.from(r.value).length <= 140 &&
              r.value === (typeof input === 'string' && input.normalize('NFC'))
            );
          return r.motifs.length > 0 && r.motifs.every((m) => m.phrase.length > 0);
        },
      ),
      { numRuns: 1000 },
    );
  });
  it('refuses any NIR with its key, and only warns of any other key', () => {
    const part = (min: number, max: number, width: number) =>
      fc.integer({ min, max }).map((n) => String(n).padStart(width, '0'));
    const corps = fc
      .tuple(
        fc.constantFrom('1', '2'),
        part(20, 99, 2),
        part(1, 12, 2),
        part(1, 95, 2),
        part(1, 990, 3),
        part(1, 999, 3),
      )
      .map((parts) => parts.join(''));
    fc.assert(
      fc.property(corps, fc.integer({ min: 1, max: 97 }), (body, key) => {
        const good = 97n - (BigInt(body) % 97n) === BigInt(key);
        const r = parseNote(`${body}${String(key).padStart(2, '0')}`);
        return good
          ? !r.ok && r.motifs.some((m) => m.code === 'nir_detecte')
          : r.ok && r.avertissements.some((m) => m.code === 'nir_a_verifier');
      }),
      { numRuns: 1000 },
    );
  });
});
