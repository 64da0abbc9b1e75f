import { fromRecord, score } from '@porte-plume/diagnostic/score';
import { eurostatDsi2021 } from '@porte-plume/diagnostic/instruments';
import {
  orienter,
  reglesOrientation,
  type Contexte,
  type FreinConstate,
  type Proposition,
} from '@porte-plume/diagnostic/orientation';
import { describe, expect, it } from 'vitest';
import { parseLieux } from './lieux.ts';
import {
  advance,
  createIndex,
  createOrientation,
  listPrisesEnCharge,
  search,
  toDemande,
  type DemandeOrientation,
} from './orientation.ts';

const o: Omit<DemandeOrientation, 'besoins'> = {
  position: { latitude: 46.03, longitude: 4.07 },
  deplacement: 'transport',
};
/** A user of the internet who did what is listed and nothing else. */
const bilanOf = (...yes: string[]) => {
  const items = eurostatDsi2021.areas.flatMap(({ items: codes }) =>
    codes.map((code) => [code, yes.includes(code)] as const),
  );
  const r = score(
    eurostatDsi2021,
    fromRecord({ IU: 1, ...Object.fromEntries(items) }, { evidence: 'self', le: '2026-11-22T09:00:00Z' }),
  );
  if (!r.ok) throw new Error(JSON.stringify(r.motifs));
  return r.value;
};
const propose = (
  contexte: Contexte,
  freins: readonly FreinConstate[] = [],
  bilan = bilanOf('IUEM', 'IUIF'),
): readonly Proposition[] => {
  const r = orienter(bilan, freins, contexte);
  if (!r.ok) throw new Error(JSON.stringify(r.motifs));
  return r.value;
};
const demande = (p: Proposition | undefined, over: Partial<DemandeOrientation> = {}) => {
  if (p === undefined) throw new Error('no proposal');
  return toDemande(p, { ...o, ...over });
};
const said = (code: string, value?: string): FreinConstate => ({
  code,
  ...(value === undefined ? {} : { value }),
  evidence: 'self',
});

describe('toDemande: each proposal that the diagnostic ships', () => {
  it.each([
    [
      'apprendre',
      [],
      'atelier-debutant',
      ['Maîtrise des outils numériques du quotidien'],
      'Dans un atelier collectif',
    ],
    [
      'deleguer',
      [],
      'accompagnement-durable',
      ['Aide aux démarches administratives'],
      'Accompagnement individuel',
    ],
    [
      'ne_sait_pas',
      [said('equipement', 'aucun')],
      'acquerir-un-equipement',
      ['Acquisition de matériel informatique à prix solidaire'],
      undefined,
    ],
    [
      'ne_sait_pas',
      [said('connexion', 'aucune')],
      'acceder-a-une-connexion',
      ['Accès internet et matériel informatique'],
      undefined,
    ],
    [
      'ne_sait_pas',
      [said('I_IUNUSP')],
      'accompagnement-individuel',
      ['Maîtrise des outils numériques du quotidien', 'Utilisation sécurisée du numérique'],
      'Accompagnement individuel',
    ],
  ] as const)('%s, %j → %s → %j', (souhait, freins, cible, besoins, modalite) => {
    const [first] = propose({ souhait }, freins);
    expect(first?.cible).toBe(cible);
    const r = demande(first);
    expect(r).toMatchObject({ ok: true, value: { besoins } });
    expect(r.ok ? r.value.modalite : r.motifs).toBe(modalite);
  });
  it('asks for nothing of a place when the proposal has none: eva, and « à préciser »', () => {
    const [eva] = propose({ lecture: 'avec_aide' });
    expect(eva?.cible).toBe('eva');
    expect(demande(eva)).toMatchObject({
      ok: false,
      motifs: [
        { code: 'cible_sans_lieu', alternative: 'Orientez vers un organisme qui fait cet accompagnement.' },
      ],
    });
    const [aPreciser] = propose({});
    expect(aPreciser?.cible).toBe('a-preciser');
    expect(demande(aPreciser)).toMatchObject({
      ok: false,
      motifs: [{ code: 'cible_sans_lieu', alternative: 'Posez encore quelques questions.' }],
    });
  });
  it('leads every rule of the shipped set somewhere, or says that it does not', () => {
    for (const { propositions } of reglesOrientation.regles) {
      for (const { cible, dataInclusion, coop, nature } of propositions) {
        const r = toDemande(
          {
            regle: 'x',
            cible,
            nature,
            vocabulaires: { ...(dataInclusion && { dataInclusion }), ...(coop && { coop }) },
            faits: [],
            phrase: '',
            raison: '',
            changeraitSi: [],
          },
          o,
        );
        expect([cible, r.ok]).toEqual([cible, cible !== 'eva']);
      }
    }
  });
  it('lets the writer ask for another way, and passes on what the engine refuses', () => {
    const [atelier] = propose({ souhait: 'apprendre' });
    expect(demande(atelier, { modalite: 'À distance' })).toMatchObject({ value: { modalite: 'À distance' } });
    expect(demande(atelier, { position: { latitude: 91, longitude: 0 } })).toMatchObject({
      ok: false,
      motifs: [{ code: 'coordonnees_invalides', path: ['position', 'latitude'] }],
    });
  });
});

