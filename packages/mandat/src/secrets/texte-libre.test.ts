import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AIDE_LOGEMENT, commande, contexte, ITEM, PREPARATION, SIGNE, toCodes } from '../f0.fixture.ts';
import { decide } from '../regles/decide.ts';
import { EtatMandatSchema } from '../modele/etat.ts';
import { CommandeSchema, parseEvenement } from '../modele/evenement.ts';
import { evolve } from '../histoire/evolve.ts';
import { parseTexteLibre, TexteLibreSchema } from '../schemas.ts';

const codesDe = (texte: string) => {
  const lu = parseTexteLibre(texte);
  return lu.ok ? [] : toCodes(lu.motifs);
};

describe('parseTexteLibre', () => {
  it('gives the text back in NFC', () => {
    expect(parseTexteLibre('Zoe\u0301 rappelle mardi')).toEqual({ ok: true, value: 'Zoé rappelle mardi' });
    expect(TexteLibreSchema.parse('')).toBe('');
  });

  it('counts 140 code points after NFC, not units', () => {
    expect(codesDe('é'.repeat(140))).toEqual([]);
    expect(codesDe('e\u0301'.repeat(140))).toEqual([]);
    expect(codesDe('👍'.repeat(140))).toEqual([]);
    expect(codesDe('é'.repeat(141))).toEqual(['texte_trop_long']);
    expect(codesDe('👍'.repeat(141))).toEqual(['texte_trop_long']);
  });

  it('refuses lone surrogates, and what is not a text', () => {
    expect(codesDe('a\ud800b')).toEqual(['texte_invalide']);
    expect(codesDe(12 as unknown as string)).toEqual(['texte_invalide']);
    expect(codesDe(undefined as unknown as string)).toEqual(['texte_invalide']);
  });

  it('T48: a note with a password, a NIR or an IBAN is secret_detecte, the value absent', () => {
    for (const [avant, secret] of [
      ['Son mot de passe est ', 'Tournesol42'],
      ['NIR ', '1 84 07 42 218 003 45'],
      ['IBAN : ', 'FR76 3000 6000 0112 3456 7890 189'],
    ] as const) {
      const lu = parseTexteLibre(avant + secret);
      expect(lu).toMatchObject({ ok: false, motifs: [{ code: 'secret_detecte' }] });
      for (const bout of secret.split(' ')) {
        if (bout.length > 3) expect(JSON.stringify(lu)).not.toContain(bout);
      }
    }
  });

  it('says every reason at once, one a kind of secret', () => {
    const lu = parseTexteLibre(`1840742218003 mdp Tournesol42! \ud800${'a '.repeat(80)}`);
    expect(lu.ok ? [] : toCodes(lu.motifs)).toEqual([
      'texte_trop_long',
      'texte_invalide',
      'secret_detecte',
      'secret_detecte',
      'secret_detecte',
    ]);
  });

  it('never throws, and never repeats a refused text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', minLength: 6, maxLength: 160 }), (texte) => {
        const lu = parseTexteLibre(texte);
        if (!lu.ok) expect(lu.motifs.map((m) => m.phrase).join(' ')).not.toContain(texte);
        else expect(lu.value).toBe(texte.normalize('NFC'));
      }),
      { numRuns: 1000 },
    );
  });
});

describe('the labels of a command', () => {
  const preparer = (structure: string, demarche: string) =>
    commande('PreparerMandat', {
      ...PREPARATION,
      structure: { ...PREPARATION.structure, libelle: structure },
      items: [
        { ...ITEM, portee: { kind: 'demarche', demarche: { ...AIDE_LOGEMENT, libelle: demarche } } },
        {
          ...ITEM,
          id: 'i-2',
          portee: {
            kind: 'perimetre',
            perimetre: 'logement',
            catalogueVersion: '1',
            demarches: [{ ...AIDE_LOGEMENT, id: 'autre', libelle: demarche }],
          },
        },
      ],
    });

  it('T48: a secret in a label is secret_detecte with its path, the value absent', () => {
    const nir = '1 84 07 42 218 003 45';
    const resultat = decide(null, preparer(`Maison ${nir}`, `Demande mdp Tournesol42`), contexte(SIGNE));
    const motifs = resultat.ok ? [] : resultat.motifs;
    expect(motifs.map(({ code, path }) => [code, path?.join('.')])).toEqual([
      ['secret_detecte', 'donnees.structure.libelle'],
      ['secret_detecte', 'donnees.items.0.portee.demarche.libelle'],
      ['secret_detecte', 'donnees.items.1.portee.demarches.0.libelle'],
    ]);
    expect(JSON.stringify(resultat)).not.toMatch(/42 218|Tournesol/);
  });

  it('a sealed label stays readable, even one that the search for secrets would refuse today', () => {
    const prepare = decide(null, preparer('Maison', 'Aide'), contexte(SIGNE));
    const evenement = prepare.ok ? prepare.value.evenements[0] : undefined;
    const ancien = JSON.stringify(evenement).replaceAll(/"(Maison|Aide)"/g, '"mdp Tournesol42"');
    const lu = parseEvenement(JSON.parse(ancien));
    expect(lu).toEqual({ ok: true, value: JSON.parse(ancien) as unknown });
    if (lu.ok) expect(EtatMandatSchema.safeParse(evolve(null, lu.value)).success).toBe(true);
  });

  it.each([
    'Récupérer un mot de passe FranceConnect',
    'Mot de passe oublié : le réinitialiser',
    'Code de la route : s’inscrire à l’examen',
    'Demander un code',
    'Recevoir son code par courrier (Ameli)',
    'Carte grise : demander un code de cession',
    'Demander la carte Vitale',
    'Formulaire 2042-C-PRO : déclarer ses revenus',
    'Cerfa 13880*04 : demander l’aide juridictionnelle',
    'Aide au logement (APL, ALF, ALS)',
    'Récupérer son numéro fiscal',
    'Se désinscrire de Pôle emploi / France Travail',
    'Maison France Services de Saint-Étienne-Crêt-de-Roc',
    'CCAS de Villeneuve-d’Ascq',
    'Association « Les 4 Vents »',
  ])('lets « %s » through', (libelle) => {
    expect(CommandeSchema.safeParse(preparer(libelle, libelle)).success).toBe(true);
  });
});
