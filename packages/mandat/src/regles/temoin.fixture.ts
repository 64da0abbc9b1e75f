/**
 * A mandate told a second time, naively, from the text of the specification: it keeps the commands that went through
 * and reads everything again at each question, without the state, the fold or the calendar of the package.
 */
import type { Commande, CommandeDe } from '../modele/evenement.ts';
import type { Item } from '../modele/modele.ts';
import type { Acte, Capacite, Statut } from '../modele/nomenclatures.ts';

export interface Fait<T extends Commande['type'] = Commande['type']> {
  type: T;
  /** Id and type of the event that was recorded. */
  id: string;
  evenement: string;
  faitLe: string;
  connuLe: string;
  appareil: string;
  seq: number;
  donnees: CommandeDe<T>['donnees'];
  /** The capacity of the person as the device knew it then. */
  capacite: Capacite;
}
/** Pairs (`démarche acte`) that a newer mandate took over. */
export interface Remplacement {
  id: string;
  faitLe: string;
  connuLe: string;
  appareil: string;
  seq: number;
  paires: string[];
}
export interface Regard {
  instant: string;
  connuA?: string | undefined;
}
interface Sortie {
  depuis: string;
  statut: Statut;
}

const HEURE = 3_600_000;
const PARIS = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Paris' });
export const decaler = (instant: string, heures: number) =>
  new Date(Date.parse(instant) + heures * HEURE).toISOString();
export const jourDe = (instant: string) => PARIS.format(new Date(instant));
export const joursApres = (jour: string, n: number) => decaler(`${jour}T12:00:00.000Z`, 24 * n).slice(0, 10);
/** Midnight in Paris: 22:00 or 23:00 UTC the day before. */
export function minuit(jour: string): string {
  const ete = decaler(`${jour}T00:00:00.000Z`, -2);
  return jourDe(ete) === jour ? ete : decaler(ete, 1);
}
function moisApres(jour: string, n: number): string {
  const [a = 0, m = 0, j = 0] = jour.split('-').map(Number);
  const dernier = new Date(Date.UTC(a, m + n, 0)).getUTCDate();
  return new Date(Date.UTC(a, m - 1 + n, Math.min(j, dernier))).toISOString().slice(0, 10);
}

const plusTot = (a: Sortie | undefined, b: Sortie) => (a === undefined || b.depuis < a.depuis ? b : a);
const plusTard = (a: Sortie | undefined, b: Sortie) => (a === undefined || b.depuis > a.depuis ? b : a);
const vu = (fait: { faitLe: string; connuLe: string }, q: Regard) =>
  fait.faitLe <= q.instant && (q.connuA === undefined || fait.connuLe <= q.connuA);

interface Rang {
  faitLe: string;
  appareil: string;
  seq: number;
}
const ordonner = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);
const compareFaits = (a: Rang, b: Rang) =>
  ordonner(a.faitLe, b.faitLe) || ordonner(a.appareil, b.appareil) || a.seq - b.seq;
/** The last said; of one instant, the one recorded last. */
const toDernier = <T extends Rang & { connuLe: string }>(faits: T[]) =>
  faits
    .sort((a, b) => ordonner(a.faitLe, b.faitLe) || ordonner(a.connuLe, b.connuLe) || compareFaits(a, b))
    .at(-1);

/** One mandate, as far as one device knows. */
export class Temoin {
  id: string;
  faits: Fait[] = [];
  remplacements: Remplacement[] = [];

  constructor(id: string) {
    this.id = id;
  }

  /** What two devices know together. */
  apprendre(autre: Temoin): void {
    this.faits.push(...autre.faits.filter((f) => !this.faits.some((x) => x.id === f.id)));
    const inconnus = autre.remplacements.filter((r) => !this.remplacements.some((x) => x.id === r.id));
    this.remplacements.push(...inconnus);
  }

  /** What would be known had only this been recorded by then. */
  vers(q: Regard): Temoin {
    const ancien = new Temoin(this.id);
    ancien.faits = this.faits.filter((f) => vu(f, q));
    ancien.remplacements = this.remplacements.filter((r) => vu(r, q));
    return ancien;
  }

  /** Facts of one kind in effective order: instant, device, rank. */
  de<T extends Commande['type']>(type: T): Fait<T>[] {
    return (this.faits.filter((f) => f.type === type) as unknown as Fait<T>[]).sort(compareFaits);
  }
  premier<T extends Commande['type']>(type: T): Fait<T> | undefined {
    return this.de(type)[0];
  }
  /** Said again, the last word counts; of two said of one instant, the one recorded last. */
  dernier<T extends Commande['type']>(type: T): Fait<T> | undefined {
    return toDernier(this.de(type));
  }

