import { describe, expect, it } from 'vitest';
import type { Relance } from './acte.ts';
import type { Adressage } from './adressage.ts';
import { answerAdressage, computeRetour, toRetour, type Suivi } from './suivi.ts';

const ctx = { maintenant: '2026-11-23T23:30:00.000Z', zone: 'Europe/Paris' };
const codes = (r: ReturnType<typeof answerAdressage>) => (r.ok ? [] : r.motifs.map((m) => m.code));
function get(r: ReturnType<typeof answerAdressage>): Adressage {
  if (!r.ok) throw new Error(codes(r).join(' '));
  return r.value;
}
const relance = (over: Partial<Relance> = {}): Relance => ({
  id: 'relance-1',
  le: '2026-12-01',
  nature: 'reponse_attendue',
  lieuId: 'lieu-1',
  etat: 'a_faire',
  ...over,
});
const suivi = (over: Partial<Suivi> = {}): Suivi => ({
  id: 'suivi-1',
  personne: 'personne-1',
  demarcheId: 'demarche-simple',
  ouvertLe: '2026-11-02',
  aboutissement: 'en_attente',
  closLe: null,
  interventionIds: ['intervention-1'],
  relances: [relance()],
  ...over,
});

describe('feedback in three codes', () => {
  const adressage: Adressage = {
    id: 'adressage-1',
    serviceId: 'service-1',
    perimetre: 'social',
    urgence: true,
    contact: { fiche: '0042' },
    langue: 'non_demande',
    accordPersonne: true,
    recuLe: '2026-11-02T09:00:00.000Z',
    retour: null,
  };
  const clos = (aboutissement: Suivi['aboutissement'], closLe = '2026-11-20') =>
    suivi({ aboutissement, closLe, relances: [] });
  const cases: [string, Suivi[], string][] = [
    ['nobody met yet', [], 'en_cours'],
    ['an answer is awaited', [suivi()], 'en_cours'],
    ['all closed, obtained', [clos('obtenu')], 'fait'],
    ['all closed, end unknown', [clos('inconnu'), clos('obtenu')], 'fait'],
    ['one still open', [clos('obtenu'), suivi()], 'en_cours'],
    ['refused', [clos('refuse'), suivi()], 'besoin_de_vous'],
    ['given up', [clos('abandonne'), clos('obtenu')], 'besoin_de_vous'],
    ['a paper is awaited', [suivi({ relances: [relance({ nature: 'piece_attendue' })] })], 'besoin_de_vous'],
    [
      'the paper came',
      [suivi({ relances: [relance({ nature: 'piece_attendue', etat: 'faite' })] })],
      'en_cours',
    ],
    ['an older story', [clos('refuse', '2026-11-01')], 'en_cours'],
    ['an older story and a new one', [clos('refuse', '2026-11-01'), clos('obtenu')], 'fait'],
  ];
  it.each(cases)('%s', (_, suivis, code) => {
    expect(computeRetour(adressage, suivis)).toBe(code);
    expect(toRetour(adressage, suivis, ctx)).toEqual({ code, le: ctx.maintenant });
  });
  it('is given by the writer, dated, and says nothing else', () => {
    const answered = get(answerAdressage(adressage, 'fait', ctx));
    expect(answered.retour).toEqual({ code: 'fait', le: ctx.maintenant });
    const later = { maintenant: '2026-12-01T09:00:00.000Z' };
    expect(get(answerAdressage(answered, 'fait', later))).toBe(answered);
    expect(get(answerAdressage(answered, 'en_cours', later)).retour?.le).toBe(later.maintenant);
    expect(
      codes(answerAdressage(adressage, 'oui' as never, { maintenant: '2026-01-01T09:00:00.000Z' })),
    ).toEqual(['code_inconnu', 'retour_avant_reception']);
  });
});
