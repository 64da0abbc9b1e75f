import { describe, expect, it } from 'vitest';
import { DocumentMandatSchema, type Bloc, type DocumentMandat } from './ast.ts';
import { IDENTITES, listLignes, PNG, signerTout, write } from './document.fixture.ts';
import { documentHash, renderMandatHtml, toDocument, type OptionsDocument } from '../document.ts';
import { AIDE_LOGEMENT, commande, DEPOT_RSA, ITEM, PREPARATION, SIGNE, signer } from '../f0.fixture.ts';
import { NIVEAUX_DOCUMENT, type NiveauDocument } from '../modele/nomenclatures.ts';

const TOUT = signerTout();
const brutDe = (doc: DocumentMandat) => listLignes(doc.blocs).join('\n');

describe('toDocument', () => {
  it.each(NIVEAUX_DOCUMENT)('%s fits its schema and survives JSON', (niveau) => {
    const doc = write(TOUT.etat, { niveau, identites: { ...IDENTITES, signature: { png: PNG } } });
    expect(DocumentMandatSchema.parse(JSON.parse(JSON.stringify(doc)))).toEqual(doc);
  });

  it('a name that turns the text round is refused, and not repeated', () => {
    const identites = { ...IDENTITES, mandant: { nom: 'Jeanne \u202eelpmexE' } };
    const refus = TOUT.etat && toDocument(TOUT.etat, { langue: 'fr', niveau: 'complet', identites });
    expect(refus).toMatchObject({ ok: false, motifs: [{ code: 'texte_invalide', path: ['identites'] }] });
    expect(JSON.stringify(refus)).not.toContain('Jeanne');
  });

  it('the full level holds every mandatory mention', () => {
    const texte = brutDe(write(TOUT.etat));
    for (const mention of [
      'Jeanne Exemple',
      'Maison de quartier',
      'mandataire',
      'Lina Essai',
      'Demander une aide au logement',
      'envoyer la demande',
      'Sauf\u00a0:',
      'Demander l’AAH\u00a0: envoyer la demande',
      'samedi 22\u00a0mai\u00a02027',
      'vingt-deux mai deux mille vingt-sept',
      'articles 1984 et suivants du code civil',
      'article 1993 du code civil',
      'article 2004 du code civil',
      'Il sert à faire ces démarches quand vous ne pouvez pas',
      'ne garder ni vos mots de passe',
      'donner des informations vraies et complètes',
      'à tout moment',
      'mesure de protection',
      'sites des organismes',
      'accueil@structure.example',
      '04\u00a077\u00a000\u00a000\u00a000',
      'www.cnil.fr',
      'Seul le texte français engage',
      'Un exemplaire est pour vous, un autre pour la structure.',
      'Fait à Ville, le dimanche 22\u00a0novembre\u00a02026.',
    ]) {
      expect(texte).toContain(mention);
    }
    expect(texte).not.toMatch(/lu et approuvé|consentement RGPD|FALC|undefined/i);
  });

  it('plain level: twelve words a sentence at most', () => {
    const doc = write(TOUT.etat, { niveau: 'langage_simple' });
    const libelles = new Set([AIDE_LOGEMENT.libelle, DEPOT_RSA.libelle, 'Demander l’AAH']);
    const phrases = listLignes(doc.blocs)
      .filter((ligne) => !libelles.has(ligne))
      .flatMap((ligne) => ligne.split(/[.!?:]\s?/));
    expect(phrases.length).toBeGreaterThan(60);
    for (const phrase of phrases) {
      const mots = phrase.split(/[\s\u00a0\u202f]+/).filter((m) => /\p{L}|\d/u.test(m));
      expect(mots.length, phrase).toBeLessThanOrEqual(12);
    }
    expect(brutDe(doc)).not.toMatch(/FALC|undefined/);
  });

  it('French typography: no straight apostrophe, no plain space before a double sign', () => {
    for (const niveau of NIVEAUX_DOCUMENT) {
      expect(brutDe(write(TOUT.etat, { niveau }))).not.toMatch(/'| [:;!?»]|« /);
    }
  });

  it('without the vault, references are shown, never an empty place', () => {
    expect(brutDe(write(TOUT.etat, { identites: undefined }))).toContain('p-1');
  });

  it('refuses what it cannot write, all at once, without repeating it', () => {
    const { etat } = signer();
    const options = { langue: 'xx', niveau: 'complet', genre: 'inconnu', codes: { mandat: 'x' } };
    const resultat = etat && toDocument(etat, options as unknown as OptionsDocument);
    expect(resultat).toMatchObject({
      ok: false,
      motifs: [
        { path: ['langue'] },
        { path: ['genre'] },
        { code: 'code_invalide', path: ['codes', 'mandat'] },
      ],
    });
    const png = new Uint8Array([1, 2, 3]);
    expect(
      etat &&
        toDocument(etat, {
          langue: 'fr',
          niveau: 'complet',
          identites: { ...IDENTITES, signature: { png } },
        }),
    ).toMatchObject({
      ok: false,
      motifs: [{ path: ['identites', 'signature', 'png'] }],
    });
  });
});

describe('documentHash', () => {
  it('is the same before the signature, after it, and with the drawn signature', () => {
    const avant = signer({}, { jusqua: 'EnregistrerLecture' }).etat;
    const attendu = documentHash(write(avant, { signeLe: SIGNE }));
    const { etat } = signer();
    expect(documentHash(write(etat))).toBe(attendu);
    expect(documentHash(write(etat, { identites: { ...IDENTITES, signature: { png: PNG } } }))).toBe(attendu);
    expect(documentHash(write(avant, { signeLe: '2026-11-23T09:00:00.000Z' }))).not.toBe(attendu);
  });

  it.each([
    [{ mois: 6 }, 'dure six mois'],
    [{ jours: 15 }, 'dure 15 jours'],
    [{ jours: 1 }, 'dure un jour'],
  ])('T15: two runs at different moments, one duration text: %o', (duree, attendu) => {
    const textes = [SIGNE, '2026-11-25T08:00:00.000Z'].map((maintenant) =>
      brutDe(write(signer({ duree }, { contexte: { maintenant } }).etat)),
    );
    expect(textes[0]).toContain(attendu);
    expect(textes[1]).toBe(textes[0]);
  });

  it('T45: nothing that happens later changes the text that was signed', () => {
    const p = signer();
    const avant = write(p.etat);
    p.faire(
      commande(
        'RevoquerMandat',
        { demandePar: 'mandant', canal: 'presence' },
        { faitLe: '2026-12-01T09:00:00.000Z' },
      ),
    );
    expect(write(p.etat)).toEqual(avant);
  });

  it('T45: renaming the structure or the démarche after the signature changes nothing', () => {
    const structure = { ...PREPARATION.structure };
    const demarche = { ...AIDE_LOGEMENT };
    const p = signer({ structure, items: [{ ...ITEM, portee: { kind: 'demarche', demarche } }] });
    const avant = write(p.etat);
    structure.libelle = 'Maison France services';
    demarche.libelle = 'Aide personnalisée';
    expect(write(p.etat)).toEqual(avant);
    expect(documentHash(write(p.etat))).toBe(documentHash(avant));
  });

  it('holds no name: only the commitment counts, and it needs the salt', () => {
    const doc = write(TOUT.etat);
    const efface = JSON.parse(JSON.stringify(doc).replaceAll('Jeanne Exemple', '')) as DocumentMandat;
    expect(documentHash(efface)).toBe(documentHash(doc));
    expect(documentHash(write(TOUT.etat, { identites: { ...IDENTITES, sel: 'autre' } }))).not.toBe(
      documentHash(doc),
    );
  });

  it('changes with the scope', () => {
    const autre = signer({ items: [{ ...ITEM, actes: ['consulter'] }] }).etat;
    expect(documentHash(write(autre))).not.toBe(documentHash(write(signer().etat)));
  });
});

describe('renderMandatHtml', () => {
  const brut = (html: string) =>
    html
      .replace(/<[^>]+>/g, '\n')
      .replaceAll('&amp;', '&')
      .replaceAll('&lt;', '<')
      .replaceAll('&gt;', '>')
      .replaceAll('&quot;', '"')
      .replaceAll('&#39;', "'");
  const compact = (texte: string) => texte.replace(/\s+/g, '');

  it.each(NIVEAUX_DOCUMENT)(
    '%s: the text of the tree, in its order, and nothing that a strict CSP refuses',
    (niveau: NiveauDocument) => {
      const doc = write(TOUT.etat, { niveau });
      const html = renderMandatHtml(doc);
      expect(compact(brut(html))).toBe(compact(brutDe(doc)));
      expect(html).not.toMatch(/<script|<style|style=|\son\w+=/);
      expect(html.match(/<h1>/g)).toHaveLength(1);
      expect(renderMandatHtml(doc, { decalage: 1 })).not.toContain('<h1>');
    },
  );

  it('a name is text, never markup', () => {
    const nom = '<img src=x onerror="alert(1)"> & Cie';
    const html = renderMandatHtml(write(TOUT.etat, { identites: { ...IDENTITES, mandant: { nom } } }));
    expect(html).not.toContain('<img');
    expect(brut(html)).toContain(nom);
  });

  it('gives a whole page, and serves the signature from where it is told', () => {
    const doc = write(TOUT.etat, { identites: { ...IDENTITES, signature: { png: PNG } } });
    const page = renderMandatHtml(doc, { feuille: '/mandat.css', signatureSrc: '/signature.png' });
    expect(page).toMatch(/^<!doctype html>\n<html lang="fr">/);
    expect(page).toContain('<link rel="stylesheet" href="/mandat.css">');
    expect(page).toContain('<img src="/signature.png" alt="Signature de la personne">');
    expect(renderMandatHtml(doc)).toContain('src="data:image/png;base64,iVBORw0KGgoBAgM="');
  });

  it('a second language has its own lang and direction, numbers isolated', () => {
    const doc = write(signer().etat);
    const blocs: Bloc[] = [
      {
        kind: 'bilingue',
        fr: [{ kind: 'paragraphe', contenu: [{ kind: 'texte', texte: 'Dernier jour' }] }],
        traduction: {
          langue: 'ar',
          sens: 'rtl',
          blocs: [
            {
              kind: 'paragraphe',
              contenu: [
                { kind: 'texte', texte: 'آخر يوم ' },
                { kind: 'date', iso: '2027-05-22' },
              ],
            },
          ],
        },
      },
    ];
    const html = renderMandatHtml({ ...doc, blocs });
    expect(html).toContain('<div lang="ar" dir="rtl">');
    expect(html).toMatch(/<time datetime="2027-05-22"><bdi>\u2066[^<]*2027\u2069<\/bdi><\/time>/);
  });
});
