import { actesAExaminer, POLITIQUE_PAR_DEFAUT, type EtatMandat, type VueMandat } from '@porte-plume/mandat';
import { LANGUES_DOCUMENT } from '@porte-plume/mandat/document';
import { listSansCompte } from '../../domain/echeances.ts';
import { civilDate } from '../../server/contexte.ts';
import { addDays, momentEnMots } from '../../server/heure.ts';
import { FRANCAIS, isole, type Messages } from '../../messages/messages.ts';
import { dateDans, momentDans } from '../../messages/temps.ts';
import { dateEnMots } from '../../ui/date.ts';
import type { MandatVueProps, StatutVu } from './apres.tsx';
import { CAUSES, libelleOf, ORGANISMES } from './choix.ts';
import type { CodeTiersVu } from './codes-tiers.tsx';
import { isRetire, libelleOfItem } from './lignes.ts';
import { ACTES, CANAUX, STATUTS } from './libelles.ts';
import type { GesteARendre } from './papiers.tsx';

/** What the page of a signed mandate says, from its state: words, dates and lists, no markup. */

export function toStatut(code: keyof typeof STATUTS): StatutVu {
  return { code, libelle: STATUTS[code] };
}

/** Each line with the acts still open; what was withdrawn is said to be. */
export function toItems(vue: VueMandat): { libelle: string; actes: string[]; statut: StatutVu }[] {
  return vue.items.map((item) => ({
    libelle: libelleOfItem(item),
    actes: item.actes.map((acte) =>
      isRetire(item, acte, vue.instant) ? `${ACTES[acte]} (arrêté)` : ACTES[acte],
    ),
    statut: toStatut(vue.statutItems[item.id] ?? vue.statut),
  }));
}

/** Every paper of a signed mandate that has something to say, in every language that is written. */
export function toPapiers(
  vue: VueMandat,
  base: string,
): Required<Pick<MandatVueProps, 'copies' | 'papiers'>> {
  const document = `${base}/document`;
  const arrete =
    vue.fins.some(({ statut }) => statut === 'revoque') ||
    vue.items.some(({ retraits }) => retraits.length > 0);
  return {
    copies: {
      html: document,
      pdf: `${document}.pdf`,
      ...(vue.statut === 'revoque' ? { certificat: `${document}.pdf?genre=revocation` } : {}),
    },
    papiers: {
      action: document,
      genres: [
        { code: 'mandat', libelle: 'Mandat' },
        { code: 'fiche_de_sortie', libelle: 'Feuille à emporter' },
        ...(vue.actes.length > 0 ? [{ code: 'compte_rendu', libelle: 'Compte rendu' }] : []),
        ...(arrete ? [{ code: 'revocation', libelle: 'Certificat d’arrêt' }] : []),
      ],
      langues: LANGUES_DOCUMENT.map(({ code, nomEnFrancais, relue }) => ({
        code,
        libelle: `${nomEnFrancais.charAt(0).toUpperCase()}${nomEnFrancais.slice(1)}${relue ? '' : ' (traduction non relue)'}`,
      })),
    },
  };
}

/** Dated facts of the state: signed, handed over, stopped. */
export function toFaits(vue: VueMandat, zone: string): { terme: string; valeur: string }[] {
  const jour = (instant: string) => dateEnMots(civilDate(new Date(instant), zone));
  const { consentement, exemplaire, fin } = vue;
  return [
    ...(consentement === undefined ? [] : [{ terme: 'Signé le', valeur: jour(consentement.faitLe) }]),
    ...(exemplaire === undefined ? [] : [{ terme: 'Copie remise le', valeur: jour(exemplaire.faitLe) }]),
    ...(fin?.statut !== vue.statut
      ? []
      : [{ terme: 'Fin', valeur: `${momentEnMots(fin.faitLe, zone)}${toComment(fin)}` }]),
  ];
}

function toComment(fin: NonNullable<VueMandat['fin']>): string {
  if (fin.cause !== undefined) return `, ${CAUSES[fin.cause]}`;
  if (fin.canal === 'code') return ', par la personne, avec le code de sa copie';
  return fin.canal === undefined ? '' : `, ${libelleOf(CANAUX, fin.canal).toLowerCase()}`;
}

