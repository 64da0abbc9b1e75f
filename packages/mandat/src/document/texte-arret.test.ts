import { describe, expect, it } from 'vitest';
import { DocumentMandatSchema } from './ast.ts';
import { signerTout, texteDe, write } from './document.fixture.ts';
import { toDocument } from '../document.ts';
import { acte, AIDE_LOGEMENT, commande, ITEM, PLUS_TARD, signer, type Parcours } from '../f0.fixture.ts';
import { NIVEAUX_DOCUMENT } from '../modele/nomenclatures.ts';

const genre = 'revocation';
const DEMANDE = { demandePar: 'mandant', canal: 'telephone' } as const;

function revoquer(p: Parcours, faitLe: string, maintenant = faitLe): Parcours {
  p.faire(commande('RevoquerMandat', DEMANDE, { faitLe }), { maintenant });
  return p;
}

describe('certificate of what was stopped', () => {
  it.each(NIVEAUX_DOCUMENT)('T12: %s: revoked at 14:30 in Paris, the certificate prints 14:30', (niveau) => {
    const p = revoquer(signer({}, { le: '2026-07-01T08:00:00.000Z' }), '2026-07-14T12:30:00.000Z');
    const doc = write(p.etat, { genre, niveau });
    expect(DocumentMandatSchema.parse(JSON.parse(JSON.stringify(doc)))).toEqual(doc);
    const texte = texteDe(doc);
    expect(texte).toContain('mardi 14 juillet 2026 à 14:30');
    expect(texte).not.toContain('12:30');
    expect(texte).toContain('Tout le mandat s’est arrêté.');
    expect(texte).toContain('Demandé par\nvous\nComment\npar téléphone');
    expect(texte).toContain('Il ne reste rien de ce mandat.');
  });

  it('says when the structure learned it, when that is later', () => {
    const p = revoquer(signer(), '2026-11-27T16:00:00.000Z', '2026-11-30T08:00:00.000Z');
    expect(texteDe(write(p.etat, { genre }))).toContain(
      'Quand\nvendredi 27 novembre 2026 à 17:00\nNous l’avons su\nlundi 30 novembre 2026 à 09:00',
    );
  });

  it('a part stopped: which one, and what remains', () => {
    const p = signer({
      items: [
        { ...ITEM, actes: ['consulter', 'saisir', 'deposer'] },
        {
          ...ITEM,
          id: 'i-2',
          portee: { kind: 'demarche', demarche: { ...AIDE_LOGEMENT, id: 'autre', libelle: 'Autre demande' } },
        },
      ],
    });
    p.faire(
      commande('RetirerPerimetre', { itemId: 'i-1', actes: ['deposer'], ...DEMANDE }, { faitLe: PLUS_TARD }),
    );
    p.faire(commande('RetirerPerimetre', { itemId: 'i-2', ...DEMANDE }, { id: 'c2', faitLe: PLUS_TARD }));
    const texte = texteDe(write(p.etat, { genre }));
    expect(texte).toContain(
      'Démarches arrêtées\nDemander une aide au logement\nActes arrêtés\nenvoyer la demande',
    );
    expect(texte).toContain('Démarches arrêtées\nAutre demande\nQuand');
    const reste = texte.slice(texte.indexOf('Ce qui reste'));
    expect(reste).toContain('Demander une aide au logement\nconsulter votre dossier');
    expect(reste).not.toContain('Autre demande');
    expect(reste).not.toContain('envoyer la demande');
  });

  it('a death, a replacement, a draft given up: why, without a line that nobody knows', () => {
    const mort = signer();
    mort.faire(commande('SignalerDeces', { le: '2026-11-30' }, { faitLe: PLUS_TARD }));
    const texte = texteDe(write(mort.etat, { genre }));
    expect(texte).toContain('lundi 30 novembre 2026 à 00:00');
    expect(texte).toContain('la personne est décédée');
    expect(texte).not.toContain('Demandé par');

    const brouillon = signer({}, { jusqua: 'PreparerMandat' });
    brouillon.faire(commande('RevoquerMandat', DEMANDE));
    const annule = texteDe(write(brouillon.etat, { genre }));
    expect(annule).toContain('annulé avant de commencer');
    expect(annule).not.toContain('Début du mandat');
  });

  it('an oral agreement never signed ends by law: told at an instant past its last day', () => {
    const p = signer({}, { recueil: { forme: 'oral_a_regulariser' } });
    expect(p.etat && toDocument(p.etat, { langue: 'fr', niveau: 'complet', genre })).toMatchObject({
      ok: false,
      motifs: [{ code: 'transition_interdite', path: ['genre'] }],
    });
    const texte = texteDe(write(p.etat, { genre, instant: '2027-01-04T09:00:00.000Z' }));
    expect(texte).toContain('mardi 8 décembre 2026 à 00:00');
    expect(texte).toContain('l’accord oral n’a pas été signé à temps');
  });
});

