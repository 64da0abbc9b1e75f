/** What holds for every command and every event of a mandate's life, whatever their order. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DONNEES_COMMANDES, DONNEES_EVENEMENTS } from '../modele/donnees.ts';
import { EtatMandatSchema } from '../modele/etat.ts';
import { EvenementSchema, type Commande, type Evenement } from '../modele/evenement.ts';
import { evolve } from '../histoire/evolve.ts';
import {
  acte,
  commande,
  H,
  ITEM,
  motifsDe,
  Parcours,
  PREPARATION,
  RECUEIL,
  SIGNE,
  signer,
} from '../f0.fixture.ts';
import { STATUTS } from '../modele/nomenclatures.ts';
import { etatA, fold, merge } from '../histoire/vue.ts';

const jour = (n: number) => new Date(Date.parse(SIGNE) + n * 86_400_000).toISOString();
const demande = { demandePar: 'mandant', canal: 'telephone' } as const;
const H2 = 'b'.repeat(64);

/** One command of each type that applies to an accepted mandate, and some that it must refuse. */
function commandes(faitLe: string, id: string): Commande[] {
  const q = { faitLe, id };
  return [
    commande('PreparerMandat', PREPARATION, q),
    commande('DeclarerCapacite', { capacite: 'aucune_mesure' }, q),
    commande('PresenterNotice', { notice: { modele: 'n', version: '1', langue: 'fr', documentHash: H } }, q),
    commande(
      'EnregistrerLecture',
      {
        langue: 'fr',
        lecture: 'voix_haute',
        interprete: 'aucun',
        reformulation: 'comprise',
        noticeBilingue: false,
      },
      q,
    ),
    commande('Consentir', { recueil: RECUEIL, documentHash: H }, q),
    commande('RefuserConsentement', {}, q),
    commande('AccepterMandat', { ecrivainRef: 'e-1', charteVersion: '1' }, q),
    commande('RegulariserOral', { recueil: RECUEIL }, q),
    commande('RemettreExemplaire', { canal: 'papier', codeRevocationCommitment: H }, q),
    commande('VerserPreuve', { preuve: { nature: 'scan', sha256: H, verseeLe: faitLe } }, q),
    commande('RetirerPerimetre', { itemId: 'i-1', actes: ['saisir'], ...demande }, q),
    commande('RevoquerMandat', demande, q),
    commande('RenoncerMandat', { motifCode: 'depart', preavisJours: 3 }, q),
    commande('SuspendreMandat', { motifCode: 'doute' }, q),
    commande('ReprendreMandat', { motifCode: 'clair' }, q),
    commande('SignalerDeces', { le: faitLe.slice(0, 10) }, q),
    commande('SignalerProtection', { capacite: 'curatelle_simple', jugementLe: faitLe.slice(0, 10) }, q),
    commande('SignalerProtection', { capacite: 'tutelle', jugementLe: faitLe.slice(0, 10) }, q),
    commande('SignalerStructure', { cause: 'dissolution', suivante: 's-2' }, q),
    commande(
      'Relire',
      {
        itemId: 'i-1',
        demarcheId: 'aide-logement',
        interventionRef: 'v-1',
        recapitulatifHash: H,
        luPar: 'e-1',
        accord: true,
        langue: 'fr',
      },
      q,
    ),
    acte({ acte: 'saisir' }, id, faitLe),
    acte({}, id, faitLe),
    acte({ acte: 'creer_compte', horsPerimetreReconnu: true }, id, faitLe),
    commande('RatifierActe', { acteId: 'm-1.hors/0', canal: 'presence' }, q),
    commande('RemettreCompte', { demarcheId: 'aide-logement', nature: 'compte' }, q),
    commande('RendreCompte', { actes: ['m-1.hors/0'], canal: 'presence' }, q),
    commande('DemanderParSms', { demandeRef: 'd-1' }, q),
    commande('RecevoirReponse', { demandeRef: 'd-1', messageId: `sms-${id}`, lecture: 'ambigu' }, q),
    commande('RecevoirReponse', { demandeRef: 'd-1', messageId: `sms-${id}`, lecture: 'non' }, q),
    commande('EmettreCodeTiers', { codeCommitment: H2, destinataire: 'b-1' }, q),
    commande('ConsulterCodeTiers', { codeCommitment: H2 }, q),
    commande('RevoquerCodeTiers', { codeCommitment: H2 }, q),
    commande('RappelerEcheance', { destinataire: 'mandant', canal: 'sms' }, q),
    commande(
      'RectifierErreur',
      { evenementId: 'm-1.c-Consentir/0', champ: 'donnees.recueil', motifCode: 'saisie' },
      q,
    ),
    commande('EffacerDonnees', { portee: 'vault', base: 'demande' }, q),
  ];
}
const MODELES = commandes(SIGNE, 'x').length;
const FINALES = /Deces|Structure|RevoquerMandat|RevoquerCode|Renoncer|Suspendre|Reprendre|Effacer/;
/** A course on which each command is accepted, if it can be at all on a mandate already accepted. */
const COURS = [
  10, 9, 19, 20, 22, 23, 24, 25, 26, 27, 29, 30, 31, 32, 33, 28, 13, 14, 16, 12, 11, 15, 17, 18, 34,
];

