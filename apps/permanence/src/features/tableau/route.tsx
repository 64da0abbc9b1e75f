import { getIndicateurs } from '@porte-plume/accompagnement/indicateurs';
import { getLibelle, LISTES } from '@porte-plume/accompagnement/nomenclatures';
import {
  SECTIONS_TABLEAU,
  type CaseTableau,
  type TableauPublie,
  type VueTableau,
} from '@porte-plume/accompagnement/tableau-de-bord';
import { PERIMETRES } from '@porte-plume/demarches';
import { Hono, type Context } from 'hono';
import { demand, may } from '../../server/acces.ts';
import { makeCadre } from '../../server/cadre.ts';
import type { AppEnv } from '../../server/contexte.ts';
import { ErreurHttp } from '../../server/erreur-http.ts';
import { render } from '../../server/render.ts';
import { nombreOuMasque } from '../../ui/table.tsx';
import { cellOf, TOTAL, type Cases } from './case.ts';
import { readChoix, type Choix } from './choix.ts';
import { writeFigures } from './csv.ts';
import { readTableau, type TableauLu } from './lecture.ts';
import { TOUTE, type LienChoix } from './lien.ts';
import { periodeEnMots } from './quand.ts';
import { TableauView, type Chiffre, type TableauProps } from './view.tsx';

/** What one request asks of the dashboard, read. */
interface Demande {
  choix: Choix;
  lu: TableauLu;
  /** Null for a lieu of which too little may be told. */
  vue: VueTableau | null;
  periode: string;
}

async function readDemande(c: Context<AppEnv>): Promise<Demande> {
  demand(c.var.visiteur, 'lire_indicateur_interne');
  const choix = await readChoix(c);
  const lu = await readTableau(c, choix.annee, { lieuId: choix.lieu?.id });
  const { publie } = lu.tableau;
  return {
    choix,
    lu,
    vue: choix.lieu === undefined ? publie.ensemble : lu.vueLieu,
    periode: periodeEnMots(publie.periode, lu.arreteLe, c.var.visiteur.zone),
  };
}

/** The coordinator's page and its CSV: protected figures only. */
export function tableauRoutes(): Hono<AppEnv> {
  const app = new Hono<AppEnv>();
  app.get('/tableau', async (c) => {
    const section = SECTIONS_TABLEAU.find((une) => une === c.req.query('section')) ?? 'activite';
    const { choix, lu, vue, periode } = await readDemande(c);
    const { publie, ateliers } = lu.tableau;
    const { visiteur } = c.var;
    const entiere = choix.lieu === undefined;
    const lus = vue?.sections[section] ?? [];
    const voir = lus.find(({ code }) => code === c.req.query('voir'))?.code;
    return render(
      c,
      <TableauView
        cadre={makeCadre(c)}
        structure={visiteur.organisation}
        choix={toChoix(choix, lu.lieux)}
        periode={periode}
        muet={vue === null}
        chiffres={vue === null || section !== 'activite' ? [] : toChiffres(vue)}
        section={{
          section,
          lus,
          choix: toLien(choix),
          ...(voir === undefined ? {} : { voir }),
          ...(section === 'activite' && entiere ? { ateliers } : {}),
        }}
        rapports={may(visiteur, 'lire_rapport_publie')}
        {...(entiere && publie.croisement !== null ? { croisement: toCroisement(publie) } : {})}
      />,
    );
  });
  app.get('/tableau.csv', async (c) => {
    const { choix, lu, vue } = await readDemande(c);
    if (!vue?.chiffres.A1) throw new ErreurHttp(404, 'Il n’y a pas encore assez de fiches pour un tableau.');
    const { croisement, periode } = lu.tableau.publie;
    c.header('Content-Type', 'text/csv; charset=utf-8');
    c.header('Content-Disposition', 'attachment; filename="tableau-de-bord.csv"');
    const octets = writeFigures(
      { periode, lieu: choix.lieu?.nom ?? TOUTE },
      toChiffres(vue),
      vue.sections,
      choix.lieu === undefined && croisement !== null ? toCases(croisement) : null,
    );
    return c.body(octets as Uint8Array<ArrayBuffer>);
  });
  return app;
}

