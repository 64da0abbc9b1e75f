import {
  decideActe,
  MODES,
  type ActeCode,
  type Demarche,
  type Mode,
  type RaisonSensible,
} from '@porte-plume/demarches';
import { LISTES } from '@porte-plume/accompagnement/nomenclatures';
import { raise } from './typographie.ts';

/** The three helpers that the rules tell apart. */
const AIDANTS = [
  { code: 'benevole', statut: 'benevole' },
  { code: 'salarieNonHabilite', statut: 'salarie' },
  { code: 'habilite', statut: 'salarie' },
] as const;
type Aidant = (typeof AIDANTS)[number];

/** What a helper may do in one way of helping, before any mandate. */
export type Permission = 'oui' | 'conseille' | 'mandat' | 'non';

const EN_MOTS: Readonly<Record<Permission, string>> = {
  oui: 'oui',
  conseille: 'oui, mandat conseillé',
  mandat: 'avec un mandat',
  non: 'non',
};

const isPour = (mode: Mode): boolean =>
  mode === 'faire_a_la_place_present' || mode === 'faire_a_la_place_absent';

/** Asked of `decideActe` for the act that engages most among the ordinary ones: to send the file. */
export function permissionOf(demarche: Demarche, mode: Mode, aidant: Aidant, le: string): Permission {
  const pour = isPour(mode);
  // Said of the entry as a whole: acting online in the person's place may be closed to this helper.
  if (pour && demarche.quiPeut[aidant.code] === 'non') return 'non';
  const { aidantsConnect } = demarche.auth.valeur;
  const parConnect =
    pour && aidant.code === 'habilite' && (aidantsConnect === 'oui' || aidantsConnect === 'exclusif');
  const decision = decideActe(demarche, {
    mode,
    acte: demarche.actesReserves.some(({ acte }) => acte === 'deposer') ? 'remplir' : 'deposer',
    moyen: parConnect ? 'aidants-connect' : 'aucun',
    le,
    acteur: {
      statut: aidant.statut,
      habilitations: aidant.code === 'habilite' ? ['aidants-connect'] : [],
    },
  });
  if (decision.ok) return decision.obligations.includes('mandat-recommande') ? 'conseille' : 'oui';
  return decision.motifs.every(({ code }) => code === 'MANDAT_REQUIS') ? 'mandat' : 'non';
}

/** One way of helping, and who may: helpers with the same answer are told together. */
export interface LigneMode {
  mode: string;
  qui: string;
  /** Nobody has decided yet whether the démarche allows it. */
  aConfirmer: boolean;
}

/** Employees are told apart only where the accreditation changes something. */
function nommer(codes: readonly Aidant['code'][]): string {
  const [salarie, habilite] = [codes.includes('salarieNonHabilite'), codes.includes('habilite')];
  return [
    ...(codes.includes('benevole') ? ['bénévole'] : []),
    ...(salarie && habilite ? ['salarié·e'] : []),
    ...(salarie && !habilite ? ['salarié·e non habilité·e'] : []),
    ...(habilite && !salarie ? ['habilité·e Aidants Connect'] : []),
  ].join(', ');
}

export function listModes(demarche: Demarche, le: string): LigneMode[] {
  return MODES.map((mode) => {
    const groupes = new Map<Permission, Aidant['code'][]>();
    for (const aidant of AIDANTS) {
      const permission = permissionOf(demarche, mode, aidant, le);
      groupes.set(permission, [...(groupes.get(permission) ?? []), aidant.code]);
    }
    const [seul, ...autres] = [...groupes];
    return {
      mode: LISTES.mode.find(({ code }) => code === mode)?.libelle ?? mode,
      qui:
        seul !== undefined && autres.length === 0
          ? `Pour tous\u00a0: ${EN_MOTS[seul[0]]}`
          : [...groupes]
              .map(([permission, codes]) => `${nommer(codes)}\u00a0: ${EN_MOTS[permission]}`)
              .map(raise)
              .join('. '),
      aConfirmer: demarche.modes[mode] === undefined,
    };
  });
}

const RAISONS: Readonly<Record<RaisonSensible, string>> = {
  argent: 'elle touche à l’argent',
  banque: 'elle demande un compte en banque',
  sante: 'elle touche à la santé',
  etranger: 'elle engage le droit au séjour',
  justice: 'elle touche à la justice',
  irreversible: 'on ne peut pas revenir en arrière',
  doute: 'par prudence, personne n’a encore vérifié',
};

/** « Sensible : elle touche à l’argent, on ne peut pas revenir en arrière. » */
export function classeEnMots({ classe, qualification }: Demarche): string {
  if (classe === 'simple') return 'Démarche simple\u00a0: un bénévole peut aider.';
  const raisons = qualification.raisons.map((raison) => RAISONS[raison]).join(', ');
  return `Démarche sensible${raisons === '' ? '' : `\u00a0: ${raisons}`}.`;
}

const ACTES: Readonly<Record<ActeCode, string>> = {
  informer: 'donner une information',
  'ouvrir-compte': 'ouvrir un compte',
  remplir: 'remplir le formulaire',
  joindre: 'joindre des papiers',
  deposer: 'envoyer le dossier',
  valider: 'valider la demande',
  signer: 'signer',
  payer: 'payer',
  consulter: 'regarder le dossier',
  telecharger: 'télécharger un papier',
  actualiser: 'actualiser sa situation',
  remise: 'retirer le document',
  biometrie: 'donner ses empreintes et sa photo',
  serment: 'prêter serment',
  'choix-irreversible': 'faire un choix sans retour',
};

/** One act that nobody does in the person's place. */
export function acteReserveEnMots({ acte, qui }: Demarche['actesReserves'][number]): string {
  return `${ACTES[acte]}${qui === 'usager-presence' ? ', sur place' : ''}`;
}

const DONNEES9: Readonly<Record<Demarche['donnees']['art9'][number], string>> = {
  sante: 'santé',
  handicap: 'handicap',
  origine: 'origine',
  religion: 'religion',
  syndicat: 'syndicat',
  orientation: 'orientation sexuelle',
};

/** The data to be careful with, in words; empty when the entry names none. */
export function donneesEnMots({ donnees }: Demarche): string[] {
  return [
    ...(donnees.nir ? ['numéro de sécurité sociale'] : []),
    ...donnees.art9.map((une) => DONNEES9[une]),
    ...(donnees.art10 ? ['condamnations'] : []),
    ...(donnees.bancaire ? ['compte en banque'] : []),
    ...(donnees.tiers ? ['informations sur d’autres personnes'] : []),
  ];
}
