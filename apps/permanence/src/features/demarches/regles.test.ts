/** What the page says in words, against what the catalogue holds in codes. */
import { catalogue, getDemarche, type Demarche } from '@porte-plume/demarches';
import { describe, expect, it } from 'vitest';
import { numeroEnMots, pivotEnMots, toTel, varianteEnMots } from './canal.ts';
import { fraicheurOf } from './fraicheur.ts';
import { pleine } from './pleine.fixture.ts';
import { delaiEnMots, recurrenceEnMots } from './quand.ts';
import { acteReserveEnMots, classeEnMots, listModes } from './qui.ts';
import { answer, pageOf, readAutres } from './reponse.ts';
import { compose, raise } from './typographie.ts';
import { listVoisines } from './voisines.ts';

const LE = '2026-11-22';
const source = { type: 'operateur', ref: 'exemple' } as const;

function entree(id: string): Demarche {
  const demarche = getDemarche(id);
  if (demarche === undefined) throw new Error(`no « ${id} » in the catalogue`);
  return demarche;
}

describe('fraicheurOf', () => {
  it.each([
    [[], { nature: 'a-confirmer' }],
    [['2026-11-01', null], { nature: 'a-confirmer' }],
    [['2026-11-01', '2026-09-01'], { nature: 'verifie', le: '2026-09-01' }],
    [['2026-05-26'], { nature: 'verifie', le: '2026-05-26' }],
    [['2026-05-25'], { nature: 'a-verifier', le: '2026-05-25' }],
  ] as const)('%j', (dates, attendu) => {
    expect(
      fraicheurOf(
        dates.map((verifieLe) => ({ source, verifieLe })),
        LE,
      ),
    ).toEqual(attendu);
  });
});

describe('who may help', () => {
  const modesOf = (demarche: Demarche) => listModes(demarche, LE).map(({ qui }) => qui);

  it('is everybody on a simple démarche, with a mandate where the ladder asks for one', () => {
    const simple: Demarche = {
      ...pleine,
      classe: 'simple',
      quiPeut: { benevole: 'oui', salarieNonHabilite: 'oui', habilite: 'oui' },
      actesReserves: [],
      auth: { ...pleine.auth, valeur: { ...pleine.auth.valeur, aidantsConnect: 'non' } },
      modes: { informer: true, faire_faire: true },
    };
    expect(modesOf(simple)).toEqual([
      'Pour tous\u00a0: oui',
      'Pour tous\u00a0: oui',
      'Pour tous\u00a0: oui',
      'Pour tous\u00a0: oui, mandat conseillé',
      'Pour tous\u00a0: avec un mandat',
    ]);
  });

  it('is never a volunteer on a sensitive one, and nobody for an absent person who must sign there', () => {
    const modes = modesOf(pleine);
    expect(modes[0]).toBe('Bénévole\u00a0: non. Salarié·e\u00a0: oui');
    expect(modes[2]).toBe('Bénévole\u00a0: non. Salarié·e\u00a0: oui, mandat conseillé');
    expect(modes[3]).toBe('Bénévole\u00a0: non. Salarié·e\u00a0: avec un mandat');
    expect(modes[4]).toBe('Pour tous\u00a0: non');
  });

  it('is only the accredited employee, in the person’s place, where Aidants Connect alone is open', () => {
    expect(modesOf(entree('surendettement'))[3]).toBe(
      'Bénévole, salarié·e non habilité·e\u00a0: non. Habilité·e Aidants Connect\u00a0: avec un mandat',
    );
  });

  it('says which acts stay the person’s, and why the démarche is sensitive', () => {
    expect(pleine.actesReserves.map(acteReserveEnMots)).toEqual([
      'signer',
      'donner ses empreintes et sa photo, sur place',
    ]);
    expect(classeEnMots({ ...pleine, qualification: { ...pleine.qualification, raisons: ['doute'] } })).toBe(
      'Démarche sensible\u00a0: par prudence, personne n’a encore vérifié.',
    );
  });
});