/** What asks for a look, most pressing first. */
export function toAvertissements(vue: VueMandat, zone: string): string[] {
  const { joursExemplaire } = POLITIQUE_PAR_DEFAUT;
  const aujourdhui = civilDate(new Date(vue.instant), zone);
  const phrases: string[] = [];
  const oral = vue.consentement?.oral;
  if (isARegulariser(vue) && oral !== undefined)
    phrases.push(
      `Accord oral\u00a0: faites signer la personne avant le ${dateEnMots(oral.auInclus)} au soir.`,
    );
  const aExaminer = actesAExaminer(vue).length;
  if (aExaminer > 0)
    phrases.push(aExaminer === 1 ? 'Un geste est à examiner.' : `${aExaminer} gestes sont à examiner.`);
  if (isCopieEnRetard(vue, addDays(aujourdhui, -joursExemplaire), zone))
    phrases.push('La personne n’a pas encore sa copie.');
  if (vue.periode !== undefined && isFinProche(vue, zone))
    phrases.push(`Ce mandat finit bientôt\u00a0: le ${dateEnMots(vue.periode.auInclus)}.`);
  return phrases;
}

/** In force by an oral agreement that nobody has signed yet. */
export function isARegulariser(vue: VueMandat): boolean {
  const enCours = vue.statut === 'actif' || vue.statut === 'suspendu';
  return enCours && vue.consentement?.oral !== undefined && vue.regularisation === undefined;
}

/** In force, with its last day within the days of the reminder. */
export function isFinProche(vue: VueMandat, zone: string): boolean {
  const limite = addDays(civilDate(new Date(vue.instant), zone), POLITIQUE_PAR_DEFAUT.joursRappel);
  const enCours = vue.statut === 'actif' || vue.statut === 'suspendu';
  return enCours && vue.periode !== undefined && vue.periode.auInclus <= limite;
}

/** Accepted before `limite`, and no copy handed over since. */
export function isCopieEnRetard(etat: EtatMandat, limite: string, zone: string): boolean {
  return (
    etat.acceptation !== undefined &&
    etat.exemplaire === undefined &&
    civilDate(new Date(etat.acceptation.faitLe), zone) < limite
  );
}

/** Acts of which the person has not been told yet. */
export function listARendre(etat: EtatMandat, zone: string): GesteARendre[] {
  const libelles = new Map(
    etat.items.flatMap(({ portee }) =>
      (portee.kind === 'demarche' ? [portee.demarche] : portee.demarches).map((une) => [une.id, une.libelle]),
    ),
  );
  return listSansCompte(etat).map((acte) => ({
    id: acte.evenementId,
    libelle: `${ACTES[acte.acte]}\u00a0: ${libelles.get(acte.demarcheId) ?? acte.demarcheId}`,
    quand: momentEnMots(acte.faitLe, zone),
  }));
}

/** Codes given to third parties, with every look at them. */
export function toCodes(vue: VueMandat, zone: string, m: Messages = FRANCAIS): CodeTiersVu[] {
  const aujourdhui = civilDate(new Date(vue.instant), zone);
  return vue.codes
    .filter((code) => code.emission !== undefined)
    .map(({ codeCommitment, emission, revocation, consultations }) => {
      const auInclus = emission?.auInclus ?? '';
      const finiLe = revocation === undefined ? auInclus : civilDate(new Date(revocation.faitLe), zone);
      const valable = revocation === undefined && aujourdhui <= auInclus && vue.effacements.length === 0;
      return {
        engagement: codeCommitment,
        organisme: libelleOf(ORGANISMES, emission?.destinataire ?? ''),
        etat:
          revocation !== undefined
            ? `annulé le ${dateEnMots(finiLe)}`
            : valable
              ? `valable jusqu’au ${dateEnMots(auInclus)}`
              : `dépassé depuis le ${dateEnMots(auInclus)}`,
        dit: m.dit(revocation !== undefined ? 'vues.annule' : valable ? 'vues.valable' : 'vues.depasse', {
          date: dateDans(m, finiLe),
        }),
        valable,
        vues: consultations.map(({ faitLe }) => isole(momentDans(m, faitLe, zone), m.dir)).reverse(),
      };
    });
}
