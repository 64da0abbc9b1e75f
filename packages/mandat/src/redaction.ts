import { date, fort, type Bloc, type Inline } from './ast.ts';
import type { EtatMandat } from './etat.ts';
import { createCoffre, type Identites } from './identites.ts';
import type { Duree, Item, Periode, StructureRef } from './modele.ts';
import { refuser, toMotif, type Motif, type Resultat } from './motif.ts';
import type { Capacite } from './nomenclatures.ts';
import { computePeriode } from './periode.ts';
import { toDateCivile, toHeure, type Instant } from './temps.ts';
import { formatHeure, fr, toLettres } from './typographie.ts';

/** What both levels of language say, gathered once. */
export interface Redaction {
  structure: StructureRef;
  items: readonly Item[];
  periode: Periode | undefined;
  duree: string;
  mandant: Inline[];
  ecrivains: Inline[];
  contact: Inline[];
  contactDonnees: Inline | undefined;
  lieu: Inline | undefined;
  capaciteDeclaree: string;
  capaciteSimple: string;
  signatures: Bloc[];
}

const PNG = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];

/**
 * Gathers what a mandate says. The items are those of the preparation: what was withdrawn since does not change
 * the text that was signed.
 * @param signeLe for a draft, the instant at which it is about to be signed; ignored once it is
 */
export function gather(
  etat: EtatMandat,
  identites: Identites | undefined,
  signeLe: Instant | undefined,
): Resultat<Redaction> {
  const coffre = createCoffre(identites);
  const motifs: Motif[] = [];
  const { structure } = etat;
  let { periode } = etat;
  if (periode === undefined && signeLe !== undefined) {
    const prevue = computePeriode(toDateCivile(signeLe, structure.zone), etat.duree, structure.zone);
    if (prevue.ok) periode = prevue.value;
    else motifs.push(...prevue.motifs);
  }
  const capacite = toCapaciteDite(etat);
  if (capacite !== 'aucune_mesure' && capacite !== 'inconnue') {
    const phrase = 'Cette version ne rédige que le mandat d’une personne sans mesure de protection.';
    motifs.push(toMotif('commande_invalide', { path: ['mandant', 'capacite'], phrase }));
  }
  const png = identites?.signature?.png;
  if (png !== undefined && !PNG.every((octet, rang) => png[rang] === octet)) {
    const phrase = 'La signature dessinée n’est pas une image PNG.';
    motifs.push(toMotif('commande_invalide', { path: ['identites', 'signature', 'png'], phrase }));
  }
  const contactDonnees = identites?.structure?.courrielDonnees ?? identites?.structure?.courriel;
  const mandant = coffre.run(identites?.mandant.nom ?? etat.mandant.ref);
  const naissance = identites?.mandant.naissance;
  const toNom = (ref: string) => coffre.run(identites?.ecrivains.find((e) => e.ref === ref)?.nom ?? ref);
  const redaction: Redaction = {
    structure,
    items: etat.items,
    periode,
    duree: toDuree(etat.duree),
    mandant:
      naissance === undefined
        ? [mandant]
        : [mandant, texte(', année de naissance : '), coffre.run(naissance)],
    ecrivains: etat.ecrivains.map(toNom),
    contact: toContact(identites),
    contactDonnees: contactDonnees === undefined ? undefined : toCourriel(contactDonnees),
    lieu: identites?.lieu === undefined ? undefined : { kind: 'texte', texte: identites.lieu },
    ...toCapacite(capacite),
    signatures: toSignatures(etat, mandant, identites, toNom),
  };
  motifs.push(...coffre.motifs);
  return motifs.length > 0 ? refuser(...motifs) : { ok: true, value: redaction };
}

function toDuree(duree: Duree): string {
  if ('jours' in duree) return duree.jours === 1 ? 'un jour' : `${duree.jours} jours`;
  return `${toLettres(duree.mois)} mois`;
}

function toContact(identites: Identites | undefined): Inline[] {
  const { adresse, telephone, courriel } = identites?.structure ?? {};
  const lignes: Inline[] = [];
  if (adresse !== undefined) lignes.push({ kind: 'texte', texte: adresse });
  if (telephone !== undefined) lignes.push({ kind: 'telephone', e164: telephone });
  if (courriel !== undefined) lignes.push(toCourriel(courriel));
  return lignes;
}

function toCourriel(adresse: string): Inline {
  return { kind: 'lien', texte: adresse, href: `mailto:${adresse}` };
}

/** The capacity as the signed text says it: what was told later does not change it. */
function toCapaciteDite({ mandant, consentement }: EtatMandat): Capacite {
  if (consentement === undefined) return mandant.capacite;
  return consentement.capaciteInconnue === true ? 'inconnue' : 'aucune_mesure';
}

function toCapacite(capacite: Capacite): Pick<Redaction, 'capaciteDeclaree' | 'capaciteSimple'> {
  if (capacite === 'inconnue') {
    return {
      capaciteDeclaree: 'Votre situation juridique reste à préciser : le mandat ne prend pas effet avant.',
      capaciteSimple: 'Nous devons encore savoir si vous avez un tuteur ou un curateur.',
    };
  }
  return {
    capaciteDeclaree:
      'Vous déclarez avoir 18 ans ou plus et n’être sous aucune mesure de protection : ni sauvegarde de justice, ni curatelle, ni tutelle, ni habilitation familiale, ni mandat de protection future.',
    capaciteSimple: 'Vous dites être adulte, sans tutelle ni curatelle.',
  };
}

function toSignatures(
  { structure, recueil, consentement, acceptation }: EtatMandat,
  mandant: Inline,
  identites: Identites | undefined,
  toNom: (ref: string) => Inline,
): Bloc[] {
  const ecran = recueil?.forme === 'signature_ecran';
  const quand = (verbe: string, instant: Instant): Inline[] => [
    texte(`${verbe} à l’écran le `),
    date(toDateCivile(instant, structure.zone)),
    texte(` à ${formatHeure(toHeure(instant, structure.zone))}`),
  ];
  const toAuteur = (ref: string): Inline[] =>
    identites === undefined || identites.ecrivains.some((e) => e.ref === ref)
      ? [texte(' par '), toNom(ref)]
      : [];
  const signe = ecran && consentement !== undefined ? { mention: quand('Signé', consentement.faitLe) } : {};
  const accepte =
    ecran && acceptation !== undefined
      ? { mention: [...quand('Accepté', acceptation.faitLe), ...toAuteur(acceptation.ecrivainRef)] }
      : {};
  const png = identites?.signature?.png;
  const image =
    png === undefined ? {} : { image: { png: toBase64(png), alt: fr('Signature de la personne') } };
  return [
    { kind: 'signature', role: 'mandant', libelle: [texte('La personne : '), mandant], ...image, ...signe },
    {
      kind: 'signature',
      role: 'mandataire',
      libelle: [texte('Pour la structure : '), fort(structure.libelle)],
      ...accepte,
    },
  ];
}

function texte(contenu: string): Inline {
  return { kind: 'texte', texte: fr(contenu) };
}

function toBase64(octets: Uint8Array): string {
  let binaire = '';
  for (const octet of octets) binaire += String.fromCharCode(octet);
  return btoa(binaire);
}