describe('when', () => {
  const avec = (valeur: NonNullable<Demarche['recurrence']>['valeur'], id = 'pleine'): string =>
    (recurrenceEnMots({ ...pleine, id, recurrence: { valeur, source, verifieLe: null } }, LE) ?? []).join(
      ' ',
    );

  it.each([
    [{ type: 'aucune' }, 'Elle ne se refait pas à date fixe.'],
    [
      { type: 'fenetre-mensuelle', ouvreJour: 28, fermeJour: 15 },
      'Chaque mois, du 28 au 15 du mois suivant.',
    ],
    [{ type: 'fenetre-mensuelle', ouvreJour: 1, fermeJour: 15 }, 'Chaque mois, du 1 au 15.'],
    [{ type: 'anniversaire', rappelMois: 1 }, 'À préparer un mois avant.'],
    [{ type: 'expiration', rappelMois: 5, fenetreMois: [4, 2] }, 'Entre 4 mois et 2 mois avant la fin'],
    [{ type: 'expiration', rappelMois: 5 }, 'Avant la fin du droit'],
    [{ type: 'campagne', fenetres: [] }, 'Les prochaines dates ne sont pas encore connues.'],
    [
      {
        type: 'campagne',
        fenetres: [
          { annee: 2026, ouvre: '2026-04-09', ferme: '2026-06-04', source },
          { annee: 2027, ouvre: '2027-04-08', ferme: '2027-06-03', zone: '01-19', source },
        ],
      },
      'Une fois par an, pendant une campagne. Du 8 avril au jeudi 3 juin 2027, départements 01-19.',
    ],
  ] as const)('%j', (valeur, attendu) => {
    expect(avec(valeur)).toContain(attendu);
  });

  it('gives the next closing day of a monthly window, from the rules of the catalogue', () => {
    const actualisation = entree('france-travail-actualisation');
    expect(recurrenceEnMots(actualisation, LE)?.at(-1)).toMatch(/^Prochain dernier jour\u00a0: .* 2026\.$/);
  });

  it('says what silence means, and that nothing is known when nothing is written', () => {
    expect(delaiEnMots(pleine)).toEqual([
      'Réponse sous 60 jours environ.',
      'Sans réponse après ce délai, c’est refusé.',
      'Un récépissé est donné\u00a0: le garder.',
      'Sans nouvelles, relancer après 45 jours.',
    ]);
    expect(delaiEnMots({ ...pleine, delai: null })).toBeNull();
    expect(recurrenceEnMots({ ...pleine, recurrence: null }, LE)).toBeNull();
  });
});

describe('a search', () => {
  it('goes straight to the page that the words name, and to no other', () => {
    expect(answer('apl')).toMatchObject({ nature: 'page', id: 'aide-logement' });
    for (const { id, nom } of catalogue.demarches) {
      const reponse = answer(nom);
      if (reponse.nature === 'page') expect(reponse.id, nom).toBe(id);
      else
        expect(
          reponse.nature === 'liste' && reponse.resultats.some(({ demarche }) => demarche.id === id),
        ).toBe(true);
    }
    const directes = catalogue.demarches.filter(({ nom }) => answer(nom).nature === 'page');
    expect(directes.length).toBeGreaterThan(0.9 * catalogue.demarches.length);
  });

  it('lists a few when the words leave a choice, and nothing for noise', () => {
    const reponse = answer('je n’arrive plus à payer mon loyer');
    expect(reponse.nature).toBe('liste');
    if (reponse.nature === 'liste') expect(reponse.resultats.length).toBeLessThanOrEqual(7);
    expect(answer('xyzzy')).toEqual({ nature: 'rien', secours: [] });
    expect(answer('\u{1F600} \uD800')).toEqual({ nature: 'rien', secours: [] });
  });

  it('says why each result is there, without repeating what the screen shows', () => {
    const reponse = answer('je n’arrive plus à payer mon loyer');
    if (reponse.nature !== 'liste') throw new Error('a list was expected');
    for (const { demarche, pourquoi } of reponse.resultats) {
      expect(pourquoi).not.toBe('');
      expect([demarche.nom, demarche.langageSimple]).not.toContain(pourquoi);
    }
  });

  it('carries ids of the catalogue in the address, and takes nothing else from one', () => {
    expect(pageOf('rsa', ['aspa', 'c2s'])).toBe('/demarches/rsa?aussi=aspa.c2s');
    expect(readAutres('aspa.__proto__.constructor.Zoé.c2s').map(({ id }) => id)).toEqual(['aspa', 'c2s']);
    expect(readAutres(undefined)).toEqual([]);
  });
});

describe('words of the catalogue on a screen', () => {
  it('are set in French', () => {
    expect(compose("L'aide : « oui » ? de 8 h 30 à 17 h")).toBe(
      'L’aide\u00a0: «\u00a0oui\u00a0»\u00a0? de 8\u00a0h\u00a030 à 17\u00a0h',
    );
    expect(raise('état civil')).toBe('État civil');
  });

  it('are numbers to dial, offices to go to, and never a code', () => {
    expect([numeroEnMots('3646'), numeroEnMots('0969363738'), numeroEnMots('116 117')]).toEqual([
      '36\u00a046',
      '09\u00a069\u00a036\u00a037\u00a038',
      '116\u00a0117',
    ]);
    expect(toTel('09 69 36 37 38')).toBe('0969363738');
    expect([pivotEnMots('cpam'), pivotEnMots('code_inconnu')]).toEqual([
      'CPAM du département',
      'service local',
    ]);
    expect([varianteEnMots('msa'), varianteEnMots('dep-2a')]).toEqual([
      'pour qui dépend de la MSA',
      'dans le département 2A',
    ]);
  });

  it('lead to the démarches of the same situation, never to the page itself', () => {
    for (const demarche of catalogue.demarches) {
      const ids = listVoisines(demarche).map(({ id }) => id);
      expect(ids).not.toContain(demarche.id);
      expect(ids).toEqual([...new Set(ids)]);
    }
  });
});
