import type { Bloc, BlocTexte, DocumentMandat, GenreDocument } from './document/ast.ts';
import { GENRES_DOCUMENT, paragraphe } from './document/ast.ts';
import type { EtatMandat } from './modele/etat.ts';
import type { Identites } from './document/identites.ts';
import { findTextes } from './document/langues.ts';
import { fr as typographieFrancaise } from './document/lettres.ts';
import { compose, toPhrase } from './document/message.ts';
import { refuser, toMotif, type Motif, type Resultat } from './modele/motif.ts';
import { NIVEAUX_DOCUMENT, type NiveauDocument } from './modele/nomenclatures.ts';
import { assembler, phrase, titreDe, type Partie } from './document/parties.ts';
import { gather, type Prevision, type Redaction } from './document/redaction.ts';
import { writeSignatures, writeSignatureStructure } from './document/signatures.ts';
import type { DateCivile, Instant } from './modele/temps.ts';
import { listArrets, writeRevocation } from './document/texte-arret.ts';
import { checkCodes, toQr, writeCodes, type CodesDocument } from './document/texte-codes.ts';
import { writeComplet } from './document/texte-complet.ts';
import { writeCompteRendu } from './document/texte-compte.ts';
import { writeSimple } from './document/texte-simple.ts';
import { writeFicheDeSortie } from './document/texte-sortie.ts';
import { fr, type Textes } from './document/textes/fr.ts';
import { formatDate } from './document/typographie.ts';

export type {
  Bloc,
  BlocTexte,
  DocumentMandat,
  GenreDocument,
  Inline,
  RoleSignature,
} from './document/ast.ts';
export { documentHash } from './document/empreinte.ts';
export { mandatCss } from './document/css.ts';
export { renderMandatHtml, type OptionsHtml } from './document/html.ts';
export type { Identites } from './document/identites.ts';
export { LANGUES_DOCUMENT, type LangueDocument } from './document/langues.ts';
export { toLienVerification, toModules } from './document/qr.ts';
export type { CodesDocument } from './document/texte-codes.ts';
export { formatDate, formatTelephone, toTexte, toTexteIsole } from './document/typographie.ts';

export interface OptionsDocument extends Prevision {
  /** `fr` alone, or a language of `LANGUES_DOCUMENT` for a bilingual document: French binds, the other explains. */
  langue: string;
  niveau: NiveauDocument;
  /** `mandat` unless said otherwise. */
  genre?: GenreDocument | undefined;
  /** Names and places from the vault; without them the pseudonymous references are shown. */
  identites?: Identites | undefined;
  /** Codes of the person's copy: without them, no QR code. They never change the fingerprint. */
  codes?: CodesDocument | undefined;
  /** For the other kinds than the mandate: how things stand then. Without it, once everything recorded took effect. */
  instant?: Instant | undefined;
  /** Who, of the people concerned, checked the plain text, and when: only then is it called FALC. */
  validationFalc?: { par: string; le: DateCivile } | undefined;
}

/**
 * A document of the mandate, ready for `renderMandatHtml` and for the PDF. The mandate itself says what was prepared
 * and signed: later ends, acts or a renamed structure do not change it, so that a re-print is the same, hash included.
 * The certificate (`revocation`), the account and the sheet to take away say what happened since.
 */
export function toDocument(etat: EtatMandat, options: OptionsDocument): Resultat<DocumentMandat> {
  const { niveau, genre = 'mandat' } = options;
  const t = findTextes(options.langue);
  const motifs = checkOptions(etat, options);
  const redaction = gather(etat, options.identites, options);
  if (!redaction.ok) motifs.push(...redaction.motifs);
  const lus = options.codes === undefined ? undefined : checkCodes(options.codes);
  if (lus !== undefined) motifs.push(...lus.motifs);
  if (motifs.length > 0 || !redaction.ok || t === undefined) return refuser(...motifs);
  const traduction = t.langue === 'fr' ? undefined : t;
  const { titre, parties } = toContenu(genre, redaction.value, etat, options);
  const entete: Partie[] = [(u) => [titreDe(u, 1, titre(u))]];
  if (traduction !== undefined) entete.push((u) => [writeStatutTraduction(u, traduction)]);
  return {
    ok: true,
    value: {
      v: 1,
      genre,
      langue: t.langue,
      sens: t.sens,
      niveau,
      titre: [fr, ...(traduction === undefined ? [] : [traduction])]
        .map((u) => toPhrase(u, titre(u)))
        .join(' · '),
      blocs: [
        ...assembler(entete, traduction),
        ...writeFalc(options.validationFalc),
        ...assembler(parties, traduction),
        ...toSignatures(genre, redaction.value, etat, options.identites, traduction),
        ...(lus === undefined ? [] : writeCodes(garderCodes(genre, lus.codes), traduction)),
      ],
      qr: lus === undefined ? null : toQr(lus.codes, traduction),
    },
  };
}

