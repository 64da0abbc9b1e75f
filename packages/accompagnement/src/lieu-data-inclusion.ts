import { parseHoraires } from './horaires.ts';
import type { LieuPublic, Service } from './lieu-standard.ts';
import { accept, refuse, type Motif, type Resultat } from './resultat.ts';

/** Service of the standard → thématiques of data·inclusion v1 (§11, ours). The six services that are not here share one. */
const THEMATIQUES: Readonly<Partial<Record<Service, readonly string[]>>> = {
  'Aide aux démarches administratives': [
    'numerique--acceder-a-des-services-en-ligne',
    'difficultes-administratives-ou-juridiques--accompagnement-aux-demarches-administratives',
  ],
  'Accès internet et matériel informatique': ['numerique--acceder-a-une-connexion-internet'],
  'Acquisition de matériel informatique à prix solidaire': ['numerique--acquerir-un-equipement'],
};
const FONDAMENTAUX = ['numerique--maitriser-les-fondamentaux-du-numerique'];

const MOBILISATIONS: Readonly<Record<string, string>> = {
  'Se présenter': 'se-presenter',
  Téléphoner: 'telephoner',
  'Contacter par mail': 'envoyer-un-courriel',
  'Envoyer un mail avec une fiche de prescription': 'envoyer-un-courriel',
};
const PRESCRIPTION = 'Envoyer un mail avec une fiche de prescription';

const PUBLICS: Readonly<Record<string, string>> = {
  Jeunes: 'jeunes',
  Étudiants: 'etudiants',
  'Familles et/ou enfants': 'familles',
  Seniors: 'seniors',
  Femmes: 'femmes',
};

/** The référentiel writes « france-service » in the singular. */
const RESEAUX: Readonly<Record<string, string>> = {
  'France Services': 'france-service',
  RFS: 'france-service',
  'Aidants Connect': 'aidants-connect',
  'Conseillers numériques': 'conseillers-numeriques',
  'La Croix Rouge': 'croix-rouge',
  'Grande école du numérique': 'grandes-ecoles-du-numerique',
  'Fabriques de Territoire': 'fabrique-de-territoire',
};

/** What a structure and its service have in common. */
interface Commun {
  source: string;
  id: string;
  nom: string;
  description: string;
  date_maj: string;
  telephone: string | null;
  courriel: string | null;
  adresse: string | null;
  complement_adresse: string | null;
  commune: string | null;
  code_postal: string | null;
  code_insee: string | null;
  latitude: number | null;
  longitude: number | null;
  horaires_accueil: string | null;
}

/** data·inclusion v1, `structure.json`. */
export interface StructureDataInclusion extends Commun {
  siret: string | null;
  site_web: string | null;
  accessibilite_lieu: string | null;
  reseaux_porteurs: string[] | null;
}

/** data·inclusion v1, `service.json`: the fields that a lieu can fill. */
export interface ServiceDataInclusion extends Commun {
  structure_id: string;
  thematiques: string[];
  type: 'accompagnement' | 'atelier' | null;
  frais: 'gratuit' | 'payant' | null;
  frais_precisions: string | null;
  publics: string[] | null;
  publics_precisions: string | null;
  modes_accueil: string[] | null;
  modes_mobilisation: string[] | null;
  mobilisable_par: string[] | null;
  lien_mobilisation: string | null;
}

/**
 * A lieu as one structure and one service of data·inclusion v1 (schema 1.0.8). What the lieu does not say stays `null`. The
 * services that share one thématique keep their own names in the description.
 *
 * Motifs, all at once: `service_inconnu` (nothing to publish), `nom_trop_court` (three signs at least); `type_invalide` alone
 * for what `parseLieux` did not make.
 */
export function toDataInclusion(
  lieu: LieuPublic,
): Resultat<{ structure: StructureDataInclusion; service: ServiceDataInclusion }> {
  if (typeof (lieu as Partial<LieuPublic> | null)?.nom !== 'string' || !Array.isArray(lieu.services)) {
    return refuse({ code: 'type_invalide', phrase: 'Ce lieu n’a pas la forme attendue.' });
  }
  const nom = cut(lieu.nom.replace(/[.\s]+$/, ''), 150);
  const motifs: Motif[] = [];
  if (lieu.services.length === 0) {
    motifs.push({
      code: 'service_inconnu',
      phrase: 'Les services de ce lieu ne sont pas connus.',
      path: ['services'],
    });
  }
  if (nom.length < 3) {
    motifs.push({
      code: 'nom_trop_court',
      phrase: 'Le nom d’un lieu a trois signes au moins.',
      path: ['nom'],
    });
  }
  if (motifs.length > 0) return refuse(...motifs);
  const commun: Commun = {
    source: lieu.source ?? 'non communiquée',
    id: lieu.id,
    nom,
    description: describeLieu(lieu),
    date_maj: lieu.date_maj,
    telephone: lieu.telephone,
    courriel: lieu.courriels.find((c) => /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(c)) ?? null,
    adresse: lieu.adresse,
    complement_adresse: lieu.complement_adresse,
    commune: lieu.commune,
    code_postal: lieu.code_postal,
    code_insee: lieu.code_insee,
    latitude: lieu.latitude,
    longitude: lieu.longitude,
    horaires_accueil: toOsm(lieu.horaires),
  };
  const reseaux = [...lieu.dispositif_programmes_nationaux, ...lieu.formations_labels, ...lieu.typologie];
  return accept({
    structure: {
      ...commun,
      siret: lieu.pivot !== null && /^\d{14}$/.test(lieu.pivot) ? lieu.pivot : null,
      site_web: toUri(lieu.site_web[0] ?? null),
      accessibilite_lieu: toUri(lieu.fiche_acces_libre),
      reseaux_porteurs: orNull(reseaux.flatMap((r) => lookUp(RESEAUX, r))),
    },
    service: { ...commun, id: `${lieu.id}--service`, structure_id: lieu.id, ...serviceOf(lieu) },
  });
}

