import type { Inline } from './ast.ts';
import type { EtatMandat } from '../modele/etat.ts';
import { checkSens, createCoffre, type Identites } from './identites.ts';
import type { Constituant, Duree, Item, Periode, Recueil, StructureRef } from '../modele/modele.ts';
import { refuser, toMotif, type Resultat } from '../modele/motif.ts';
import type { Acte, Capacite } from '../modele/nomenclatures.ts';
import { computeDelai, computePeriode } from '../modele/periode.ts';
import { POLITIQUE_PAR_DEFAUT, type PolitiqueMandat } from '../modele/politique.ts';
import { toDateCivile, type DateCivile, type Instant } from '../modele/temps.ts';

/** What a draft does not know yet, and its signed text will say. */
export interface Prevision {
  /** The instant at which it is about to be signed, to show its last day; ignored once it is. */
  signeLe?: Instant | undefined;
  /** How the consent is about to be taken (witnesses, interpreter, distance, oral); ignored once it is. */
  recueil?: Recueil | undefined;
  /** Policy of the structure, for what an oral agreement allows and until when; ignored once it is given. */
  politique?: Partial<Pick<PolitiqueMandat, 'actesOral' | 'joursOral'>> | undefined;
}

/** An oral agreement: the only acts open, and the last day to sign. */
export interface Oral {
  actes: readonly Acte[];
  auInclus: DateCivile | undefined;
  jours: number;
}

/** What the texts say, gathered once, in no language yet. */
export interface Redaction {
  structure: StructureRef;
  items: readonly Item[];
  periode: Periode | undefined;
  duree: Duree;
  mandant: { nom: Inline; naissance: Inline | undefined };
  constituant: { kind: Constituant['kind']; nom: Inline };
  ecrivains: Inline[];
  /** Who accepted for the structure, when she may be named. */
  accepteur: Inline | undefined;
  contact: Inline[];
  contactDonnees: Inline | undefined;
  lieu: Inline | undefined;
  capacite: Capacite | 'mineur' | 'mineur_seul';
  recueil: Pick<Recueil, 'mode' | 'forme' | 'interprete'>;
  temoins: Inline[];
  interprete: Inline | undefined;
  oral: Oral | undefined;
}

const PNG = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];

/**
 * Gathers what a mandate says. The items are those of the preparation: what was withdrawn since does not change
 * the text that was signed.
 */
export function gather(
  etat: EtatMandat,
  identites: Identites | undefined,
  prevision: Prevision,
): Resultat<Redaction> {
  const coffre = createCoffre(identites);
  const motifs = checkSens(identites);
  const { structure } = etat;
  let { periode } = etat;
  if (periode === undefined && prevision.signeLe !== undefined) {
    const du = toDateCivile(prevision.signeLe, structure.zone);
    const prevue = computePeriode(du, etat.duree, structure.zone);
    if (prevue.ok) periode = prevue.value;
    else motifs.push(...prevue.motifs);
  }
  const png = identites?.signature?.png;
  if (png !== undefined && !PNG.every((octet, rang) => png[rang] === octet)) {
    const phrase = 'La signature dessinée n’est pas une image PNG.';
    motifs.push(toMotif('commande_invalide', { path: ['identites', 'signature', 'png'], phrase }));
  }
  const contactDonnees = identites?.structure?.courrielDonnees ?? identites?.structure?.courriel;
  const naissance = identites?.mandant.naissance;
  const { kind, ref = kind } = etat.constituant;
  const { recueil, temoins } = toRecueil(etat, prevision);
  const redaction: Redaction = {
    structure,
    items: etat.items,
    periode,
    duree: etat.duree,
    mandant: {
      nom: coffre.run(identites?.mandant.nom ?? etat.mandant.ref),
      naissance: naissance === undefined ? undefined : coffre.run(naissance),
    },
    constituant: { kind, nom: coffre.run(identites?.constituant?.nom ?? ref) },
    ecrivains: etat.ecrivains.map((e) => coffre.run(findNom(identites?.ecrivains, e) ?? e)),
    accepteur: toNomAccepteur(etat, identites, coffre.run),
    contact: toContact(identites),
    contactDonnees: contactDonnees === undefined ? undefined : toCourriel(contactDonnees),
    lieu: identites?.lieu === undefined ? undefined : { kind: 'texte', texte: identites.lieu, langue: 'fr' },
    capacite: toCapaciteDite(etat),
    recueil,
    temoins: temoins.map((t) => coffre.run(findNom(identites?.temoins, t.ref) ?? t.ref)),
    interprete:
      identites?.interprete === undefined || recueil.interprete === 'aucun'
        ? undefined
        : coffre.run(identites.interprete.nom),
    oral: toOral(etat, recueil, periode, prevision),
  };
  motifs.push(...coffre.motifs);
  return motifs.length > 0 ? refuser(...motifs) : { ok: true, value: redaction };
}

