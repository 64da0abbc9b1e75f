import { catalogue } from '@porte-plume/demarches';
import { addDays, fromEpochDay, type DateCivile, type Id } from './date-civile.ts';
import type { Acte, Theme } from './acte.ts';
import { isALaPlace } from './acte.ts';
import type { Seance } from './etat-seance.ts';
import type { Intervention } from './intervention.ts';
import { VERSION_NOMENCLATURE } from './nomenclature-2026-1.ts';
import type { Orientation } from './orientation-schema.ts';
import type { Brouillon } from './scenario-actes.ts';
import { COMMUNES, NOMS, PRENOMS, QUOTAS, isRural } from './scenario-donnees.ts';
import { createNiveaux } from './scenario-exigences.ts';
import { buildActe, drawMotifsVenue } from './scenario-interventions.ts';
import { prepare, type MandatScenario } from './scenario-mandats.ts';
import { buildOrientation } from './scenario-orientations.ts';
import {
  drawAnnee,
  drawEquipement,
  drawStatut,
  LECTURE,
  type PersonneScenario,
} from './scenario-personnes.ts';
import type { ColonnesActes, ColonnesPersonnes } from './scenario-regional-colonnes.ts';
import { drawFormes, listMandats, listOrientations } from './scenario-regional-suites.ts';
import type { Colonne } from './scenario-regional-tirage.ts';
import { findLieu, type CadreRegional, type Visites } from './scenario-regional-visites.ts';
import type { Suivi } from './suivi.ts';
import { computeTrancheAge } from './tranche-age.ts';
import { createTirage, hex8, type Tirage } from './tirage.ts';

const MINUTE = 60_000;
const KINDS = ['intervention', 'acte', 'personne', 'seance', 'suivi', 'mandat', 'orientation'] as const;
type Kind = (typeof KINDS)[number];

export interface SourceRegionale {
  cadre: CadreRegional;
  visites: Visites;
  personnes: ColonnesPersonnes;
  actes: ColonnesActes;
  fin: DateCivile;
  zone: string;
  /** Each row has its own stream of chance: reading it twice gives it twice. */
  graine: number;
  tirage: Tirage;
}

