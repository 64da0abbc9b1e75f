import type { Bloc, DocumentMandat, Inline } from '@porte-plume/mandat/document';
import { toTexte } from '@porte-plume/mandat/document';

/** What the template reads: the same tree, every run already in words, the signature boxes side by side. */
type Run = { kind: Inline['kind']; texte: string; href?: string };
type Sens = DocumentMandat['sens'];

const LRI = '\u2066';
const PDI = '\u2069';

/** JSON of the template's input. */
export function toDonnees(doc: DocumentMandat, pied: string): string {
  return JSON.stringify({
    titre: doc.titre,
    langue: doc.langue,
    sens: doc.sens,
    niveau: doc.niveau,
    pied,
    blocs: toBlocs(doc.blocs, doc.langue, doc.sens),
  });
}

function toBlocs(blocs: readonly Bloc[], langue: string, sens: Sens): unknown[] {
  const sortie: unknown[] = [];
  let cadres: unknown[] = [];
  for (const bloc of blocs) {
    if (bloc.kind !== 'signature') {
      cadres = [];
      sortie.push(toBloc(bloc, langue, sens));
      continue;
    }
    if (cadres.length === 0) sortie.push({ kind: 'signatures', cadres });
    const { image } = bloc;
    const dessin =
      image === undefined ? {} : { image: { octets: [...Buffer.from(image.png, 'base64')], alt: image.alt } };
    const mention = bloc.mention === undefined ? {} : { mention: toRuns(bloc.mention, langue, sens) };
    cadres.push({ libelle: toRuns(bloc.libelle, langue, sens), ...dessin, ...mention });
  }
  return sortie;
}

function toBloc(bloc: Exclude<Bloc, { kind: 'signature' }>, langue: string, sens: Sens): unknown {
  const runs = (contenu: readonly Inline[]) => toRuns(contenu, langue, sens);
  switch (bloc.kind) {
    case 'titre':
    case 'paragraphe':
      return { ...bloc, contenu: runs(bloc.contenu) };
    case 'liste':
      return { kind: 'liste', items: bloc.items.map(runs) };
    case 'definitions':
      return {
        kind: 'definitions',
        entrees: bloc.entrees.map((e) => ({ terme: runs(e.terme), valeurs: e.valeurs.map(runs) })),
      };
    case 'encadre':
      return { kind: 'encadre', blocs: toBlocs(bloc.blocs, langue, sens) };
    case 'bilingue': {
      const { traduction } = bloc;
      const blocs = toBlocs(traduction.blocs, traduction.langue, traduction.sens);
      return { kind: 'bilingue', fr: toBlocs(bloc.fr, 'fr', 'ltr'), traduction: { ...traduction, blocs } };
    }
  }
}

function toRuns(contenu: readonly Inline[], langue: string, sens: Sens): Run[] {
  return contenu.map((inline) => {
    const brut = toTexte(inline, langue);
    const isole =
      sens === 'rtl' && (inline.kind === 'date' || inline.kind === 'telephone' || inline.kind === 'code');
    const texte = isole ? `${LRI}${brut}${PDI}` : brut;
    if (inline.kind === 'lien') return { kind: inline.kind, texte, href: inline.href };
    if (inline.kind === 'telephone') return { kind: inline.kind, texte, href: `tel:${inline.e164}` };
    return { kind: inline.kind, texte };
  });
}
