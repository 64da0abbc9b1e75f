import type { Bloc, DocumentMandat, Inline } from '@porte-plume/mandat/document';
import { toTexte, toTexteIsole } from '@porte-plume/mandat/document';
import type { Pied } from './pied.ts';
import type { Qr } from './qr.ts';

/**
 * What the template reads: the same tree, every run already in words, the signature boxes side by side. `latin`: a run
 * without Arabic letters in a right-to-left column, drawn with one font so that it stays in one piece; `entier`: never
 * cut at the end of a line.
 */
interface Run {
  kind: Inline['kind'];
  texte: string;
  href?: string;
  langue?: string;
  latin?: true;
  entier?: true;
  /** A long address, in pieces between which a line may be cut: its text itself holds no place to break. */
  pieces?: string[];
}
type Signature = Extract<Bloc, { kind: 'signature' }>;
type Bilingue = Extract<Bloc, { kind: 'bilingue' }>;
interface Colonne {
  langue: string;
  sens: DocumentMandat['sens'];
}

const FRANCAIS: Colonne = { langue: 'fr', sens: 'ltr' };

/** JSON of the template's input. What stands outside a translation is in French, whoever reads. */
export function toDonnees(doc: DocumentMandat, pied: Pied, qr?: Qr): string {
  return JSON.stringify({
    titre: doc.titre,
    niveau: doc.niveau,
    pied,
    blocs: toBlocs(doc.blocs, FRANCAIS, qr !== undefined),
    ...(qr === undefined ? {} : { qr }),
  });
}

function toBlocs(blocs: readonly Bloc[], colonne: Colonne, avantQr = false): unknown[] {
  const sortie: unknown[] = [];
  let cadres: unknown[] = [];
  for (const [rang, bloc] of blocs.entries()) {
    if (bloc.kind !== 'signature') {
      cadres = [];
      const suivant = blocs[rang + 1];
      const lie = suivant === undefined ? avantQr : isLie(bloc, suivant);
      sortie.push(toBloc(bloc, colonne, lie));
      continue;
    }
    if (cadres.length === 0) sortie.push({ kind: 'signatures', cadres });
    cadres.push(toCadre(bloc));
  }
  return sortie;
}

function toBloc(bloc: Exclude<Bloc, Signature>, colonne: Colonne, lie: boolean): unknown {
  const runs = (contenu: readonly Inline[]) => toRuns(contenu, colonne);
  switch (bloc.kind) {
    case 'titre':
      return { ...bloc, contenu: runs(bloc.contenu) };
    case 'paragraphe':
      return { kind: 'paragraphe', lie, contenu: runs(bloc.contenu) };
    case 'liste':
      return { kind: 'liste', items: bloc.items.map(runs) };
    case 'definitions':
      return {
        kind: 'definitions',
        entrees: bloc.entrees.map((e) => ({ terme: runs(e.terme), valeurs: e.valeurs.map(runs) })),
      };
    case 'encadre':
      return { kind: 'encadre', lie, blocs: toBlocs(bloc.blocs, colonne) };
    case 'bilingue': {
      const { traduction } = bloc;
      return {
        kind: 'bilingue',
        lie,
        niveau: toNiveau(bloc),
        court: isCourt(bloc),
        fr: toBlocs(bloc.fr, FRANCAIS),
        traduction: { ...traduction, blocs: toBlocs(traduction.blocs, traduction) },
      };
    }
  }
}

/** What announces a list, a part, the boxes to sign or the QR code is never left alone at the foot of a page. */
function isLie(bloc: Bloc, suivant: Bloc): boolean {
  if (suivant.kind === 'signature') return true;
  if (bloc.kind === 'paragraphe') return suivant.kind === 'liste';
  const annonce = bloc.kind === 'bilingue' && suivant.kind === 'bilingue' && isCourt(bloc);
  return annonce && toNiveau(bloc) !== 0 && toNiveau(suivant) > toNiveau(bloc);
}

/** Level of the heading that opens the columns, 0 without one. */
function toNiveau({ fr: [premier] }: Bilingue): number {
  return premier?.kind === 'titre' ? premier.niveau : 0;
}

function isCourt({ fr, traduction }: Bilingue): boolean {
  return Math.max(countLignes(fr), countLignes(traduction.blocs)) <= LIGNES_COURT;
}

function toCadre({ libelle, mention, image, traduction }: Signature): unknown {
  const textes = (source: Pick<Signature, 'libelle' | 'mention'>, colonne: Colonne) => ({
    libelle: toRuns(source.libelle, colonne),
    ...(source.mention === undefined ? {} : { mention: toRuns(source.mention, colonne) }),
  });
  return {
    ...textes({ libelle, mention }, FRANCAIS),
    ...(image === undefined
      ? {}
      : { image: { octets: [...Buffer.from(image.png, 'base64')], alt: image.alt } }),
    ...(traduction === undefined
      ? {}
      : {
          traduction: {
            langue: traduction.langue,
            sens: traduction.sens,
            ...textes(traduction, traduction),
          },
        }),
  };
}

/** Two columns of this many lines go whole to the next page rather than be cut. */
const LIGNES_COURT = 9;
const SIGNES_PAR_LIGNE = 34;

/** About how many lines a column takes: enough to choose where to break, the engine does the rest. */
function countLignes(blocs: readonly Bloc[]): number {
  const lignes = (contenu: readonly Inline[]) =>
    Math.ceil(contenu.reduce((signes, inline) => signes + toTexte(inline).length, 0) / SIGNES_PAR_LIGNE);
  const somme = (nombres: number[]) => nombres.reduce((a, b) => a + b, 0);
  return somme(
    blocs.map((bloc) => {
      if (bloc.kind === 'titre' || bloc.kind === 'paragraphe') return lignes(bloc.contenu);
      if (bloc.kind === 'liste') return somme(bloc.items.map(lignes));
      if (bloc.kind === 'definitions')
        return somme(bloc.entrees.map((e) => lignes(e.terme) + somme(e.valeurs.map(lignes))));
      return bloc.kind === 'encadre' ? countLignes(bloc.blocs) + 1 : 0;
    }),
  );
}

const SIGNES_SANS_COUPE = 30;
/** Isolation signs apart, then parts that end with a sign of an address, at most 20 letters each. */
const PIECES_ADRESSE = /\p{Cf}|[^\p{Cf}./@-]{0,19}[./@-]+|[^\p{Cf}./@-]{1,20}/gu;

function toRuns(contenu: readonly Inline[], { langue, sens }: Colonne): Run[] {
  return contenu.map((inline) => {
    const { kind } = inline;
    const run: Run = { kind, texte: toTexteIsole(inline, langue) };
    if (sens === 'rtl' && !/\p{Script=Arabic}/u.test(run.texte)) run.latin = true;
    if (kind === 'lien') {
      run.href = inline.href;
      if (run.texte.length > SIGNES_SANS_COUPE) run.pieces = run.texte.match(PIECES_ADRESSE) ?? [];
    }
    if (kind === 'telephone') run.href = `tel:${inline.e164}`;
    else if (kind === 'texte' || kind === 'fort') {
      if (inline.langue !== undefined && inline.langue !== langue) run.langue = inline.langue;
    }
    if (kind === 'telephone' || kind === 'code') run.entier = true;
    return run;
  });
}