describe('listPrisesEnCharge: barriers that a place may meet', () => {
  it('gives the barrier « langue » its place, and leaves French alone', () => {
    expect(listPrisesEnCharge([said('langue', 'ar')])).toEqual([{ code: 'Langues étrangères (autres)' }]);
    expect(listPrisesEnCharge([said('langue')])).toEqual([{ code: 'Langues étrangères (autres)' }]);
    expect(listPrisesEnCharge([said('langue', 'en')])).toEqual([{ code: 'Langues étrangères (anglais)' }]);
    expect(listPrisesEnCharge([said('langue', 'fr')])).toEqual([]);
  });
  it('reads reading and functional needs, and infers nothing from « comprendre »', () => {
    expect(listPrisesEnCharge([said('lecture', 'seul')])).toEqual([]);
    expect(listPrisesEnCharge([said('lecture', 'avec_aide')])).toEqual([{ code: 'Illettrisme' }]);
    expect(listPrisesEnCharge([said('lecture', 'avec_aide')], 'seul')).toEqual([]);
    expect(
      listPrisesEnCharge([said('besoin-fonctionnel', 'voir'), said('besoin-fonctionnel', 'comprendre')]),
    ).toEqual([{ code: 'Déficience visuelle' }]);
  });
});

describe('from the diagnostic to a place', () => {
  const { lieux } = parseLieux([
    {
      id: 'lieu-1',
      nom: 'Atelier du Buvard-Bleu',
      commune: 'Roanne',
      code_postal: '42300',
      adresse: '1 rue Inventée',
      latitude: 46.035,
      longitude: 4.07,
      date_maj: '2026-10-01',
      services: ['Maîtrise des outils numériques du quotidien'],
      modalites_accompagnement: ['Dans un atelier collectif'],
      prise_en_charge_specifique: ['Langues étrangères (autres)'],
      frais_a_charge: ['Gratuit'],
    },
  ]);
  it('orienter → toDemande → search → createOrientation → advance', () => {
    const freins = [said('langue', 'tr')];
    const [proposition] = propose({ souhait: 'apprendre' }, freins);
    const r = demande(proposition, { prisesEnCharge: listPrisesEnCharge(freins) });
    if (!r.ok) throw new Error(r.motifs[0]?.code);
    const [lieu] = search(createIndex(lieux), r.value, { le: '2026-11-22' }).top;
    expect(lieu?.lieuId).toBe('lieu-1');
    expect(lieu?.raisons).toContainEqual({
      code: 'prise_en_charge',
      sens: 'pour',
      phrase: 'Ce lieu reçoit les personnes qui parlent une autre langue.',
    });
    const ctx = {
      maintenant: '2026-11-22T09:00:00.000Z',
      zone: 'Europe/Paris',
      alea: (n: number) => new Uint8Array(n),
      acteur: { id: 'e', structureId: 's', roles: ['ecrivain' as const] },
    };
    const orientation = createOrientation(
      {
        id: 'o-1',
        interventionId: 'i-1',
        cible: { nature: 'lieu', lieuId: lieu?.lieuId ?? '' },
        besoin: 'Maîtrise des outils numériques du quotidien',
        raisons: lieu?.raisons ?? [],
        canal: 'remis_papier',
      },
      ctx,
    );
    expect(advance(orientation, 'acceptee', ctx)).toMatchObject({ ok: true, value: { statut: 'acceptee' } });
  });
});
