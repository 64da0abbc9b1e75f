/** What the specification expects of each command, told on the naive mandate of `temoin.fixture.ts`. */
import { DEMARCHES, HABILITATIONS } from './commandes.fixture.ts';
import type { Commande, Evenement } from '../modele/evenement.ts';
import type { Item } from '../modele/modele.ts';
import type { Acte } from '../modele/nomenclatures.ts';
import {
  demarchesDe,
  jourDe,
  joursApres,
  minuit,
  pairesDe,
  type Regard,
  type Temoin,
} from './temoin.fixture.ts';

/** What the specification expects: a refusal, nothing new to record, or an event of this type. */
export type Attendu = 'refus' | 'rien' | 'selon' | { evenement: Evenement['type']; faitLe?: string };
const si = (condition: boolean, evenement: Evenement['type']): Attendu =>
  condition ? { evenement } : 'refus';

interface Question {
  demarcheId: string;
  acte: Acte;
  ecrivain: string;
  absent: boolean;
  relecture?: { id: string | undefined; interventionRef: string } | undefined;
}

/** Whether one item of one mandate permits: the table of the specification, condition after condition. */
export function isPermis(
  t: Temoin,
  item: Item,
  autres: Temoin[],
  q: Regard,
  { demarcheId, acte, ...x }: Question,
): boolean {
  const demarche = DEMARCHES.find((d) => d.id === demarcheId);
  const h = HABILITATIONS.find((e) => e.ecrivainRef === x.ecrivain);
  const jour = jourDe(q.instant);
  if (demarche === undefined || h?.structureId !== 's-1' || (h.auInclus ?? jour) < jour) return false;
  if (h.kind === 'benevole' && demarche.classe === 'sensible') return false;
  if (demarche.actesReserves.includes(acte)) return false;
  if (t.statut(q) !== 'actif' || t.sortie(item, q) !== undefined) return false;
  if (!pairesDe(item).some(([d, a]) => d === demarcheId && a === acte)) return false;
  if (t.finDePaire(demarcheId, acte, q) !== undefined) return false;
  const capacite = t.capacite(q);
  const represente = t.preparation?.constituant.kind === 'tuteur';
  if (capacite === 'inconnue' || (capacite === 'tutelle') !== represente) return false;
  const seule = ['consulter', 'saisir', 'deposer', 'creer_messagerie'].includes(acte);
  if (capacite === 'curatelle_simple' && !seule) return false;
  if (t.isOral(q) && (x.absent || !['consulter', 'saisir'].includes(acte))) return false;
  if (autres.some((autre) => aPris(autre, t, q, `${demarcheId} ${acte}`))) return false;
  const aRelire = ['deposer', 'signer', 'payer', 'changer_coordonnees_bancaires'].includes(acte);
  if (!aRelire || demarche.classe === 'simple') return true;
  return t
    .de('Relire')
    .some(
      (r) =>
        r.id === x.relecture?.id &&
        r.faitLe <= q.instant &&
        r.donnees.itemId === item.id &&
        r.donnees.demarcheId === demarcheId &&
        r.donnees.interventionRef === x.relecture.interventionRef,
    );
}

/** Accepted later, that mandate holds the pair though no event says so. */
function aPris(autre: Temoin, t: Temoin, q: Regard, paire: string): boolean {
  const [a, b] = [autre.premier('AccepterMandat'), t.premier('AccepterMandat')];
  if (a === undefined || b === undefined || !autre.isAccepte(q)) return false;
  const apres = a.faitLe === b.faitLe ? autre.id > t.id : a.faitLe > b.faitLe;
  return apres && autre.pairesPrises(q.connuA).includes(paire);
}

const FINS: Commande['type'][] = [
  'RevoquerMandat',
  'RetirerPerimetre',
  'RenoncerMandat',
  'SignalerDeces',
  'SignalerProtection',
  'SignalerStructure',
];