function checkOptions(etat: EtatMandat, options: OptionsDocument): Motif[] {
  const motifs: Motif[] = [];
  const refus = (path: string, phrase: string) =>
    motifs.push(toMotif('commande_invalide', { path: [path], phrase }));
  const { langue, niveau, genre = 'mandat', validationFalc } = options;
  if (findTextes(langue) === undefined) refus('langue', 'Ce document n’est pas écrit dans cette langue.');
  if (!NIVEAUX_DOCUMENT.includes(niveau)) refus('niveau', 'Ce niveau de langue n’existe pas.');
  if (!GENRES_DOCUMENT.includes(genre)) refus('genre', 'Ce genre de document n’existe pas.');
  if (genre === 'revocation' && listArrets(etat, options.instant).length === 0)
    motifs.push(toMotif('transition_interdite', { path: ['genre'], phrase: 'Rien n’a été arrêté.' }));
  if (validationFalc !== undefined && niveau !== 'langage_simple')
    refus('validationFalc', 'Seul le langage simple peut être validé en FALC.');
  return motifs;
}

function toContenu(
  genre: GenreDocument,
  r: Redaction,
  etat: EtatMandat,
  { niveau, instant }: OptionsDocument,
): { titre: (t: Textes) => string; parties: Partie[] } {
  switch (genre) {
    case 'mandat':
      return niveau === 'complet'
        ? { titre: (t) => t.complet.titre, parties: writeComplet(r) }
        : { titre: (t) => t.simple.titre, parties: writeSimple(r) };
    case 'revocation':
      return { titre: (t) => t.arret.titre, parties: writeRevocation(r, etat, niveau, instant) };
    case 'compte_rendu':
      return { titre: (t) => t.compte.titre, parties: writeCompteRendu(r, etat, niveau) };
    case 'fiche_de_sortie':
      return { titre: (t) => t.sortie.titre, parties: writeFicheDeSortie(r, etat, niveau, instant) };
  }
}

function toSignatures(
  genre: GenreDocument,
  r: Redaction,
  etat: EtatMandat,
  identites: Identites | undefined,
  traduction: Textes | undefined,
): Bloc[] {
  if (genre === 'mandat') return writeSignatures(r, etat, identites, traduction);
  return genre === 'fiche_de_sortie' ? [] : writeSignatureStructure(r, traduction);
}

/** The code that stops the mandate stands only where the person will look for it. */
function garderCodes(genre: GenreDocument, codes: CodesDocument): CodesDocument {
  return genre === 'mandat' || genre === 'fiche_de_sortie' ? codes : { mandat: codes.mandat };
}

/** French binds; whether anyone checked the translation is said in both languages. */
function writeStatutTraduction(t: Textes, { relecture }: Textes): BlocTexteOuEncadre {
  const statut =
    relecture === null
      ? phrase(t, t.traduction.nonRelue)
      : phrase(t, t.traduction.relue, { par: relecture.par, le: formatDate(relecture.le, t.langue) });
  return { kind: 'encadre', blocs: [phrase(t, t.traduction.francais), statut] };
}

type BlocTexteOuEncadre = BlocTexte | Extract<Bloc, { kind: 'encadre' }>;

function writeFalc(validation: OptionsDocument['validationFalc']): Bloc[] {
  if (validation === undefined) return [];
  const message = 'Texte facile à lire et à comprendre (FALC), validé par {par} le {le}.';
  const valeurs = { par: validation.par, le: formatDate(validation.le) };
  return [paragraphe(compose(fr, typographieFrancaise(message), valeurs))];
}
