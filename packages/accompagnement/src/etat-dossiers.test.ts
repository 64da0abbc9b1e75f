import { describe, expect, it } from 'vitest';
import { parseEtatDossiers, parseRegles, REGLES_CONSERVATION } from './conservation.ts';

const intervention = (id: string, personne: string, date: string) => ({
  id,
  seanceId: 'seance-1',
  date,
  personne: {
    nature: 'suivie',
    id: personne,
    profil: { trancheAge: '70_74', profilNumerique: 'non_demande' },
  },
  actes: [{ objet: { nature: 'demarche', demarcheId: 'rsa' }, mode: 'faire_avec' }],
  dureeMin: 30,
  annulee: null,
});
const seance = { id: 'seance-1', lieuId: 'lieu-1', date: '2026-11-20', passages: [] };

describe('bad input', () => {
  const codes = (r: ReturnType<typeof parseEtatDossiers> | ReturnType<typeof parseRegles>) =>
    r.ok ? [] : r.motifs.map((m) => `${(m.path ?? []).join('.')}:${m.code}`).sort();

  it('refuses a list whose name has a typing error: a hold lost in silence would erase the dossier', () => {
    const hold = { id: 'g-1', objet: { nature: 'dossier', id: 'p-1' } };
    const state = { zone: 'Europe/Paris', dossiers: [{ personne: 'p-1', ouvertLe: '2024-01-05' }] };
    const read = parseEtatDossiers({ ...state, gel: [hold] });
    expect(read.ok ? [] : read.motifs.map(({ code }) => code)).toEqual(['cle_inconnue']);
  });

  it('finds every impossible date, unknown code and missing object of a state', () => {
    const bad = {
      zone: 'Europe/Saint-Etienne',
      dossiers: [
        { personne: 'p-1', ouvertLe: '2026-01-05' },
        { personne: 'p-1', ouvertLe: '2026-01-06' },
      ],
      interventions: [{ ...intervention('i-1', 'p-9', '2026-01-05'), seanceId: 'seance-9' }],
      seances: [{ ...seance, lieuId: 'lieu-9' }],
      suivis: [
        { id: 's-1', personne: 'p-9', demarcheId: 'rsa', ouvertLe: '2026-02-30', aboutissement: 'gagne' },
      ],
      orientations: [
        {
          id: 'o-1',
          interventionId: 'i-9',
          cible: { nature: 'lieu' },
          statut: 'venue',
          proposeeLe: '2026-01-05',
        },
      ],
      fusions: [{ de: 'p-1', vers: 'p-8' }],
      mandats: [
        {
          id: 'm-1',
          personne: 'p-1',
          archiveDes: '2026-02-01',
          purgeDes: '2026-01-01',
          gele: false,
          archive: false,
        },
      ],
      gels: [
        {
          objet: { nature: 'dossier', id: 'p-7' },
          motifCode: 'litige',
          du: '2026-02-01',
          auInclus: '2026-01-01',
        },
        { objet: { nature: 'suivi', id: 's-1' }, motifCode: 'litige', du: '2026-02-01' },
      ],
    };
    expect(codes(parseEtatDossiers(bad))).toEqual([
      'dossiers.1.personne:objet_en_double',
      'fusions.0.vers:personne_inconnue',
      'gels.0.auInclus:periode_inversee',
      'gels.0.objet.id:objet_inconnu',
      'interventions.0.personne.id:personne_inconnue',
      'interventions.0.seanceId:seance_inconnue',
      'mandats.0.purgeDes:periode_inversee',
      'orientations.0.interventionId:intervention_inconnue',
      'seances.0.lieuId:lieu_inconnu',
      'suivis.0.aboutissement:code_inconnu',
      'suivis.0.ouvertLe:date_invalide',
      'zone:zone_inconnue',
    ]);
    expect(codes(parseEtatDossiers(null))).toEqual([':type_invalide']);
    expect(codes(parseEtatDossiers({ zone: 'Europe/Paris' }))).toEqual(['dossiers:champ_manquant']);
  });
  it('reads the rules of a deployment, its own or ours', () => {
    expect(parseRegles(REGLES_CONSERVATION)).toEqual({ ok: true, value: REGLES_CONSERVATION });
    expect(REGLES_CONSERVATION.every(({ aConfirmer, source }) => aConfirmer && source !== '')).toBe(true);
    const [dossier, passage] = REGLES_CONSERVATION;
    expect(
      codes(
        parseRegles([
          dossier,
          { ...dossier, du: '2027-01-01' },
          { ...passage, du: '2027-02-30' },
          { ...passage, du: '2027-01-01', auInclus: '2026-01-01' },
          { ...passage, duree: 'dates_du_mandat', source: '' },
          { ...passage, id: 'photos', duree: { mois: -1 } },
        ]),
      ),
    ).toEqual([
      '1.id:regle_en_double',
      '2.du:date_invalide',
      '3.auInclus:periode_inversee',
      '4.duree:duree_inattendue',
      '4.source:trop_court',
      '5.duree.mois:trop_court',
      '5.id:code_inconnu',
    ]);
    expect(codes(parseRegles({}))).toEqual([':type_invalide']);
  });
});