/** Name of a reference in the vault, if it has one. */
export function findNom(noms: Identites['temoins'], ref: string): string | undefined {
  return noms?.find((n) => n.ref === ref)?.nom;
}

function toNomAccepteur(
  { acceptation }: EtatMandat,
  identites: Identites | undefined,
  run: (valeur: string) => Inline,
): Inline | undefined {
  if (acceptation === undefined) return undefined;
  const { ecrivainRef } = acceptation;
  const nom = identites === undefined ? ecrivainRef : findNom(identites.ecrivains, ecrivainRef);
  return nom === undefined ? undefined : run(nom);
}

function toContact(identites: Identites | undefined): Inline[] {
  const { adresse, telephone, courriel } = identites?.structure ?? {};
  const lignes: Inline[] = [];
  if (adresse !== undefined) lignes.push({ kind: 'texte', texte: adresse, langue: 'fr' });
  if (telephone !== undefined) lignes.push({ kind: 'telephone', e164: telephone });
  if (courriel !== undefined) lignes.push(toCourriel(courriel));
  return lignes;
}

function toCourriel(adresse: string): Inline {
  return { kind: 'lien', texte: adresse, href: `mailto:${adresse}` };
}

/** The capacity as the signed text says it: what was told later does not change it. */
function toCapaciteDite({ mandant, constituant, consentement }: EtatMandat): Redaction['capacite'] {
  if (typeof mandant.naissance === 'object') return constituant.kind === 'mandant' ? 'mineur_seul' : 'mineur';
  return consentement?.capaciteInconnue === true ? 'inconnue' : mandant.capacite;
}

/** How the consent was taken, or is about to be; on the spot and signed unless said otherwise. */
function toRecueil(
  etat: EtatMandat,
  prevision: Prevision,
): { recueil: Redaction['recueil']; temoins: Recueil['temoins'] } {
  const { mode, forme, interprete, temoins } = etat.recueil ??
    prevision.recueil ?? {
      mode: 'presence' as const,
      forme: 'signature_papier' as const,
      interprete: etat.lecture?.interprete ?? 'aucun',
      temoins: [],
    };
  return { recueil: { mode, forme, interprete }, temoins: forme === 'ne_sait_signer' ? temoins : [] };
}

function toOral(
  etat: EtatMandat,
  { forme }: Redaction['recueil'],
  periode: Periode | undefined,
  { politique }: Prevision,
): Oral | undefined {
  if (forme !== 'oral_a_regulariser') return undefined;
  const donne = etat.consentement?.oral;
  const { actesOral, joursOral: jours } = { ...POLITIQUE_PAR_DEFAUT, ...politique };
  const prevu = periode === undefined ? undefined : computeDelai(periode.du, jours, periode.zone).auInclus;
  return { actes: donne?.actes ?? actesOral, auInclus: donne?.auInclus ?? prevu, jours };
}