const toLien = ({ annee, lieu }: Choix): LienChoix => ({ annee: annee.code, lieu: lieu?.id });

function toChoix(choix: Choix, dits: readonly string[]): TableauProps['choix'] {
  const { annees, annee, lieux, lieu } = choix;
  const montres = lieux.filter(({ id }) => dits.includes(id) || id === lieu?.id);
  return {
    lien: toLien(choix),
    lieu: lieu?.nom ?? null,
    lieux: montres.map(({ id, nom }) => ({ code: id, libelle: nom })),
    tus: lieux.length - montres.length,
    // The first day and the last are said above.
    annees: annees.map(({ code, quoi }) => ({
      code,
      libelle: quoi === 'annee' ? `${code}, en cours` : code,
    })),
    annee: annee.code,
  };
}

function toChiffres({ chiffres }: VueTableau): Chiffre[] {
  const definitions = new Map(getIndicateurs('indicateurs@2026.1').map((une) => [une.code, une]));
  const chiffre = (code: string, valeur: number | null): Chiffre => {
    const { libelle, definition } = definitions.get(code) ?? { libelle: code, definition: '' };
    const arrondi = valeur === null ? null : Math.floor(valeur * 10 + 0.5) / 10;
    return { code, libelle, definition, valeur: arrondi === null ? null : nombreOuMasque(arrondi) };
  };
  return [
    chiffre('A1', chiffres.A1),
    chiffre('A2', chiffres.A2),
    { ...chiffre('A2b', chiffres.A2b), reserve: 'Comptés à part.' },
    chiffre('A4', chiffres.A4),
    chiffre('A5', chiffres.A5),
  ];
}

const estDuCatalogue = (code: string): boolean => PERIMETRES.some((une) => une === code);

const toCases = (cells: readonly CaseTableau[]): Cases => ({ table: { dims: ['perimetre', 'mode'], cells } });

function toCroisement({
  croisement,
  seuil,
}: Pick<TableauPublie, 'croisement' | 'seuil'>): NonNullable<TableauProps['croisement']> {
  const publie = toCases(croisement ?? []);
  // Those of the catalogue, then what older files brought without one.
  const perimetres = LISTES.perimetre
    .map(({ code }) => code)
    .filter((code) => estDuCatalogue(code) || cellOf(publie, { perimetre: code }) !== 0);
  const lignes = [
    ...perimetres.map((code) => ({ code, libelle: getLibelle('perimetre', code) })),
    { code: TOTAL, libelle: 'Ensemble', total: true },
  ];
  const colonnes = [
    ...LISTES.mode.map(({ code, libelle }) => ({ code, libelle })),
    { code: TOTAL, libelle: 'Ensemble', total: true },
  ];
  const barres = perimetres.map((code) => ({
    libelle: getLibelle('perimetre', code),
    valeur: cellOf(publie, { perimetre: code, mode: TOTAL }),
  }));
  const publiees = barres
    .filter((une): une is { libelle: string; valeur: number } => une.valeur !== null)
    .sort((a, b) => b.valeur - a.valeur);
  const [premiere] = publiees;
  const masquees = publie.table.cells.filter(({ statut }) => statut === 'masque').length;
  return {
    tableau: {
      titre: 'Démarches, par famille et par façon d’aider',
      enLignes: 'Famille',
      lignes,
      colonnes,
      cellules: lignes.map(({ code: perimetre }) =>
        colonnes.map(({ code: mode }) => cellOf(publie, { perimetre, mode })),
      ),
    },
    graphe: {
      titre: 'De quoi s’agit-il\u00a0?',
      lecture:
        premiere === undefined
          ? 'Aucune famille n’a assez de démarches pour être diffusée seule.'
          : `La famille la plus fréquente est «\u00a0${premiere.libelle}\u00a0», avec ${nombreOuMasque(premiere.valeur)} démarches.`,
      barres: [...barres].sort((a, b) => (b.valeur ?? -1) - (a.valeur ?? -1)),
    },
    seuil,
    masquees,
    audit: {
      // Whatever the attack finds, nothing of the table is published.
      phrase:
        masquees === 0
          ? ''
          : 'Le tableau a été attaqué par le calcul\u00a0: aucune case retirée ne se retrouve, ni exactement, ni de près.',
    },
  };
}
