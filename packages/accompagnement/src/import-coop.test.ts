import { utils, write } from '@e965/xlsx';
import { describe, expect, it } from 'vitest';
import { getDemarcheReprise, importCoop, type ImportReport, type OptionsImport } from './imports.ts';
import { parseIntervention } from './parse-intervention.ts';

/** The headers of an adviser's own export, as the source of La Coop writes them, personal columns included. */
const HEADERS = [
  ...[
    'Date',
    'Enregistré le',
    'Dernière modification le',
    'Type',
    'Participants',
    'Bénéficiaire',
    'Canaux d’accompagnement',
  ],
  ...['Nom du lieu', 'Adresse', 'Commune', 'Code postal', 'Code Insee', 'Durée (min)', 'Nom de l’atelier'],
  ...[
    'Matériel numérique utilisé',
    'Thématique(s) d’accompagnement',
    'Tags',
    'Nom de la démarche administrative',
  ],
  ...['Niveau d’autonomie (ou de l’atelier)', 'Bénéficiaire réorienté', 'Structure de redirection'],
  ...[
    'Commune du bénéficiaire',
    'Code postal du bénéficiaire',
    'Code Insee du bénéficiaire',
    'Genre du bénéficiaire',
  ],
  ...['Tranche d’âge du bénéficiaire', 'Statut du bénéficiaire', 'Notes supplémentaires', 'ID CRA'],
];
const BASE: Record<string, unknown> = {
  Date: new Date(Date.UTC(2026, 4, 12)),
  Type: 'Accompagnement individuel',
  Participants: 1,
  Bénéficiaire: 'Secret MARTIN',
  'Canaux d’accompagnement': 'Lieu d’activité',
  'Nom du lieu': 'Médiathèque de Roanne',
  'Durée (min)': 45,
  'Thématique(s) d’accompagnement': 'E-mail\nAide aux démarches administratives\nLogement',
  'Nom de la démarche administrative': '',
  'Niveau d’autonomie (ou de l’atelier)': '2/3',
  'Bénéficiaire réorienté': 'Non',
  'Code Insee du bénéficiaire': '42187',
  'Genre du bénéficiaire': 'Féminin',
  'Tranche d’âge du bénéficiaire': '25 - 39 ans',
  'Statut du bénéficiaire': 'Non communiqué ou hétérogène',
  'Notes supplémentaires': 'Secret médical',
  'ID CRA': 'cra-1',
};
const file = (rows: Record<string, unknown>[], headers = HEADERS): Uint8Array => {
  const sheet = utils.aoa_to_sheet([
    ...[
      ['Informations export'],
      ['Nom', 'SECRET'],
      ['Prénom', 'Secret'],
      [],
      ['Filtres'],
      ['Période', '-'],
      [],
    ],
    headers,
    ...rows.map((row) => headers.map((h) => ({ ...BASE, ...row })[h] ?? '')),
  ]);
  const book = utils.book_new();
  utils.book_append_sheet(book, sheet, 'Activités');
  return new Uint8Array(write(book, { type: 'array', bookType: 'xlsx' }) as ArrayBuffer);
};
const o: OptionsImport = {
  maintenant: '2026-11-23T09:30:00.000Z',
  acteur: { id: 'ecrivain-1', structureId: 'structure-1', roles: ['ecrivain'] },
  lieux: { 'Médiathèque de Roanne': 'lieu-1' },
  lieuParDefaut: 'lieu-1',
};
const found = (r: ImportReport): string[] => r.issues.map((i) => `${i.ligne}${i.colonne ?? ''} ${i.code}`);