/** Tries one command a step, holds what each gives to the schemas, to the fold and to its replay; the types recorded. */
function parcourir(
  jusqua: Commande['type'],
  etapes: readonly { modele: number; jour: number; retard: number }[],
): string[] {
  const vus: string[] = [];
  const p = signer({ items: [{ ...ITEM, uneFois: true }] }, { jusqua });
  for (const [rang, { modele, jour: n, retard }] of etapes.entries()) {
    const c = commandes(jour(n), rang === 0 ? 'hors' : `c${rang}`)[modele];
    if (c === undefined) throw new Error('no model');
    const avant = p.etat;
    const resultat = p.essayer(c, { maintenant: jour(n + retard) });
    if (!resultat.ok) {
      expect(resultat.motifs.length).toBeGreaterThan(0);
      continue;
    }
    for (const e of resultat.value.evenements) {
      vus.push(e.type);
      expect(EvenementSchema.parse(e)).toEqual(e);
      p.ajouter(JSON.parse(JSON.stringify(e)) as Evenement);
    }
    expect(EtatMandatSchema.parse(p.etat)).toEqual(p.etat);
    if (resultat.value.evenements.length === 0) expect(p.etat).toBe(avant);
    else {
      const rejeu = p.essayer(c, { maintenant: jour(n + retard) });
      expect(rejeu).toEqual({
        ok: true,
        value: { evenements: [], ids: resultat.value.ids, rejoue: true },
      });
    }
  }
  expect(fold(p.evenements)).toEqual(p.etat);
  return vus;
}