describe('account of what was done', () => {
  it('each act with its result, the end of its receipt, and what it is under the mandate', () => {
    const p = signer({ items: [{ ...ITEM, actes: [...ITEM.actes, 'creer_compte'] }] });
    p.faire(acte({ recepisse4: 'A7F2' }));
    p.faire(acte({ acte: 'creer_compte' }, 'a3'));
    p.faire(acte({ acte: 'payer', horsPerimetreReconnu: true }, 'a2'));
    p.faire(
      commande('RemettreCompte', { demarcheId: 'aide-logement', nature: 'compte' }, { faitLe: PLUS_TARD }),
    );
    const doc = write(p.etat, { genre: 'compte_rendu' });
    expect(DocumentMandatSchema.safeParse(JSON.parse(JSON.stringify(doc))).success).toBe(true);
    const texte = texteDe(doc);
    expect(texte).toContain('mardi 1er décembre 2026');
    expect(texte).toContain('Fin du numéro de reçu\nA7F2\nDans le mandat\nprévu par le mandat');
    expect(texte).toContain('pas prévu par le mandat');
    expect(texte).toContain('Vous pouvez l’accepter ou le refuser.');
    expect(texte).toContain('article 1993 du code civil');
    expect(texte).toContain('Compte en ligne, remis le mardi 1er décembre 2026');
    expect(texteDe(write(p.etat, { genre: 'compte_rendu', niveau: 'langage_simple' }))).not.toContain('1993');
  });

  it('nothing done yet is said', () => {
    expect(texteDe(write(signer().etat, { genre: 'compte_rendu' }))).toContain('encore rien fait');
  });
});

describe('sheet to take away', () => {
  const sortie = { genre: 'fiche_de_sortie', niveau: 'langage_simple' } as const;

  it('what was done, what remains, until when, how to stop, who to call', () => {
    const p = signerTout();
    p.faire(acte({ acte: 'consulter' }));
    const texte = texteDe(write(p.etat, sortie));
    for (const attendu of [
      'Demander une aide au logement\nmardi 1er décembre 2026\nRegarder votre dossier.\nc’est fait',
      'Ce que nous pouvons encore faire\nDemander une aide au logement\nRegarder votre dossier.',
      'Le dernier jour est le samedi 22 mai 2027.',
      'Vous pouvez arrêter quand vous voulez.',
      'Qui appeler\nMaison de quartier\n1 rue du Modèle, 42000 Ville\n04 77 00 00 00',
    ]) {
      expect(texte).toContain(attendu);
    }
    expect(texte).not.toContain('Demander l’AAH : consulter');
  });

  it('a mandate used up, stopped, oral or paused is not shown as open', () => {
    const epuise = signer({ items: [{ ...ITEM, uneFois: true }] });
    epuise.faire(acte());
    expect(texteDe(write(epuise.etat, sortie))).toContain('Ce mandat ne permet plus rien.');

    const arrete = revoquer(signer(), PLUS_TARD);
    const texte = texteDe(write(arrete.etat, sortie));
    expect(texte).toContain('Le mandat s’est arrêté le mardi 1er décembre 2026.');
    expect(texte).not.toContain('Pour arrêter');
    const avant = write(arrete.etat, { ...sortie, instant: '2026-11-30T09:00:00.000Z' });
    expect(texteDe(avant)).toContain('Pour arrêter');

    const oral = signer({}, { recueil: { forme: 'oral_a_regulariser' } });
    expect(texteDe(write(oral.etat, sortie))).not.toContain('Envoyer la demande.');

    const pause = signer();
    pause.faire(commande('SuspendreMandat', { motifCode: 'absence' }, { faitLe: PLUS_TARD }));
    expect(texteDe(write(pause.etat, sortie))).toContain('Le mandat est en pause.');
    expect(texteDe(write(pause.etat, { ...sortie, instant: '2027-06-01T09:00:00.000Z' }))).toContain(
      'Ce mandat ne permet plus rien.',
    );
    expect(texteDe(write(signer({}, { jusqua: 'PreparerMandat' }).etat, sortie))).toContain(
      'Le mandat n’a pas encore commencé.',
    );
  });
});