describe('the export of La Coop', () => {
  it('becomes interventions; what names somebody is never read', async () => {
    const r = await importCoop(file([{}]), o);
    expect(found(r)).toEqual([]);
    const [i] = r.interventions;
    expect(i?.intervention).toMatchObject({
      date: '2026-05-12',
      dureeMin: 45,
      canal: 'lieu',
      personne: {
        nature: 'anonyme',
        profil: { trancheAge: '25_39', genre: 'feminin', statut: 'non_communique', communeInsee: '42187' },
      },
    });
    expect(i?.intervention.actes.map((a) => [a.objet, a.mode, a.appui])).toEqual([
      [{ nature: 'demarche', demarcheId: 'reprise:logement', catalogue: 'reprise' }, 'faire_faire', 'guide'],
      [{ nature: 'theme', theme: 'email' }, 'faire_faire', 'guide'],
    ]);
    expect(getDemarcheReprise('reprise:logement')?.perimetre).toBe('logement');
    expect(parseIntervention(i?.intervention).ok).toBe(true);
    expect(JSON.stringify(r)).not.toMatch(/secret|martin/i);
    expect(r.resume.colonnesEcartees).toBe(9);
  });

  it('finds a démarche of the catalogue by its free words, or says that it does not', async () => {
    const named = 'Nom de la démarche administrative';
    const r = await importCoop(
      file([{ [named]: 'demande de logement social' }, { [named]: 'le truc bleu', 'ID CRA': 'cra-2' }]),
      o,
    );
    expect(r.interventions[0]?.intervention.actes[0]?.objet).toMatchObject({ demarcheId: 'logement-social' });
    expect(r.interventions[1]?.intervention.actes[0]?.objet).toMatchObject({
      demarcheId: 'reprise:logement',
    });
    expect(found(r)).toEqual(['10 demarche_inconnue']);
  });

  it('regroups the rows of a workshop into margins, wherever they stand', async () => {
    const row = (n: number, genre: string) => ({
      Type: 'Atelier collectif',
      Participants: `${n}/3`,
      'Genre du bénéficiaire': genre,
      'Niveau d’autonomie (ou de l’atelier)': '3/3',
      'ID CRA': 'cra-atelier',
    });
    const r = await importCoop(file([row(2, 'Masculin'), {}, row(1, 'Féminin'), row(3, 'Féminin')]), o);
    expect(found(r)).toEqual([]);
    expect(r.ateliers).toHaveLength(1);
    expect(r.ateliers[0]).toMatchObject({
      participants: 3,
      niveau: 'avance',
      theme: 'email',
      marges: { genre: { feminin: 2, masculin: 1 } },
    });
    expect(r.resume).toMatchObject({ lignes: 4, pretes: 4, interventions: 1, ateliers: 1 });
    const missing = await importCoop(file([row(1, 'Féminin'), row(3, 'Féminin')]), o);
    expect(found(missing)).toEqual(['9 participants_incomplets']);
    expect(missing.lignes.map((l) => l.statut)).toEqual(['erreur', 'erreur']);
  });

  it('counts what La Coop does not tell apart, and keeps « réorienté »', async () => {
    const r = await importCoop(
      file([
        { 'Tranche d’âge du bénéficiaire': '70 ans et plus', 'Canaux d’accompagnement': 'À distance' },
        { 'Bénéficiaire réorienté': 'Oui', 'Structure de redirection': 'Autre', 'ID CRA': 'cra-2' },
      ]),
      o,
    );
    expect(r.resume.approches).toEqual([
      { champ: 'trancheAge', code: '75_plus', nombre: 1 },
      { champ: 'canal', code: 'telephone', nombre: 1 },
      { champ: 'issue', code: 'finalisee', nombre: 1 },
    ]);
    expect(r.interventions.map((i) => i.intervention.actes.map((a) => a.issue.code))).toEqual([
      ['finalisee', 'finalisee'],
      ['orientee', 'finalisee'],
    ]);
    expect(r.orientations).toMatchObject([{ structureDeRedirection: 'autre', le: '2026-05-12' }]);
  });

  it('says every fault of every row at once, takes an equal row once, and is a no-op again', async () => {
    const r = await importCoop(
      file([
        {
          Date: 'Secret',
          'Durée (min)': 'Secret',
          'Thématique(s) d’accompagnement': 'Secret',
          'Genre du bénéficiaire': 'Secret',
        },
        { 'ID CRA': '', 'Nom du lieu': 'Chez Secret', Participants: '5/2', Type: 'Secret' },
        { 'ID CRA': 'cra-2' },
        { 'ID CRA': 'cra-2' },
        { 'ID CRA': 'cra-3' },
        { 'ID CRA': 'cra-3', 'Durée (min)': 50 },
      ]),
      o,
    );
    expect(found(r)).toEqual([
      ...['9A date_invalide', '9M duree_invalide', '9P code_inconnu', '9Y code_inconnu'],
      ...['10AC champ_manquant', '10D code_inconnu', '10E participants_invalides', '10 lieu_inconnu'],
      ...['12 ligne_en_double', '13 groupe_incoherent'],
    ]);
    expect(r.lignes.map((l) => l.statut)).toEqual([
      'erreur',
      'erreur',
      'prete',
      'doublon',
      'erreur',
      'erreur',
    ]);
    expect(JSON.stringify(r)).not.toMatch(/secret/i);
    const connus = new Set(r.interventions.map((i) => i.intervention.id));
    expect(
      (await importCoop(file([{ 'ID CRA': 'cra-2' }]), { ...o, connus, dryRun: false })).evenements,
    ).toEqual([]);
  });

  it('refuses a file that is not such an export', async () => {
    expect(
      found(
        await importCoop(
          file(
            [{}],
            HEADERS.filter((h) => h !== 'ID CRA'),
          ),
          o,
        ),
      ),
    ).toEqual(['0 entete_absente']);
    expect(found(await importCoop(new Uint8Array(), o))).toEqual(['0 fichier_vide']);
  });

  it('gives the same in any order of the columns', async () => {
    const rows = [{}, { 'ID CRA': 'cra-2', 'Bénéficiaire réorienté': 'Oui' }];
    const a = await importCoop(file(rows), o);
    const b = await importCoop(file(rows, [...HEADERS].reverse()), o);
    expect(b.interventions).toEqual(a.interventions);
    expect(b.resume).toEqual(a.resume);
  });
});