  get preparation(): CommandeDe<'PreparerMandat'>['donnees'] | undefined {
    return this.premier('PreparerMandat')?.donnees;
  }
  get items(): Item[] {
    return this.preparation?.items ?? [];
  }

  /** Exclusive end of the last day, from the quantième of the consent. */
  get terme(): string | undefined {
    const consentement = this.premier('Consentir');
    const duree = this.preparation?.duree;
    if (consentement === undefined || duree === undefined) return undefined;
    const du = jourDe(consentement.faitLe);
    const auInclus = 'mois' in duree ? moisApres(du, duree.mois) : joursApres(du, duree.jours);
    return minuit(joursApres(auInclus, 1));
  }

  /** End of the fifteenth day after a spoken consent. */
  get termeOral(): string | undefined {
    const c = this.premier('Consentir');
    return c?.donnees.recueil.forme === 'oral_a_regulariser'
      ? minuit(joursApres(jourDe(c.faitLe), 16))
      : undefined;
  }

  isOral(q: Regard): boolean {
    const ecrit = this.premier('RegulariserOral');
    const { termeOral } = this;
    if (termeOral === undefined) return false;
    const tard = ecrit !== undefined && (ecrit.faitLe >= termeOral || ecrit.connuLe >= termeOral);
    return ecrit === undefined || !vu(ecrit, q) || tard;
  }

  isAccepte(q: Regard): boolean {
    const [consentement, acceptation] = [this.premier('Consentir'), this.premier('AccepterMandat')];
    return (
      consentement !== undefined && acceptation !== undefined && vu(consentement, q) && vu(acceptation, q)
    );
  }

  capacite(q: Regard): Capacite {
    const capacite = this.dernier('DeclarerCapacite')?.donnees.capacite ?? this.preparation?.mandant.capacite;
    return this.mesure(this.de('SignalerProtection').filter((f) => vu(f, q))) ?? capacite ?? 'inconnue';
  }

  /** The latest judgment; of two told of one day, the one recorded last. */
  mesure(dites: Fait<'SignalerProtection'>[]): Capacite | undefined {
    return toDernier(dites)?.donnees.capacite;
  }

  /** Every end of the whole mandate recorded, with its first instant. */
  fins(): (Sortie & { connuLe: string })[] {
    const represente = this.preparation?.constituant.kind === 'tuteur';
    return (
      [
        ...this.de('RefuserConsentement').map((f) => ({ ...f, depuis: f.faitLe, statut: 'refuse' })),
        ...this.de('RevoquerMandat').map((f) => ({
          ...f,
          depuis: f.faitLe,
          statut: f.evenement === 'MandatAnnule' ? 'annule' : 'revoque',
        })),
        ...this.de('RenoncerMandat').map((f) => {
          const { preavisJours: n } = f.donnees;
          const depuis = n === 0 ? f.faitLe : minuit(joursApres(jourDe(f.faitLe), n + 1));
          return { ...f, depuis, statut: 'renonce' };
        }),
        ...this.de('SignalerDeces').map((f) => ({ ...f, depuis: minuit(f.donnees.le), statut: 'caduc' })),
        ...this.de('SignalerProtection')
          .filter((f) => f.donnees.capacite === 'tutelle' && !represente)
          .map((f) => ({ ...f, depuis: minuit(f.donnees.jugementLe), statut: 'caduc' })),
        ...this.de('SignalerStructure').map((f) => ({ ...f, depuis: f.faitLe, statut: 'caduc' })),
      ] as (Sortie & Fait)[]
    ).sort(
      (a, b) => ordonner(a.depuis, b.depuis) || compareFaits({ ...a, faitLe: '' }, { ...b, faitLe: '' }),
    );
  }

  /** The first end of the whole mandate in force; after the last day nothing ends any more. */
  fin(q: Regard): Sortie | undefined {
    const terme = this.premier('AccepterMandat') === undefined ? undefined : this.terme;
    const dites = this.fins().filter(
      (f) =>
        f.depuis <= q.instant &&
        (q.connuA === undefined || f.connuLe <= q.connuA) &&
        (terme === undefined || f.depuis < terme),
    );
    const { termeOral } = this;
    const oral = termeOral !== undefined && termeOral <= q.instant && this.isAccepte(q) && this.isOral(q);
    const deDroit = oral && (terme === undefined || termeOral < terme);
    return [...dites, ...(deDroit ? [{ depuis: termeOral, statut: 'caduc' as const }] : [])].reduce<
      Sortie | undefined
    >(plusTot, undefined);
  }