/** The rows of the regional set, one by one. */
export function createLignesRegionales(s: SourceRegionale) {
  const { cadre, visites, personnes, actes, graine } = s;
  const niveauxOf = createNiveaux();
  const communes = { true: COMMUNES.filter(isRural), false: COMMUNES.filter((c) => !isRural(c)) };
  /** The rank of a row is the end of its id. */
  const idOf = (kind: Kind, index: number, ms = 0): Id => {
    const time = (ms === 0 ? graine >>> 0 : ms).toString(16).padStart(12, '0');
    const hash = hex8(Math.imul(index ^ graine, 0x9e3779b1));
    return `${time.slice(0, 8)}-${time.slice(8)}-7${hash.slice(0, 3)}-8${hash.slice(3, 6)}-${KINDS.indexOf(kind)}${index.toString(16).padStart(11, '0')}`;
  };
  const indexOf = (id: string): number => (id.length === 36 ? parseInt(id.slice(25), 16) : -1);
  const tirageOf = (kind: Kind, index: number) => createTirage(graine ^ (KINDS.indexOf(kind) << 28), index);
  const occurrenceOf = (seance: number) => {
    const l = findLieu(cadre.debuts, seance);
    const occurrence = cadre.jours[l]?.occurrences[seance - (cadre.debuts[l] ?? 0)];
    const [lieu, permanence] = [cadre.lieux[l], cadre.permanences[l]];
    if (occurrence === undefined || lieu === undefined || permanence === undefined)
      throw new RangeError('a séance is one of the set');
    return { occurrence, lieu, permanence };
  };
  const codeOf = <C extends string>({ codes, rangs }: Colonne<C>, row: number): C => {
    const code = codes[rangs[row] ?? 0];
    if (code === undefined) throw new RangeError('a drawn rank is one of the codes');
    return code;
  };

  const seance = (index: number): Seance => {
    const { occurrence, permanence } = occurrenceOf(index);
    const tirage = tirageOf('seance', index);
    const { debut, fin } = QUOTAS.permanences.refusParSeance;
    const { avantRappels, apresRappels, bascule } = QUOTAS.permanences.rdvNonHonores;
    const after = occurrence.date >= `${occurrence.date.slice(0, 4)}-${bascule}`;
    const rate = after ? apresRappels : avantRappels;
    const opened = Date.parse(occurrence.debut);
    const refus = Math.floor((debut + fin) / 2 + tirage.next());
    return {
      id: idOf('seance', index),
      permanenceId: permanence.id,
      lieuId: permanence.lieuId,
      agentId: permanence.agentIds[0] ?? '',
      date: occurrence.date,
      ouverteA: occurrence.debut,
      closeA: occurrence.fin,
      passages: [],
      rdvNonHonores: Math.floor(((visites.parSeance[index] ?? 0) * rate) / (1 - rate) + tirage.next()),
      demandesNonSatisfaites: Array.from({ length: refus }, (_, n) => ({
        id: tirage.uuid(opened),
        a: new Date(opened + (60 + 20 * n) * MINUTE).toISOString(),
        motif: tirage.pick(['plus_de_place', 'pas_de_creneau', 'hors_champ'] as const),
        perimetre: 'non_demande' as const,
      })),
    };
  };

  const personne = (index: number): PersonneScenario => {
    const tirage = tirageOf('personne', index);
    const [rural, sansInternet] = [personnes.rural[index] === 1, personnes.sansInternet[index] === 1];
    const first = fromEpochDay(visites.jourDe(visites.seances[visites.premieres[index] ?? 0] ?? 0));
    const last = fromEpochDay(visites.derniersJours[index] ?? 0);
    const anneeNaissance = drawAnnee(codeOf(personnes.ages, index), first, last, tirage);
    const reading = LECTURE[codeOf(personnes.lecture, index)] ?? 'non_demande';
    const adressage = codeOf(personnes.adressage, index);
    return {
      id: idOf('personne', index),
      pseudonyme: Array.from({ length: 4 }, (_, n) => hex8(n === 3 ? index : tirage.int(2 ** 32))).join(''),
      prenom: tirage.pick(PRENOMS),
      nom: tirage.pick(NOMS),
      anneeNaissance,
      langue: reading === 'autre_langue' ? 'autres' : null,
      rural,
      sansInternet,
      profil: {
        trancheAge: computeTrancheAge(anneeNaissance, first),
        genre: tirage.next() < 0.56 ? 'feminin' : 'masculin',
        statut: drawStatut(Number(first.slice(0, 4)) - anneeNaissance, tirage),
        communeInsee: tirage.pick(communes[`${rural}`]).codeInsee,
        langueLecture: reading,
        equipement: drawEquipement(sansInternet, tirage),
        connexion: sansInternet ? 'aucune' : tirage.pick(['fixe', 'fixe', 'mobile']),
        faiblesRevenus: personnes.revenus[index] === 1 ? 'oui' : 'non',
        profilNumerique: codeOf(personnes.profils, index),
        adressage,
        suiviServiceSocial: adressage === 'travailleur_social' ? 'oui' : 'non',
      },
      synthetic: true,
    };
  };

  const brouillonOf = (a: number): Brouillon => {
    const objet = actes.objets[actes.objet[a] ?? 0];
    const mode = codeOf(actes.modes, a);
    return {
      visite: actes.visites[a] ?? 0,
      objet:
        objet?.demarche === undefined
          ? { nature: 'theme', theme: (objet?.id ?? '') as Theme }
          : { nature: 'demarche', demarche: objet.demarche },
      ...(mode === 'faire_faire_guide' || mode === 'faire_faire_verifie'
        ? { mode: 'faire_faire', appui: mode === 'faire_faire_guide' ? 'guide' : 'verifie' }
        : { mode }),
    };
  };
  const ofPlace = new Map(cadre.lieux.map((l) => [l.id, l.territoireId]));
  const covered = (a: Acte) => isALaPlace(a.mode) && a.objet.nature === 'demarche';

  const intervention = (index: number): Intervention => {
    const tirage = tirageOf('intervention', index);
    const { occurrence, lieu } = occurrenceOf(visites.seances[index] ?? 0);
    const who = personne(visites.personnes[index] ?? 0);
    const le = Date.parse(occurrence.debut) + (15 + tirage.int(150)) * MINUTE;
    const [from, to] = [actes.debuts[index] ?? 0, actes.debuts[index + 1] ?? 0];
    const own = Array.from({ length: to - from }, (_, n): Acte => {
      const [a, b] = [from + n, brouillonOf(from + n)];
      const aboutissement = codeOf(actes.aboutissements, a);
      const acte = buildActe(
        b,
        { aboutissement, personne: who, lieuId: lieu.id, date: occurrence.date, le },
        {
          catalogue: catalogue.version,
          territoireOf: (id) => ofPlace.get(id) ?? '',
          blocages: { has: () => actes.bloques[a] === 1 },
          fin: s.fin,
          niveauxOf,
          tirage,
        },
      );
      return {
        ...acte,
        id: idOf('acte', a),
        ...(covered(acte) && { mandatId: idOf('mandat', index) }),
        ...(b.objet.nature === 'demarche' && { suiviId: idOf('suivi', a) }),
      };
    });
    const creeLe = new Date(le).toISOString();
    const age = computeTrancheAge(who.anneeNaissance, occurrence.date);
    return {
      id: idOf('intervention', index),
      seanceId: idOf('seance', visites.seances[index] ?? 0),
      date: occurrence.date,
      personne: {
        nature: 'suivie',
        id: who.id,
        pseudonyme: who.pseudonyme,
        profil: { ...who.profil, trancheAge: age },
      },
      actes: own,
      motifsVenue: drawMotifsVenue(who, tirage),
      dureeMin: (actes.minutes[index] ?? 1) * QUOTAS.quotasInterventions.dureeMin.arrondi,
      canal: own.every((a) => a.mode === 'faire_a_la_place_absent') ? 'telephone' : 'lieu',
      tiers: who.langue === null ? 'aucun' : tirage.pick(['aucun', 'proche_adulte', 'interprete_telephone']),
      renoncement: tirage.pick(['non_demande', 'non_demande', 'oui', 'non', 'ne_sait_pas']),
      creeLe,
      modifieLe: creeLe,
      version: 1,
      nomenclature: VERSION_NOMENCLATURE,
      annulee: null,
      synthetic: true,
    };
  };

  const suivi = (a: number): Suivi => {
    const visite = actes.visites[a] ?? 0;
    const i = intervention(visite);
    const acte = i.actes[a - (actes.debuts[visite] ?? 0)];
    if (acte === undefined || i.personne.nature === 'anonyme' || acte.objet.nature === 'theme')
      throw new RangeError('a suivi is that of a démarche');
    const aboutissement = codeOf(actes.aboutissements, a);
    return {
      id: idOf('suivi', a),
      personne: i.personne.id,
      demarcheId: acte.objet.demarcheId,
      ouvertLe: i.date,
      aboutissement,
      closLe: aboutissement === 'en_attente' || aboutissement === 'inconnu' ? null : addDays(i.date, 30),
      interventionIds: [i.id],
      relances: 'relance' in acte.issue ? [acte.issue.relance] : [],
    };
  };

  const suivis = actes.objet.reduce((list, rank, a) => {
    if (actes.objets[rank]?.demarche !== undefined) list.push(a);
    return list;
  }, [] as number[]);
  const mandats = listMandats(actes);
  const formes = drawFormes(mandats.length, s.tirage);
  const orientations = listOrientations(personnes, s.tirage);
  return {
    idOf,
    indexOf,
    seance,
    personne,
    intervention,
    suivi,
    suivis: Uint32Array.from(suivis),
    mandats,
    mandat: (n: number): MandatScenario => {
      const i = intervention(mandats[n] ?? 0);
      const tirage = tirageOf('mandat', n);
      const { permanence } = occurrenceOf(visites.seances[mandats[n] ?? 0] ?? 0);
      const mandat = prepare(
        i,
        i.actes.filter(covered),
        { agentId: permanence.agentIds[0] ?? '' },
        s.zone,
        tirage,
      );
      const posted = mandat.recueil === 'courrier';
      return {
        ...mandat,
        id: idOf('mandat', mandats[n] ?? 0),
        forme: posted ? 'signature_papier' : codeOf(formes, n),
      };
    },
    orientations: orientations.personnes,
    orientation: (n: number): Orientation => ({
      ...buildOrientation(
        intervention(visites.premieres[orientations.personnes[n] ?? 0] ?? 0),
        codeOf(orientations.etapes, n),
        s.fin,
        tirageOf('orientation', n),
      ),
      id: idOf('orientation', n),
    }),
  };
}
