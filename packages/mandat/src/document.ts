import type { DocumentMandat } from './ast.ts';
import type { EtatMandat } from './etat.ts';
import type { Identites } from './identites.ts';
import { refuser, toMotif, type Motif, type Resultat } from './motif.ts';
import { NIVEAUX_DOCUMENT, type NiveauDocument } from './nomenclatures.ts';
import { gather } from './redaction.ts';
import type { Instant } from './temps.ts';
import { TITRE_COMPLET, writeComplet } from './texte-complet.ts';
import { TITRE_SIMPLE, writeSimple } from './texte-simple.ts';

export type { Bloc, BlocTexte, DocumentMandat, Inline } from './ast.ts';
export { documentHash } from './empreinte.ts';
export { mandatCss, renderMandatHtml, type OptionsHtml } from './html.ts';
export type { Identites } from './identites.ts';
export { formatDate, formatTelephone, toTexte } from './typographie.ts';

export interface OptionsDocument {
  /** French only in this version. */
  langue: string;
  niveau: NiveauDocument;
  genre?: 'mandat' | undefined;
  /** Names and places from the vault; without them the pseudonymous references are shown. */
  identites?: Identites | undefined;
  /** For a draft: the instant at which it is about to be signed, to show its last day. */
  signeLe?: Instant | undefined;
}

/**
 * The mandate as a document, ready for `renderMandatHtml` and for the PDF. It says what was prepared and signed:
 * later ends, acts or a renamed structure do not change it, so that a re-print is the same, hash included.
 */
export function toDocument(etat: EtatMandat, options: OptionsDocument): Resultat<DocumentMandat> {
  const motifs: Motif[] = [];
  const refus = (path: string, phrase: string) =>
    motifs.push(toMotif('commande_invalide', { path: [path], phrase }));
  if (options.langue !== 'fr') refus('langue', 'Cette version ne rédige le mandat qu’en français.');
  if (!NIVEAUX_DOCUMENT.includes(options.niveau)) refus('niveau', 'Ce niveau de langue n’existe pas.');
  const genre: string = options.genre ?? 'mandat';
  if (genre !== 'mandat') refus('genre', 'Cette version ne rédige que le mandat.');
  if ('codes' in options) refus('codes', 'Cette version n’imprime pas encore de code.');
  const redaction = gather(etat, options.identites, options.signeLe);
  if (!redaction.ok) motifs.push(...redaction.motifs);
  if (motifs.length > 0 || !redaction.ok) return refuser(...motifs);
  const simple = options.niveau === 'langage_simple';
  return {
    ok: true,
    value: {
      v: 1,
      genre: 'mandat',
      langue: 'fr',
      sens: 'ltr',
      niveau: options.niveau,
      titre: simple ? TITRE_SIMPLE : TITRE_COMPLET,
      blocs: simple ? writeSimple(redaction.value) : writeComplet(redaction.value),
      qr: null,
    },
  };
}
