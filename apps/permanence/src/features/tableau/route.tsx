import { getIndicateurs } from '@porte-plume/accompagnement/indicateurs';
import { getLibelle, LISTES } from '@porte-plume/accompagnement/nomenclatures';
import { PERIMETRES } from '@porte-plume/demarches';
import { Hono } from 'hono';
import { demand, may } from '../../server/acces.ts';
import { makeCadre } from '../../server/cadre.ts';
import { civilDate, type AppEnv } from '../../server/contexte.ts';
import { ErreurHttp } from '../../server/erreur-http.ts';
import { localTime } from '../../server/heure.ts';
import { render } from '../../server/render.ts';
import { dateEnMots } from '../../ui/date.ts';
import { nombreOuMasque } from '../../ui/table.tsx';
import type { Croisement, Periode, Publie } from './calcul.ts';
import { cellOf, TOTAL } from './case.ts';
import { readTableau } from './lecture.ts';
import { SECTIONS } from './sections.ts';
import { TableauView, type Chiffre, type TableauProps } from './view.tsx';

/** The coordinator's page and its CSV: protected figures only. */
export function tableauRoutes(): Hono<AppEnv> {
  const app = new Hono<AppEnv>();
  app.get('/tableau', async (c) => {
    const section = SECTIONS.find((une) => une === c.req.query('section')) ?? 'activite';
    demand(c.var.visiteur, 'lire_indicateur_interne');
    const { publie, sections, ateliers, arreteLe } = await readTableau(c);
    const lus = sections[section];
    const { visiteur } = c.var;
    const voir = lus.find(({ code }) => code === c.req.query('voir'))?.code;
    return render(
      c,
      <TableauView
        cadre={makeCadre(c)}
        structure={visiteur.organisation}
        periode={periodeEnMots(publie.periode, arreteLe, visiteur.zone)}
        chiffres={section === 'activite' ? toChiffres(publie) : []}
        section={{
          section,
          lus,
          ...(voir === undefined ? {} : { voir }),
          ...(section === 'activite' ? { ateliers } : {}),
        }}
        rapports={may(visiteur, 'lire_rapport_publie')}
        {...(publie.croisement === null ? {} : { croisement: toCroisement(publie.croisement) })}
      />,
    );
  });
  app.get('/tableau.csv', async (c) => {
    demand(c.var.visiteur, 'lire_indicateur_interne');
    const {
      publie: { croisement },
    } = await readTableau(c);
    if (croisement === null)
      throw new ErreurHttp(404, 'Il n’y a pas encore assez de fiches pour un tableau.');
    c.header('Content-Type', 'text/csv; charset=utf-8');
    c.header('Content-Disposition', 'attachment; filename="demarches.csv"');
    // The mark lets a spreadsheet read the accents.
    return c.body(`\uFEFF${croisement.csv}`);
  });
  return app;
}

/** A figure that waited says since when. */
function periodeEnMots({ du, au }: Periode, arreteLe: string | null, zone: string): string {
  const jours = `du ${withoutWeekday(du)} au ${withoutWeekday(au)}`;
  if (arreteLe === null) return jours;
  const jour = withoutWeekday(civilDate(new Date(arreteLe), zone));
  return `${jours}, chiffres arrêtés le ${jour} à ${localTime(arreteLe, zone)}`;
}

function withoutWeekday(date: string): string {
  return dateEnMots(date).split(' ').slice(1).join(' ');
}

function toChiffres({ croisement, chiffres }: Publie): Chiffre[] {
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
    chiffre('A5', cellOf(croisement, {})),
  ];
}

function toCroisement(publie: Croisement): NonNullable<TableauProps['croisement']> {
  const lignes = [
    ...PERIMETRES.map((code) => ({ code, libelle: getLibelle('perimetre', code) })),
    { code: TOTAL, libelle: 'Ensemble', total: true },
  ];
  const colonnes = [
    ...LISTES.mode.map(({ code, libelle }) => ({ code, libelle })),
    { code: TOTAL, libelle: 'Ensemble', total: true },
  ];
  const barres = PERIMETRES.map((code) => ({
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
    csv: '/tableau.csv',
    seuil: publie.seuil,
    masquees,
    audit: {
      phrase:
        masquees === 0
          ? ''
          : publie.exactes === 0
            ? 'Le tableau a été attaqué par le calcul\u00a0: aucune case retirée ne se retrouve, ni exactement, ni de près.'
            : '',
    },
  };
}