/** What each command gives on what a device knows. */
export function attendre(c: Commande, maintenant: string, t: Temoin, autres: Temoin[]): Attendu {
  const { faitLe } = c;
  const q = { instant: faitLe };
  const prepare = t.premier('PreparerMandat');
  const fait = (f: { faitLe: string } | undefined) => f !== undefined && f.faitLe <= faitLe;
  if (c.type === 'PreparerMandat') {
    const { items, duree } = c.donnees;
    const trop = ('mois' in duree && duree.mois > 12) || items.length > 5;
    const { capacite } = c.donnees.mandant;
    const { kind } = c.donnees.constituant;
    const incoherent = kind === 'tuteur' && capacite !== 'tutelle' && capacite !== 'inconnue';
    return si(prepare === undefined && !trop && !incoherent, 'MandatPrepare');
  }
  if (prepare === undefined || faitLe < prepare.faitLe) return 'refus';
  const statut = t.statut(q);
  const enCours = statut === 'actif' || statut === 'suspendu';
  const ferme = !(enCours && FINS.includes(c.type)) && c.type !== 'EffacerDonnees';
  if (t.de('EffacerDonnees').length > 0 && ferme) return 'refus';
  const clos = t.fins().length > 0;
  const signe = t.premier('Consentir');
  const notice = fait(t.dernier('PresenterNotice'));
  const lecture = t.dernier('EnregistrerLecture');
  const lu = fait(lecture) && lecture?.donnees.reformulation !== 'non_comprise';
  const capacite = t.capacite(q);
  const represente = prepare.donnees;
  const tuteur = represente.constituant.kind === 'tuteur';
  const octroi = (capacite === 'tutelle') === tuteur;
  switch (c.type) {
    case 'DeclarerCapacite': {
      const dite = t.dernier('DeclarerCapacite')?.donnees.capacite ?? represente.mandant.capacite;
      const contredit = signe !== undefined && signe.capacite !== 'inconnue' && c.donnees.capacite !== dite;
      return si(!clos && t.premier('AccepterMandat') === undefined && !contredit, 'CapaciteDeclaree');
    }
    case 'PresenterNotice':
      return si(!clos && signe === undefined, 'NoticePresentee');
    case 'EnregistrerLecture':
      return si(!clos && signe === undefined && notice, 'LectureFaite');
    case 'RefuserConsentement':
      return si(!clos && signe === undefined && notice, 'ConsentementRefuse');
    case 'Consentir': {
      const { mode, forme, langue } = c.donnees.recueil;
      const bien = langue === 'fr' && (mode === 'presence' || forme === 'oral_a_regulariser');
      const donneur = octroi || capacite === 'inconnue';
      return si(!clos && signe === undefined && notice && lu && donneur && bien, 'ConsentementDonne');
    }
    case 'AccepterMandat': {
      const h = HABILITATIONS.find((e) => e.ecrivainRef === c.donnees.ecrivainRef);
      const sensible = t.items.some((i) => demarchesDe(i).includes('rsa'));
      const jour = jourDe(faitLe);
      const habilite = h?.structureId === 's-1' && jour <= (h.auInclus ?? jour);
      const admis = habilite && !(sensible && h.kind === 'benevole');
      const temps =
        (t.terme === undefined || faitLe < t.terme) &&
        !(t.isOral(q) && t.termeOral !== undefined && faitLe >= t.termeOral);
      const premiere = t.premier('AccepterMandat') === undefined;
      const pret = !clos && premiere && notice && lu && fait(signe) && octroi && capacite !== 'inconnue';
      return si(pret && admis && temps, 'MandatAccepte');
    }
    case 'RegulariserOral': {
      const { termeOral } = t;
      const vivant = statut === 'presente' || enCours;
      const aTemps = termeOral !== undefined && faitLe < termeOral && maintenant < termeOral;
      const attendu = fait(signe) && aTemps && vivant;
      const deja = termeOral !== undefined && !t.isOral({ instant: termeOral });
      const donneur = octroi || capacite === 'inconnue';
      const ecrit = c.donnees.recueil.forme !== 'oral_a_regulariser';
      const compris = lecture?.donnees.reformulation !== 'non_comprise';
      return si(attendu && !deja && ecrit && donneur && compris, 'OralRegularise');
    }
    case 'RemettreExemplaire':
      return si(fait(t.premier('AccepterMandat')), 'ExemplaireRemis');
    case 'VerserPreuve':
      return { evenement: 'PreuveVersee' };
    case 'RetirerPerimetre': {
      const item = t.items.find((i) => i.id === c.donnees.itemId);
      const { actes } = c.donnees;
      if (item === undefined || actes?.some((a) => !item.actes.includes(a)) === true) return 'refus';
      const visees = pairesDe(item).filter(([, a]) => actes?.includes(a) ?? true);
      const deja = visees.every(([d, a]) => t.retraits(d, a, q).length > 0);
      return deja || statut === 'revoque' ? 'rien' : si(enCours, 'PerimetreRetire');
    }
    case 'RevoquerMandat':
      if (statut === 'revoque') return 'rien';
      if (statut === 'brouillon' || statut === 'presente') return { evenement: 'MandatAnnule' };
      return si(enCours, 'MandatRevoque');
    case 'RenoncerMandat': {
      const n = c.donnees.preavisJours;
      const effet = n === 0 ? faitLe : minuit(joursApres(jourDe(faitLe), n + 1));
      const deja = t.fins().some((f) => f.statut === 'renonce' && f.depuis <= effet);
      return enCours && deja ? 'rien' : si(enCours, 'MandataireARenonce');
    }
    case 'SuspendreMandat':
      return si(statut === 'actif', 'MandatSuspendu');
    case 'ReprendreMandat':
      return si(statut === 'suspendu', 'MandatRepris');
    case 'SignalerDeces': {
      const { le } = c.donnees;
      if (le > jourDe(maintenant) || le < jourDe(prepare.faitLe)) return 'refus';
      const deja = t.de('SignalerDeces').some((f) => f.donnees.le === le);
      return deja ? 'rien' : { evenement: 'DecesSignale', faitLe: minuit(le) };
    }
    case 'SignalerProtection': {
      const { jugementLe, capacite: mesure } = c.donnees;
      if (jugementLe > jourDe(maintenant) || mesure === 'inconnue') return 'refus';
      const duJour = t.de('SignalerProtection').filter((f) => f.donnees.jugementLe === jugementLe);
      const deja = t.mesure(duJour) === mesure;
      return deja ? 'rien' : { evenement: 'ProtectionSignalee', faitLe: minuit(jugementLe) };
    }
    case 'SignalerStructure': {
      if (c.donnees.suivante === 's-1') return 'refus';
      return t.de('SignalerStructure').some(fait) ? 'rien' : { evenement: 'StructureDissoute' };
    }
    case 'Relire': {
      const item = t.items.find((i) => i.id === c.donnees.itemId);
      const dedans = item !== undefined && demarchesDe(item).includes(c.donnees.demarcheId);
      return si(dedans && statut === 'actif', 'RelectureFaite');
    }
    case 'EffectuerActe': {
      const { itemId, mode, presenceMandant, demarcheId, acte, horsPerimetreReconnu } = c.donnees;
      const item = t.items.find((i) => i.id === itemId);
      const absent = mode === 'faire_a_la_place_absent';
      if (item === undefined || absent === presenceMandant) return 'refus';
      const { relectureId: id, interventionRef } = c.donnees;
      const question = {
        demarcheId,
        acte,
        absent,
        ecrivain: c.acteur.ref,
        relecture: { id, interventionRef },
      };
      const permis = isPermis(t, item, autres, { instant: faitLe, connuA: faitLe }, question);
      return {
        evenement:
          permis || (horsPerimetreReconnu === true && t.isAccepte(q)) ? 'ActeEffectue' : 'ActeRefuse',
      };
    }
    case 'RatifierActe': {
      // Which acts need it is told by `preuves.test.ts` and `decide.test.ts`: no second telling here.
      const acteVise = effectues(t).find((f) => f.id === c.donnees.acteId);
      return acteVise === undefined ? 'refus' : 'selon';
    }
    case 'RemettreCompte': {
      const { demarcheId } = c.donnees;
      const creation = effectues(t).findLast(
        ({ donnees: d, ...f }) =>
          d.demarcheId === demarcheId && d.acte === 'creer_compte' && d.resultat === 'reussi' && fait(f),
      );
      if (creation === undefined) return 'refus';
      const deja = t
        .de('RemettreCompte')
        .some((f) => f.donnees.demarcheId === demarcheId && f.faitLe >= creation.faitLe);
      return deja ? 'rien' : { evenement: 'CompteCreeEtRemis' };
    }
    case 'RendreCompte': {
      const [id = ''] = c.donnees.actes;
      if (!fait(effectues(t).find((f) => f.id === id))) return 'refus';
      const deja = t.de('RendreCompte').some((f) => f.donnees.actes.includes(id));
      return deja ? 'rien' : { evenement: 'CompteRenduRemis' };
    }
    case 'DemanderParSms': {
      const { demandeRef } = c.donnees;
      const reponses = t.de('RecevoirReponse').filter((f) => f.donnees.demandeRef === demandeRef);
      const ouverte = !reponses.some((f) => f.donnees.lecture === 'non');
      if (!(enCours || statut === 'brouillon' || statut === 'presente') || !ouverte) return 'refus';
      const envoyee = t.de('DemanderParSms').some((f) => f.donnees.demandeRef === demandeRef);
      return envoyee && reponses.length === 0 ? 'rien' : { evenement: 'DemandeEnvoyee' };
    }
    case 'RecevoirReponse': {
      const { demandeRef, messageId } = c.donnees;
      const recues = t.de('RecevoirReponse');
      if (recues.some((f) => f.donnees.messageId === messageId)) return 'rien';
      const envoyee = fait(t.de('DemanderParSms').find((f) => f.donnees.demandeRef === demandeRef));
      const close = recues.some((f) => f.donnees.demandeRef === demandeRef && f.donnees.lecture === 'non');
      return si(envoyee && !close, 'ReponseRecue');
    }
    case 'EmettreCodeTiers': {
      const { codeCommitment, auInclus } = c.donnees;
      const jour = jourDe(faitLe);
      const bien = auInclus === undefined || (auInclus >= jour && auInclus <= joursApres(jour, 30));
      return si(t.isAccepte(q) && bien && codeEmis(t, codeCommitment) === undefined, 'CodeTiersEmis');
    }
    case 'ConsulterCodeTiers':
    case 'RevoquerCodeTiers': {
      const code = codeEmis(t, c.donnees.codeCommitment);
      if (code === undefined || !fait(code)) return 'refus';
      const dernier = code.donnees.auInclus ?? joursApres(jourDe(code.faitLe), 30);
      if (jourDe(faitLe) > dernier) return 'refus';
      const { codeCommitment } = c.donnees;
      const repris = t
        .de('RevoquerCodeTiers')
        .some((f) => f.donnees.codeCommitment === codeCommitment && fait(f));
      if (c.type === 'ConsulterCodeTiers') return si(!repris, 'CodeTiersConsulte');
      return repris ? 'rien' : { evenement: 'CodeTiersRevoque' };
    }
    case 'RappelerEcheance': {
      const { destinataire } = c.donnees;
      const deja = t.de('RappelerEcheance').some((f) => f.donnees.destinataire === destinataire && fait(f));
      return statut === 'actif' && deja ? 'rien' : si(statut === 'actif', 'EcheanceRappelee');
    }
    case 'RectifierErreur': {
      const { evenementId } = c.donnees;
      if (!t.faits.some((f) => f.id === evenementId)) return 'refus';
      const deja = t.de('RectifierErreur').some((f) => f.donnees.evenementId === evenementId);
      return deja ? 'rien' : { evenement: 'ErreurRectifiee' };
    }
    case 'EffacerDonnees': {
      if (enCours || t.isEnCours({ instant: maintenant })) return 'refus';
      const { portee } = c.donnees;
      const deja = t
        .de('EffacerDonnees')
        .some(({ donnees: d }) => d.portee === 'vault_et_sel' || d.portee === portee);
      return deja ? 'rien' : { evenement: 'DonneesEffacees' };
    }
  }
}
const effectues = (t: Temoin) => t.de('EffectuerActe').filter((f) => f.evenement === 'ActeEffectue');
const codeEmis = (t: Temoin, codeCommitment: string) =>
  t.de('EmettreCodeTiers').find((f) => f.donnees.codeCommitment === codeCommitment);

/** What the acceptance of a mandate takes from the others known: each pair, from the later of the two acceptances. */
export function prendre(
  nouveau: Temoin,
  autres: Temoin[],
  faitLe: string,
): { perdant: Temoin; faitLe: string; paires: string[] }[] {
  const prises = autres.flatMap((autre) => {
    const acceptation = autre.premier('AccepterMandat');
    if (acceptation === undefined) return [];
    const tard = acceptation.faitLe > faitLe;
    const le = tard ? acceptation.faitLe : faitLe;
    const siennes = autre.pairesOuvertes({ instant: le });
    const communes = nouveau.pairesOuvertes({ instant: le }).filter((p) => siennes.includes(p));
    const paires = [...new Set(communes)];
    return [{ perdant: tard ? nouveau : autre, faitLe: le, paires }];
  });
  return prises.filter((p) => p.paires.length > 0);
}
