/** What the printed mandate must never say: a thing untrue of this mandate, or a thing nobody may do. */
import { describe, expect, it } from 'vitest';
import { DocumentMandatSchema, type DocumentMandat } from './ast.ts';
import { documentHash, renderMandatHtml, toDocument, type OptionsDocument } from '../document.ts';
import type { EtatMandat } from '../modele/etat.ts';
import { AIDE_LOGEMENT, commande, ITEM, SIGNE, signer } from '../f0.fixture.ts';
import { NIVEAUX_DOCUMENT } from '../modele/nomenclatures.ts';

const IDENTITES = {
  sel: 'un sel de seize octets',
  mandant: { nom: 'Jeanne Exemple' },
  ecrivains: [{ ref: 'e-1', nom: 'Lina Essai' }],
};

function write(etat: EtatMandat | null, plus: Partial<OptionsDocument> = {}): DocumentMandat {
  if (etat === null) throw new Error('no state');
  const doc = toDocument(etat, { langue: 'fr', niveau: 'complet', identites: IDENTITES, ...plus });
  if (!doc.ok) throw new Error(doc.motifs.map((m) => m.code).join());
  return doc.value;
}
const texteDe = (doc: DocumentMandat) =>
  renderMandatHtml(doc)
    .replace(/<[^>]+>/g, '')
    .replaceAll('\u00a0', ' ')
    .replaceAll('\u202f', ' ');

const RESERVEE = {
  ...AIDE_LOGEMENT,
  id: 'reservee',
  libelle: 'Déposer un dossier',
  signaturePersonnelle: true,
};
const seule = { ...ITEM, portee: { kind: 'demarche' as const, demarche: RESERVEE } };

describe('an act that nobody may do for the person', () => {
  it('is not among what the writers may do, even when the line lists it', () => {
    const { etat } = signer({ items: [{ ...seule, actes: ['saisir', 'signer'] }] });
    const complet = texteDe(write(etat));
    expect(complet).not.toContain('signer en ligne en votre nom');
    expect(complet).toContain('Vous faites vous-même, même avec ce mandat :\n\nsigner la demande');
    const simple = texteDe(write(etat, { niveau: 'langage_simple' }));
    expect(simple).not.toContain('Signer en ligne pour vous');
    expect(simple).toContain('Vous faites vous-même :\n\nSigner la demande.');
  });

  it('inside a theme, the démarche is named', () => {
    const portee = {
      kind: 'perimetre' as const,
      perimetre: 'logement' as const,
      catalogueVersion: '1',
      demarches: [{ ...AIDE_LOGEMENT, article9: true }, RESERVEE],
    };
    const { etat } = signer({ items: [{ ...ITEM, portee, actes: ['saisir', 'signer'] }] });
    const complet = texteDe(write(etat));
    expect(complet).toContain('signer en ligne en votre nom');
    expect(complet).toContain('Déposer un dossier : signer la demande');
    expect(complet).toContain('votre vie privée : Demander une aide au logement.');
    expect(texteDe(write(etat, { niveau: 'langage_simple' }))).toContain(
      'Déposer un dossier : signer la demande.',
    );
  });

  it('an exception about another démarche is not printed as a code', () => {
    const { etat } = signer({ items: [{ ...ITEM, sauf: [{ demarcheId: 'code-interne' }] }] });
    for (const niveau of NIVEAUX_DOCUMENT) {
      expect(texteDe(write(etat, { niveau }))).not.toMatch(/code-interne|Sauf|Nous ne pouvons pas/);
    }
  });
});

describe('signed on the screen or on paper', () => {
  const ecran = signer({}, { recueil: { forme: 'signature_ecran' } }).etat;

  it('the screen leaves a printed mention of both signatures, in the zone of the structure', () => {
    for (const niveau of NIVEAUX_DOCUMENT) {
      const doc = write(ecran, { niveau });
      expect(DocumentMandatSchema.safeParse(JSON.parse(JSON.stringify(doc))).success).toBe(true);
      expect(texteDe(doc)).toContain('Signé à l’écran le dimanche 22 novembre 2026 à 10 h 00');
      expect(texteDe(doc)).toContain(
        'Accepté à l’écran le dimanche 22 novembre 2026 à 10 h 00. Par Lina Essai',
      );
    }
  });

  it('whose name the vault does not give is not shown as a code', () => {
    const sans = write(ecran, {
      identites: { ...IDENTITES, ecrivains: [{ ref: 'e-2', nom: 'Marc Essai' }] },
    });
    expect(texteDe(sans)).toMatch(/Accepté à l’écran le dimanche 22 novembre 2026 à 10 h 00\n/);
  });

  it('on paper the boxes stay free to sign', () => {
    expect(texteDe(write(signer().etat))).not.toMatch(/à l’écran/);
  });

  it('the mention is not part of what was signed: the fingerprint is that of the draft', () => {
    const avant = signer({}, { jusqua: 'EnregistrerLecture' }).etat;
    expect(documentHash(write(ecran))).toBe(documentHash(write(avant, { signeLe: SIGNE })));
  });

  it.each(NIVEAUX_DOCUMENT)('%s: says nothing that only paper makes true', (niveau) => {
    expect(texteDe(write(ecran, { niveau }))).not.toMatch(/feuille|deux exemplaires/);
  });
});

describe('a capacity told after the signature', () => {
  it('does not change the text that was signed, whatever it is', () => {
    for (const capacite of ['aucune_mesure', 'tutelle'] as const) {
      const p = signer({ mandant: { ref: 'p-1', capacite: 'inconnue' } }, { jusqua: 'Consentir' });
      const avant = documentHash(write(p.etat));
      p.faire(commande('DeclarerCapacite', { capacite }, { faitLe: '2026-11-22T09:30:00.000Z' }));
      expect(documentHash(write(p.etat))).toBe(avant);
    }
  });
});