function serviceOf(lieu: LieuPublic): Omit<ServiceDataInclusion, keyof Commun | 'structure_id'> {
  const lien = toUri(lieu.prise_rdv);
  const mobilisations = lieu.modalites_acces.flatMap((m) => lookUp(MOBILISATIONS, m));
  const byPublic =
    lien !== null ||
    lieu.modalites_acces.some((m) => m !== PRESCRIPTION && lookUp(MOBILISATIONS, m).length > 0);
  return {
    thematiques: [...new Set(lieu.services.flatMap((s) => THEMATIQUES[s] ?? FONDAMENTAUX))],
    type: lieu.modalites_accompagnement.includes('Accompagnement individuel')
      ? 'accompagnement'
      : lieu.modalites_accompagnement.includes('Dans un atelier collectif')
        ? 'atelier'
        : null,
    ...fraisOf(lieu.frais_a_charge),
    publics: orNull(lieu.publics_specifiquement_adresses.flatMap((p) => lookUp(PUBLICS, p))),
    publics_precisions: orText(lieu.prise_en_charge_specifique),
    modes_accueil: orNull(modesAccueil(lieu)),
    modes_mobilisation: orNull([...mobilisations, ...(lien === null ? [] : ['utiliser-lien-mobilisation'])]),
    mobilisable_par: lieu.modalites_acces.includes(PRESCRIPTION)
      ? [...(byPublic ? ['usagers'] : []), 'professionnels']
      : null,
    lien_mobilisation: lien,
  };
}

function modesAccueil({ modalites_accompagnement: ways, modalites_acces }: LieuPublic): string[] {
  const ici =
    ways.some((w) => w !== 'À distance') && !modalites_acces.includes("Ce lieu n'accueille pas de public");
  return [...(ways.includes('À distance') ? ['a-distance'] : []), ...(ici ? ['en-presentiel'] : [])];
}

function fraisOf(frais: readonly string[]): Pick<ServiceDataInclusion, 'frais' | 'frais_precisions'> {
  if (frais.length === 0) return { frais: null, frais_precisions: null };
  const gratuit = frais.some((f) => f !== 'Payant');
  const plain = frais.length === 1 && frais[0] !== 'Gratuit sous condition';
  return { frais: gratuit ? 'gratuit' : 'payant', frais_precisions: plain ? null : frais.join(', ') };
}

/** 50 to 2,000 signs, built from what the lieu says of itself, then from its services. */
function describeLieu(lieu: LieuPublic): string {
  const services = lieu.services.map((s) => s.charAt(0).toLowerCase() + s.slice(1)).join(', ');
  const built = `Lieu de médiation numérique à ${lieu.commune}. Services proposés\u00a0: ${services}.`;
  const own = lieu.presentation_detail ?? lieu.presentation_resume;
  return cut(own === null ? built : `${own}\n${built}`, 2000);
}

/** Hours in OSM form: ours, or a richer rule that begins as one does; free text is not hours. */
function toOsm(horaires: string | null): string | null {
  if (horaires === null) return null;
  const known = parseHoraires(horaires).ok || /^(24\/7|(Mo|Tu|We|Th|Fr|Sa|Su|PH|SH)[-, ;])/.test(horaires);
  return known ? horaires : null;
}

function toUri(url: string | null): string | null {
  return url !== null && url.length <= 2083 ? url : null;
}

function lookUp(table: Readonly<Record<string, string>>, key: string): string[] {
  const value = Object.hasOwn(table, key) ? table[key] : undefined;
  return value === undefined ? [] : [value];
}

function orNull(values: readonly string[]): string[] | null {
  return values.length === 0 ? null : [...new Set(values)];
}

function orText(values: readonly string[]): string | null {
  return values.length === 0 ? null : values.join(', ');
}

function cut(text: string, max: number): string {
  return text.length <= max ? text : `${text.slice(0, max - 1).trimEnd()}…`;
}