describe('every command', () => {
  it('has its model here', () => {
    expect(new Set(commandes(SIGNE, 'x').map((c) => c.type))).toEqual(
      new Set(Object.keys(DONNEES_COMMANDES)),
    );
  });

  it('P5: what it gives is accepted by evolve and by the schemas: a course for each type of event', () => {
    const suivre = (jusqua: Commande['type'], ...modeles: number[]) =>
      parcourir(
        jusqua,
        modeles.map((modele, n) => ({ modele, jour: n, retard: 0 })),
      );
    const vus = [
      ...suivre('AccepterMandat', 22, ...COURS),
      ...suivre('EnregistrerLecture', 1, 2, 3, 4),
      ...suivre('Consentir', 6, 8),
      ...suivre('PresenterNotice', 3, 5),
      ...suivre('PreparerMandat', 11),
    ];
    const ailleurs = ['MandatPrepare', 'MandatRemplace', 'OralRegularise'];
    expect([...new Set(vus)].sort()).toEqual(
      Object.keys(DONNEES_EVENEMENTS)
        .filter((t) => !ailleurs.includes(t))
        .sort(),
    );
  });

  it('P5: what it gives is so, whatever came before', { timeout: 30_000 }, () => {
    const etape = fc.record({ modele: fc.nat(MODELES - 1), jour: fc.nat(220), retard: fc.nat(20) });
    const depart = fc.constantFrom('PreparerMandat', 'PresenterNotice', 'Consentir', 'AccepterMandat');
    fc.assert(
      fc.property(depart, fc.array(etape, { minLength: 1, maxLength: 14 }), (jusqua, etapes) => {
        parcourir(jusqua, etapes);
      }),
      { numRuns: 1000 },
    );
  });

  it('T22: twice gives the same ids and nothing to append; a stale screen is refused', () => {
    for (const c of commandes(jour(2), 'deux').filter((x) => x.type !== 'PreparerMandat')) {
      const p = signer();
      expect(motifsDe(p, c, { versionAttendue: 1 })).toContain('version_depassee');
      const premier = p.essayer(c);
      if (!premier.ok || premier.value.evenements.length === 0) continue;
      premier.value.evenements.forEach((e) => {
        p.ajouter(e);
      });
      expect(p.essayer(c, { versionAttendue: 1 })).toEqual({
        ok: true,
        value: { evenements: [], ids: premier.value.ids, rejoue: true },
      });
    }
  });

  it('T14: never ahead of the clock nor before the preparation', () => {
    for (const c of commandes(jour(2), 'tot')) {
      if (c.type === 'PreparerMandat') continue;
      expect(motifsDe(signer(), c, { maintenant: jour(1) })).toContain('instant_futur');
      const avant = { ...c, faitLe: '2026-11-22T08:59:59.999Z' };
      expect(motifsDe(signer(), avant, { maintenant: jour(3) })).toContain('instant_recule');
    }
  });

  it('needs a mandate, and its own', () => {
    for (const c of commandes(jour(2), 'seul')) {
      if (c.type !== 'PreparerMandat') expect(motifsDe(new Parcours(), c)).toEqual(['transition_interdite']);
    }
  });
});

/** A long life, told by two devices: every type of event at least once. */
function vivre(): Evenement[] {
  const p = signer(
    { items: [{ ...ITEM, actes: ['consulter', 'saisir', 'deposer', 'creer_compte'], uneFois: true }] },
    { contexte: { appareil: 'a-1' } },
  );
  const essayer = (c: Commande | undefined, maintenant: string) => {
    const r = c === undefined ? undefined : p.essayer(c, { maintenant, appareil: 'a-2' });
    if (r?.ok === true) r.value.evenements.forEach((e) => p.ajouter(e));
  };
  p.faire(acte({ acte: 'payer', horsPerimetreReconnu: true }, 'hors', jour(1)));
  p.faire(acte({ acte: 'creer_compte' }, 'cree', jour(1)));
  p.faire(acte({ acte: 'payer' }, 'refus', jour(1)));
  let n = 2;
  for (const c of commandes(jour(2), 'x').filter((x) => !FINALES.test(x.type))) {
    const id = `l${n}`;
    const k = commandes(jour(n), id).find((x) => x.type === c.type);
    essayer(k, jour(n + 5));
    n += 1;
  }
  const id = (m: string) => ({ id: m, faitLe: jour(40) });
  const fin: Commande[] = [
    commande('SuspendreMandat', { motifCode: 'doute' }, id('sus')),
    commande('ReprendreMandat', { motifCode: 'clair' }, id('rep')),
    commande('RenoncerMandat', { motifCode: 'depart', preavisJours: 3 }, id('ren')),
    commande('RevoquerCodeTiers', { codeCommitment: H2 }, id('rct')),
    commande('RevoquerMandat', demande, { id: 'rev', faitLe: jour(3) }),
    commande('SignalerDeces', { le: '2026-12-20' }, id('dec')),
  ];
  for (const c of fin) essayer(c, jour(41));
  essayer(commande('EffacerDonnees', { portee: 'vault', base: 'demande' }, id('eff')), jour(41));
  const gabarit = p.evenements.at(-1);
  if (gabarit === undefined) throw new Error('no event');
  const brut = (type: string, donnees: object, plus: object = {}): Evenement =>
    EvenementSchema.parse({ ...gabarit, id: `brut-${type}/0`, type, donnees, faitLe: jour(5), ...plus });
  const paires = [
    { demarcheId: 'aide-logement', actes: ['consulter'] },
    { demarcheId: 'rsa', actes: ['saisir'] },
  ];
  return [
    ...p.evenements,
    brut('MandatRemplace', { par: 'm-9', paires }),
    brut('MandatAnnule', demande, { faitLe: jour(50) }),
    brut('ConsentementRefuse', {}, { faitLe: jour(51) }),
    brut('OralRegularise', { recueil: RECUEIL }),
    brut('ActeRatifie', { acteId: 'm-1.hors/0', canal: 'presence' }),
    brut('CapaciteDeclaree', { capacite: 'sauvegarde' }),
    brut('ProtectionSignalee', { capacite: 'curatelle_simple', jugementLe: '2026-11-24' }),
    brut('StructureDissoute', { cause: 'dissolution' }, { faitLe: jour(52) }),
    brut('MandatSuspendu', { motifCode: 'doute' }),
    brut('MandatRepris', { motifCode: 'clair' }, { faitLe: jour(6) }),
  ];
}

