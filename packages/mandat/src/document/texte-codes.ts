import type { Bloc, BlocTexte, DocumentMandat, Inline } from './ast.ts';
import { formatCode, parseCode, type KindDeCode } from '../codes/code.ts';
import { toPhrase } from './message.ts';
import { toMotif, type Motif } from '../modele/motif.ts';
import { phrase, titreDe } from './parties.ts';
import { fr, type Textes } from './textes/fr.ts';

/** The codes of the person's copy, from the vault, as typed or canonical. */
export interface CodesDocument {
  /** `M…`: anyone who holds the copy can check the mandate. */
  mandat: string;
  /** `R…`: stops the mandate; printed on the mandate and on the sheet to take away only. */
  revocation?: string | undefined;
}

/** Canonical codes, or every reason why they cannot be printed. */
export function checkCodes(codes: CodesDocument): { codes: CodesDocument; motifs: Motif[] } {
  const motifs: Motif[] = [];
  const lire = (code: string, kind: KindDeCode, champ: string): string => {
    const lu = parseCode(code);
    if (lu.ok && lu.value.kind === kind) return lu.value.canonical;
    motifs.push(toMotif('code_invalide', { path: ['codes', champ] }));
    return '';
  };
  const mandat = lire(codes.mandat, 'M', 'mandat');
  if (codes.revocation === undefined) return { codes: { mandat }, motifs };
  return { codes: { mandat, revocation: lire(codes.revocation, 'R', 'revocation') }, motifs };
}

/** How to check and to stop the mandate: on the copy, never in the fingerprint, since codes are drawn after it. */
export function writeCodes(codes: CodesDocument, traduction: Textes | undefined): Bloc[] {
  const { mandat, revocation } = codes;
  const code = (canonical: string): Inline => ({ kind: 'code', texte: formatCode(canonical) });
  const ecrire = (t: Textes): BlocTexte[] => [
    titreDe(t, 2, t.codes.titre),
    phrase(t, t.codes.verifier, { code: code(mandat) }),
    phrase(t, t.codes.comment),
    ...(revocation === undefined
      ? []
      : [
          phrase(t, t.codes.arreter, { code: code(revocation) }),
          phrase(t, t.codes.donner),
          phrase(t, t.codes.garder),
        ]),
  ];
  const horsEmpreinte = true;
  if (traduction === undefined) return [{ kind: 'encadre', blocs: ecrire(fr), horsEmpreinte }];
  const { langue, sens } = traduction;
  const blocs = ecrire(traduction);
  return [{ kind: 'bilingue', fr: ecrire(fr), traduction: { langue, sens, blocs }, horsEmpreinte }];
}

/** The check page as a QR code, its text for those who do not see it in both languages. */
export function toQr(codes: CodesDocument, traduction: Textes | undefined): DocumentMandat['qr'] {
  const alts = [fr, ...(traduction === undefined ? [] : [traduction])].map((t) => toPhrase(t, t.codes.alt));
  return { url: `/v/${codes.mandat}`, alt: alts.join(' · ') };
}
