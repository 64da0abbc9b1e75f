import { createEcriture, encode, gather, mapCodes, toColonne, write, type Colonne } from './colonne.ts';
import { toEpochDay, type DateCivile, type Id } from './date-civile.ts';
import type { AdressageFait } from './faits.ts';
import { keepLast, type Histoire } from './histoire.ts';
import { createJours } from './jours.ts';
import { champMois, champsLieu, listWithin, type Entiere, type Periode, type Socle } from './socle.ts';
import { createTable, lazy, restrict, type Champ, type Table } from './table-lignes.ts';

/** Referrals by the day on which they were received, with the day of the first visit that followed each. */
export interface Adressages extends Entiere {
  /** Empty while the person has not come. */
  readonly venues: () => Colonne;
}

export function createAdressages(socle: Socle): Adressages | null {
  const { adressages, zone } = socle.faits;
  if (adressages === undefined || zone === undefined) return null;
  const { histoire } = socle;
  const jourOf = createJours(zone);
  const lignes = keepLast(adressages).map((adressage): AdresseLe => ({
    adressage,
    le: jourOf(adressage.recuLe),
  }));
  const byId = lazy(() => new Map(histoire.interventions.map((i) => [i.id, i.date])));
  const venueOf = ({ adressage: { personne, interventionId }, le }: AdresseLe): DateCivile => {
    const explicit = interventionId === undefined ? undefined : byId().get(interventionId);
    const venue = personne === undefined ? undefined : findVisite(histoire, personne, le);
    return [explicit, venue].filter((date) => date !== undefined && date >= le).sort()[0] ?? PAS_VENUE;
  };
  const venues = lazy(() => encode(lignes, venueOf));
  const jours = lazy(() => encode(lignes, ({ le }) => le));
  const table = createTable(
    lignes,
    new Map<string, Champ<AdresseLe>>([
      ...champsLieu<AdresseLe>(socle, ({ adressage }) => adressage.lieuId),
      ['mois', champMois(({ le }) => le)],
      ['service', ({ adressage }) => adressage.serviceId],
      ['attente_jours', { make: () => attentesOf(jours(), venues()) }],
    ]),
  );
  return { table, jours, venues };
}

const PAS_VENUE = '';

/** Days until the first visit; who still waited on the last day has no delay yet. */
function attentesOf(jours: Colonne, venues: Colonne, au: DateCivile | null = null): Colonne {
  const recus = mapCodes(jours.dict, toEpochDay);
  const venus = mapCodes(venues.dict, (date) =>
    date === PAS_VENUE || (au !== null && date > au) ? PAS_ENCORE : toEpochDay(date),
  );
  const attentes = createEcriture(jours.codes.length);
  for (let row = 0; row < jours.codes.length; row++) {
    const venu = venus[venues.codes[row] ?? 0] ?? PAS_ENCORE;
    write(attentes, row, venu === PAS_ENCORE ? 'non_communique' : venu - (recus[jours.codes[row] ?? 0] ?? 0));
  }
  return toColonne(attentes);
}

/** No day at all. */
const PAS_ENCORE = -0x8000_0000;

export function restrictAdressages({ table, jours, venues }: Adressages, periode: Periode | null): Table {
  const rows = listWithin(jours(), periode);
  const attentes = () => attentesOf(gather(jours(), rows), gather(venues(), rows), periode?.au);
  return restrict(table, rows, { champs: new Map([['attente_jours', attentes]]) });
}

/** A referral, and the day on which it was received. */
interface AdresseLe {
  readonly adressage: AdressageFait;
  readonly le: DateCivile;
}

/** Day of the first visit of a person, that day or later. */
function findVisite(histoire: Histoire, personne: Id, le: DateCivile): DateCivile | undefined {
  const rank = histoire.dossiers.rankOf(personne);
  if (rank === undefined) return undefined;
  const { rows, starts } = histoire.visites();
  const { dict, codes } = histoire.dates();
  for (let at = starts[rank] ?? 0, end = starts[rank + 1] ?? 0; at < end; at++) {
    const date = dict[codes[rows[at] ?? 0] ?? 0];
    if (date !== undefined && date >= le) return date;
  }
  return undefined;
}
