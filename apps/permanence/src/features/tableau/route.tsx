import { getIndicateurs } from '@porte-plume/accompagnement/indicateurs';
import { getLibelle, LISTES } from '@porte-plume/accompagnement/nomenclatures';
import { PERIMETRES } from '@porte-plume/demarches';
import type { Protection } from '@porte-plume/statistiques';
import { toCsv } from '@porte-plume/statistiques/export';
import { Hono, type Context } from 'hono';
import { readFaits } from '../../domain/faits.ts';
import { demand, may } from '../../server/acces.ts';
import { makeCadre } from '../../server/cadre.ts';
import { civilDate, type AppEnv } from '../../server/contexte.ts';
import { ErreurHttp } from '../../server/erreur-http.ts';
import { addDays } from '../../server/heure.ts';
import { forVisiteur } from '../../server/page.ts';
import { render } from '../../server/render.ts';
import { dateEnMots } from '../../ui/date.ts';
import { nombreOuMasque } from '../../ui/table.tsx';
import { countAteliers } from '../../domain/ateliers.ts';
import { readCleStable } from '../../domain/cle-stable.ts';
import { publish, SEUIL, type Publie } from './calcul.ts';
import { computeSection, SECTIONS, type Deja, type Lu, type Section } from './sections.ts';
import { TableauView, type Chiffre, type TableauProps } from './view.tsx';

const JOURS = 365;
const TOTAL = 'Total';

/** The coordinator's page and its CSV: protected figures only. */
export function tableauRoutes(): Hono<AppEnv> {
  const app = new Hono<AppEnv>();
  app.get('/tableau', async (c) => {
    const section = SECTIONS.find((une) => une === c.req.query('section')) ?? 'activite';
    const { publie, lus, ateliers } = await load(c, section);
    const { visiteur } = c.var;
    const voir = lus.find(({ code }) => code === c.req.query('voir'))?.code;
    return render(
      c,
      <TableauView
        cadre={makeCadre(c)}
        structure={visiteur.organisation}
        periode={`du ${withoutWeekday(publie.periode.du)} au ${withoutWeekday(publie.periode.au)}`}
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
    const {
      publie: { croisement },
    } = await load(c, 'activite');
    if (croisement === null)
      throw new ErreurHttp(404, 'Il n’y a pas encore assez de fiches pour un tableau.');
    c.header('Content-Type', 'text/csv; charset=utf-8');
    c.header('Content-Disposition', 'attachment; filename="demarches.csv"');
    // The mark lets a spreadsheet read the accents.
    return c.body(`\uFEFF${toCsv(croisement.table, { separator: ';', layout: 'publication' })}`);
  });
  return app;
}

interface Charge {
  publie: Publie;
  lus: Lu[];
  ateliers: { tenus: number; participants: number | null };
}

async function load(c: Context<AppEnv>, section: Section): Promise<Charge> {
  const { services, visiteur } = c.var;
  demand(visiteur, 'lire_indicateur_interne');
  const au = civilDate(services.clock(), visiteur.zone);
  const periode = { du: addDays(au, 1 - JOURS), au };
  const { bruts, comptes, cle } = await forVisiteur(c, 'tableau.faits', async (tx) => ({
    cle: await readCleStable(tx, services, visiteur, 'protection'),
    bruts: await readFaits(tx, visiteur.orgId),
    comptes: await countAteliers(tx, visiteur.orgId, periode),
  }));
  const publie = await publish(bruts, periode, { cle, alea: services.alea });
  const { tenus, participants } = comptes;
  return {
    publie,
    lus: computeSection(section, bruts, periode, toDeja(publie)),
    ateliers: { tenus, participants: participants > 0 && participants < SEUIL ? null : participants },
  };
}

function toDeja({ croisement, chiffres }: Publie): Deja {
  const demarches = cellOf(croisement, {});
  return {
    personnes: chiffres.A2,
    modes: Object.fromEntries(LISTES.mode.map(({ code }) => [code, cellOf(croisement, { mode: code })])),
    demarches,
    seuil: SEUIL,
  };
}

function withoutWeekday(date: string): string {
  return dateEnMots(date).split(' ').slice(1).join(' ');
}

/** Published value of one cell of a table, by its codes. */
function cellOf(protection: Protection | null, key: Readonly<Record<string, string>>): number | null {
  const cell = protection?.table.cells.find((une) =>
    protection.table.dims.every((dim) => (une.key[dim] ?? TOTAL) === (key[dim] ?? TOTAL)),
  );
  return cell?.valeur ?? null;
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

function toCroisement(protection: Protection): NonNullable<TableauProps['croisement']> {
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
    valeur: cellOf(protection, { perimetre: code, mode: TOTAL }),
  }));
  const publiees = barres
    .filter((une): une is { libelle: string; valeur: number } => une.valeur !== null)
    .sort((a, b) => b.valeur - a.valeur);
  const [premiere] = publiees;
  const masquees = protection.table.cells.filter(({ statut }) => statut === 'masque').length;
  return {
    tableau: {
      titre: 'Démarches, par famille et par façon d’aider',
      enLignes: 'Famille',
      lignes,
      colonnes,
      cellules: lignes.map(({ code: perimetre }) =>
        colonnes.map(({ code: mode }) => cellOf(protection, { perimetre, mode })),
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
    seuil: protection.threshold,
    masquees,
    audit: {
      phrase:
        masquees === 0
          ? ''
          : protection.audit.exact === 0
            ? 'Le tableau a été attaqué par le calcul\u00a0: aucune case retirée ne se retrouve, ni exactement, ni de près.'
            : '',
    },
  };
}