  /** What the person took back of an act of a démarche, in whichever line that granted it. */
  retraits(demarche: string, acte: Acte, q: Regard) {
    const accorde = (itemId: string) =>
      this.items.some((i) => i.id === itemId && pairesDe(i).some(([d, a]) => d === demarche && a === acte));
    return this.de('RetirerPerimetre')
      .filter(({ donnees: d, ...f }) => accorde(d.itemId) && (d.actes?.includes(acte) ?? true) && vu(f, q))
      .map((f) => ({ ...f, statut: 'revoque' as const }));
  }

  finDePaire(demarche: string, acte: Acte, q: Regard): Sortie | undefined {
    const prises = this.remplacements
      .filter((r) => r.paires.includes(`${demarche} ${acte}`) && vu(r, q))
      .map((r) => ({ ...r, statut: 'remplace' as const }));
    const [premiere] = [...this.retraits(demarche, acte, q), ...prises].sort(compareFaits);
    return premiere && { depuis: premiere.faitLe, statut: premiere.statut };
  }

  sortie(item: Item, q: Regard): Sortie | undefined {
    const sorties: Sortie[] = [];
    const demarches = demarchesDe(item);
    for (const f of this.de('EffectuerActe')) {
      const { itemId, acte, resultat, demarcheId } = f.donnees;
      const final = item.uneFois && itemId === item.id && acte === (item.acteFinal ?? 'deposer');
      const fait = f.evenement === 'ActeEffectue' && resultat === 'reussi' && demarches.includes(demarcheId);
      if (final && fait && vu(f, q)) sorties.push({ depuis: f.faitLe, statut: 'epuise' });
    }
    const fins = pairesDe(item).map(([d, a]) => this.finDePaire(d, a, q));
    const connues = fins.filter((f) => f !== undefined);
    const derniere = connues.reduce<Sortie | undefined>(plusTard, undefined);
    if (derniere !== undefined && connues.length === fins.length) sorties.push(derniere);
    if (this.terme !== undefined && q.instant >= this.terme) {
      sorties.push({ depuis: this.terme, statut: 'expire' });
    }
    return sorties.reduce<Sortie | undefined>(plusTot, undefined);
  }

  isSuspendu(q: Regard): boolean {
    const pas = [...this.de('SuspendreMandat'), ...this.de('ReprendreMandat')]
      .filter((f) => vu(f, q))
      .sort(compareFaits);
    return pas.at(-1)?.type === 'SuspendreMandat';
  }

  statut(q: Regard): Statut | undefined {
    const prepare = this.premier('PreparerMandat');
    if (prepare === undefined || !vu(prepare, q)) return undefined;
    const fin = this.fin(q);
    if (!this.isAccepte(q)) {
      const notice = this.dernier('PresenterNotice');
      return fin?.statut ?? (notice !== undefined && vu(notice, q) ? 'presente' : 'brouillon');
    }
    const sorties = this.items.map((item) => this.sortie(item, q));
    const ouvert = sorties.some((s) => s === undefined);
    const cloture = ouvert
      ? undefined
      : sorties.filter((s) => s !== undefined).reduce<Sortie | undefined>(plusTard, undefined);
    if (fin !== undefined && (cloture === undefined || fin.depuis <= cloture.depuis)) return fin.statut;
    return cloture?.statut ?? (this.isSuspendu(q) ? 'suspendu' : 'actif');
  }

  isEnCours(q: Regard): boolean {
    const statut = this.statut(q);
    return statut === 'actif' || statut === 'suspendu';
  }

  /** Pairs granted and still open, whoever asks. */
  pairesOuvertes(q: Regard): string[] {
    if (!this.isEnCours(q)) return [];
    return this.items.flatMap((item) =>
      this.sortie(item, q) !== undefined
        ? []
        : pairesDe(item)
            .filter(([d, a]) => this.finDePaire(d, a, q) === undefined)
            .map((paire) => paire.join(' ')),
    );
  }

  /** Pairs that it held when it was accepted, whatever became of them or of its items since. */
  pairesPrises(connuA: string | undefined): string[] {
    const acceptation = this.premier('AccepterMandat');
    if (acceptation === undefined) return [];
    const q = { instant: acceptation.faitLe, connuA };
    if (!this.isEnCours(q)) return [];
    return this.items.flatMap((item) =>
      pairesDe(item)
        .filter(([d, a]) => this.finDePaire(d, a, q) === undefined)
        .map((paire) => paire.join(' ')),
    );
  }
}

export const demarchesDe = ({ portee }: Item) =>
  (portee.kind === 'demarche' ? [portee.demarche] : portee.demarches).map((d) => d.id);

/** Démarche by act, exceptions taken out. */
export function pairesDe(item: Item): [string, Acte][] {
  return demarchesDe(item).flatMap((d) =>
    item.actes
      .filter((a) => !item.sauf.some((e) => (e.demarcheId ?? d) === d && (e.acte ?? a) === a))
      .map((a): [string, Acte] => [d, a]),
  );
}
