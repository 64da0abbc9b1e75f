/** Facts of every kind for the benches of indicators: invented, the same at each run. */
import { catalogue, getDemarche } from '@porte-plume/demarches';
import { LISTES } from '@porte-plume/accompagnement/nomenclatures';

let seed = 42;
const random = () => {
  seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0;
  return seed / 2 ** 32;
};
const int = (n) => Math.floor(random() * n);
const pick = (list) => list[int(list.length)];
const codeOf = (liste) => pick(LISTES[liste]).code;
const champ = (liste) => (random() < 0.2 ? 'non_demande' : random() < 0.1 ? 'non_communique' : codeOf(liste));
const jour = () => `2026-${String(1 + int(12)).padStart(2, '0')}-${String(1 + int(28)).padStart(2, '0')}`;
const demarches = catalogue.demarches.map(({ id }) => id);
const communes = Array.from({ length: 320 }, (_, i) => String(42001 + i));

/** @param n - interventions */
export function createFaits(n) {
  const lieux = Array.from({ length: 30 }, (_, i) => ({
    id: `l-${i}`,
    territoireId: `t-${i % 6}`,
    nature: codeOf('natureLieu'),
  }));
  const seances = Array.from({ length: Math.ceil(n / 6) }, (_, i) => ({
    id: `s-${i}`,
    lieuId: `l-${i % 30}`,
    date: jour(),
    permanenceId: `p-${i % 30}`,
    ouverteA: '2026-03-02T08:00:00.000Z',
    closeA: '2026-03-02T11:00:00.000Z',
    passages: [],
    rdvNonHonores: int(2),
    demandesNonSatisfaites: [
      {
        id: `d-${i}`,
        a: '2026-03-02T09:00:00.000Z',
        motif: codeOf('motifRefus'),
        perimetre: champ('perimetre'),
      },
    ],
  }));
  const interventions = Array.from({ length: n }, (_, i) => {
    const s = pick(seances);
    const qui = int(Math.ceil(n * 0.6));
    return {
      id: `i-${i}`,
      seanceId: s.id,
      date: s.date,
      personne: {
        ...(random() < 0.1
          ? { nature: 'anonyme' }
          : { nature: 'suivie', id: `q-${qui}`, pseudonyme: String(qui).padStart(32, '0') }),
        profil: {
          trancheAge: champ('trancheAge'),
          genre: champ('genre'),
          statut: champ('statut'),
          communeInsee: pick(communes),
          langueLecture: champ('langueLecture'),
          equipement: champ('equipement'),
          connexion: champ('connexion'),
          faiblesRevenus: champ('ouiNon'),
          profilNumerique: champ('profilNumerique'),
          adressage: champ('adressage'),
          suiviServiceSocial: champ('ouiNon'),
        },
      },
      actes: Array.from({ length: 1 + int(2) }, (_, k) => {
        const mode = codeOf('mode');
        return {
          id: `a-${i}-${k}`,
          objet: { nature: 'demarche', demarcheId: pick(demarches), catalogue: '0' },
          mode,
          ...(mode.startsWith('faire_a_la_place') && { motifPour: codeOf('motifPour') }),
          actesFaits: mode.startsWith('faire_a_la_place') ? ['saisir', 'deposer'] : [],
          saisieIdentifiants: false,
          ...(random() < 0.5 && { mandatId: 'm' }),
          issue: { code: 'finalisee' },
        };
      }),
      motifsVenue: [codeOf('motifVenue'), codeOf('motifVenue')],
      dureeMin: random() < 0.1 ? 'non_demande' : 5 * (1 + int(24)),
      canal: 'lieu',
      tiers: 'aucun',
      renoncement: champ('renoncement'),
      creeLe: `${s.date}T09:00:00.000Z`,
      modifieLe: `${s.date}T09:00:00.000Z`,
      version: 1,
      nomenclature: '2026.1',
      annulee: random() < 0.01 ? { le: '', par: 'e', motif: 'doublon' } : null,
    };
  });
  const some = (share, of) => Array.from({ length: Math.ceil(n * share) }, (_, i) => of(i));
  return {
    interventions,
    seances,
    lieux,
    getDemarche,
    zone: 'Europe/Paris',
    communes,
    densite: {
      millesime: 'inventé',
      source: 'inventé',
      niveaux: Object.fromEntries(communes.map((code, i) => [code, 1 + (i % 7)])),
    },
    permanences: lieux.map(({ id }, i) => ({
      id: `p-${i}`,
      lieuId: id,
      agentIds: ['e'],
      rrule: 'FREQ=WEEKLY;BYDAY=MO',
      exdates: [],
      premierJour: '2026-01-05',
    })),
    orientations: some(0.2, (i) => ({
      id: `o-${i}`,
      interventionId: `i-${i}`,
      cible: { nature: 'lieu', lieuId: 'x' },
      statut: codeOf('statutOrientation'),
      proposeeLe: jour(),
    })),
    suivis: some(0.5, (i) => ({
      id: `v-${i}`,
      personne: `q-${i}`,
      demarcheId: pick(demarches),
      ouvertLe: jour(),
      aboutissement: codeOf('aboutissement'),
      closLe: random() < 0.5 ? '2026-12-30' : null,
      interventionIds: [`i-${i}`],
      relances: [],
    })),
    adressages: some(0.3, (i) => ({
      id: `r-${i}`,
      recuLe: `${jour()}T09:00:00.000Z`,
      serviceId: `x-${i % 20}`,
      personne: `q-${i}`,
      lieuId: 'l-0',
    })),
    diagnostics: some(0.2, (i) => ({
      id: `g-${i}`,
      date: jour(),
      etat: 'fait',
      personne: `q-${i % Math.ceil(n / 8)}`,
      niveau: codeOf('profilNumerique'),
    })),
    satisfactions: some(0.2, (i) => ({ id: `w-${i}`, date: jour(), visage: 1 + int(5) })),
    rdv: some(0.3, (i) => ({
      id: `z-${i}`,
      date: jour(),
      statut: pick(['honore', 'non_honore', 'annule']),
      rappel: 'oui',
    })),
    etp: Array.from({ length: 12 * 6 }, (_, i) => ({
      agentId: `e-${i % 6}`,
      mois: `2026-${String(1 + Math.floor(i / 6)).padStart(2, '0')}`,
      etp: 1,
    })),
    financements: [
      {
        id: 'f',
        financeur: 'inventé',
        convention: 'c',
        avenant: 0,
        du: '2026-01-01',
        au: '2026-12-31',
        montantCentimes: 1e9,
        part: { numerateur: 1, denominateur: 1 },
        indicateurs: 'indicateurs@2026.1',
      },
    ],
    references: [
      {
        dimension: 'age',
        code: '75_plus',
        part: 0.1,
        annee: 2022,
        source: 'inventée',
        population: 'habitants',
      },
    ],
  };
}
