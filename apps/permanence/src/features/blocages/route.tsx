import { writeCsv } from '@porte-plume/accompagnement/exports';
import { Hono, type Context } from 'hono';
import { demand } from '../../server/acces.ts';
import { makeCadre } from '../../server/cadre.ts';
import type { AppEnv } from '../../server/contexte.ts';
import { render } from '../../server/render.ts';
import { dateEnMots } from '../../ui/date.ts';
import { nombreOuMasque } from '../../ui/table.tsx';
import { readTableau } from '../tableau/lecture.ts';
import { chooseAnnee, listAnnees, type Choisie } from '../tableau/periode.ts';
import { arretesEnMots } from '../tableau/quand.ts';
import { readBlocages, type LigneBlocage } from './calcul.ts';
import { BlocagesView, LettreView, type BlocagesProps } from './vue.tsx';

/**
 * Blocages: what stopped online services in a civil year, or in one of its months, for coordination and writers. Every page
 * reads what was kept with the dashboard, protected as one release.
 */
export function blocagesRoutes(): Hono<AppEnv> {
  const app = new Hono<AppEnv>();
  app.get('/blocages', async (c) => render(c, <BlocagesView {...await load(c)} />));
  app.get('/blocages/lettre', async (c) => render(c, <LettreView {...await load(c)} />));
  app.get('/blocages.csv', async (c) => {
    const { lus, periodeEnMots } = await load(c);
    const ligne = (nature: string, { libelle, valeur }: LigneBlocage): (string | number)[] => [
      periodeEnMots,
      nature,
      libelle,
      valeur ?? nombreOuMasque(null),
    ];
    c.header('Content-Type', 'text/csv; charset=utf-8');
    c.header('Content-Disposition', 'attachment; filename="blocages.csv"');
    const octets = writeCsv({
      nom: 'blocages',
      colonnes: ['Période', 'Nature', 'Libellé', 'Blocages'],
      lignes: [
        ligne('total', { code: '', libelle: 'Tous les blocages', valeur: lus.total }),
        ...lus.mois.map((un) => ligne('mois', un)),
        ...(lus.services ?? []).map((un) => ligne(un.operateur === true ? 'opérateur' : 'téléservice', un)),
        ...(lus.raisons ?? []).map((un) => ligne('raison', un)),
        ...(lus.plans ?? []).map((un) => ligne('plan B', un)),
      ],
    });
    return c.body(octets as Uint8Array<ArrayBuffer>);
  });
  return app;
}

/** `2026-11` → « novembre 2026 ». */
const moisEnMots = (mois: string): string => dateEnMots(`${mois}-15`).split(' ').slice(2).join(' ');

/** Months of a year that have begun, latest first. */
const listMois = ({ code, au }: Choisie): string[] =>
  Array.from(
    { length: Number(au.slice(5, 7)) },
    (_, i) => `${code}-${String(i + 1).padStart(2, '0')}`,
  ).reverse();

async function load(c: Context<AppEnv>): Promise<BlocagesProps> {
  const { services, visiteur } = c.var;
  demand(visiteur, 'lire_indicateur_interne');
  const annees = listAnnees(services, visiteur);
  const demande = c.req.query('mois') ?? '';
  const annee = chooseAnnee(annees, demande.slice(0, 4));
  const mois = listMois(annee).find((un) => un === demande);
  const { blocages, arreteLe } = await readTableau(c, annee, { blocages: true });
  if (blocages === null) throw new Error('a kept dashboard without its blockages');
  return {
    cadre: makeCadre(c),
    periodes: annees.flatMap((une) => [
      {
        code: une.code,
        libelle: une.quoi === 'annee' ? `${une.code}, en cours` : une.code,
      },
      ...listMois(une).map((code) => ({ code, libelle: moisEnMots(code) })),
    ]),
    periode: mois ?? annee.code,
    annee: annee.code,
    periodeEnMots: `en ${mois === undefined ? annee.code : moisEnMots(mois)}${arretesEnMots(arreteLe, visiteur.zone)}`,
    structure: visiteur.organisation,
    lus: readBlocages(blocages, mois, moisEnMots),
  };
}