describe('P1: the fold does not depend on the order of arrival, for any type of event', () => {
  const vie = vivre();
  const attendu = fold(vie);

  it('the life told here has every type of event', () => {
    expect([...new Set(vie.map((e) => e.type))].sort()).toEqual(Object.keys(DONNEES_EVENEMENTS).sort());
    expect(EtatMandatSchema.parse(attendu)).toEqual(attendu);
  });

  it('any permutation, with duplicates, and any two halves merged, give one state', () => {
    const melange = fc.shuffledSubarray(vie, { minLength: vie.length });
    fc.assert(
      fc.property(melange, fc.shuffledSubarray(vie), fc.nat(60), (tout, doublons, n) => {
        expect(fold([...tout, ...doublons])).toEqual(attendu);
        const milieu = Math.floor(tout.length / 2);
        const [a, b] = [tout.slice(0, milieu), [...tout.slice(milieu), ...doublons]];
        expect(merge(a, b)).toEqual(merge(b, a));
        expect(fold(merge(a, b))).toEqual(attendu);
        const vue = etatA(tout, jour(n));
        expect(STATUTS).toContain(vue?.statut);
        expect(vue).toEqual(etatA(vie, jour(n)));
      }),
      { numRuns: 1000 },
    );
  });

  it('event after event in any order, once prepared, evolve ends in the same state', () => {
    const [prepare, ...suite] = [...vie].sort((a) => (a.type === 'MandatPrepare' ? -1 : 0));
    if (prepare === undefined) throw new Error('no event');
    fc.assert(
      fc.property(fc.shuffledSubarray(suite, { minLength: suite.length }), (ordre) => {
        const debut = evolve(null, prepare);
        expect(ordre.reduce((etat, e) => evolve(etat, e), debut)).toEqual(attendu);
      }),
      { numRuns: 1000 },
    );
  });

  it('T13: the statut changes at most once between two instants with nothing in between, and ends stay', () => {
    const TERMINAUX = ['refuse', 'expire', 'revoque', 'renonce', 'epuise', 'caduc', 'remplace', 'annule'];
    let fini: string | undefined;
    for (let n = 0; n < 400; n += 1) {
      const statut = etatA(vie, jour(n))?.statut;
      if (fini !== undefined) expect(statut).toBe(fini);
      else if (statut !== undefined && TERMINAUX.includes(statut)) fini = statut;
    }
    expect(fini).toBe('revoque');
  });
});
