import type { ReactNode } from 'react';
import { Case, Champ, type Choix, type Erreur, Fichier, LienBouton, Puces } from '../../ui/form.tsx';
import { MODES_ACCORD, PREUVES_PAPIER } from './libelles.ts';
import { NOM_MAX } from './qui.ts';

/** What was typed, by name of field. */
export type ValeursSignature = Readonly<
  Partial<
    Record<
      | 'forme'
      | 'mode'
      | 'nomEcrit'
      | 'preuvePapier'
      | 'referencePapier'
      | 'temoin1'
      | 'temoin2'
      | 'voixHaute'
      | 'capacite'
      | 'accepte',
      string
    >
  >
>;

export interface SignatureProps {
  valeurs: ValeursSignature;
  erreurs: readonly Erreur[];
  /** The sheet to print and sign, when the paper is chosen. */
  papier: { html: string; pdf: string };
  /** What an oral agreement allows meanwhile; without it, the agreement has to be written. */
  oral?: { phrases: readonly string[]; actes: readonly string[] };
}

/**
 * The person's hand, or what stands for it. Posts `forme` with, for each: `trace` (a PNG data URL made by the island),
 * `nomEcrit`, `preuvePapier` and `scan` or `referencePapier`, `temoin1`, `temoin2` and `voixHaute`; and `mode`.
 */
export function Signature(props: SignatureProps): ReactNode {
  const { valeurs, erreurs, oral } = props;
  const ailleurs =
    (valeurs.mode ?? 'presence') !== 'presence' || erreurs.some(({ champ }) => champ === 'mode');
  return (
    <div className="carte">
      <Puces
        nom="forme"
        legende="Comment voulez-vous signer&nbsp;?"
        choix={FORMES.filter(({ code }) => code !== ORAL || oral !== undefined)}
        valeur={valeurs.forme ?? 'signature_ecran'}
        erreurs={erreurs}
        forme="pile"
        ouvre={VOLETS}
      />
      <Ecran />
      <div data-volet="nom">
        <Champ
          nom="nomEcrit"
          libelle="Écrivez votre prénom et votre nom"
          valeur={valeurs.nomEcrit}
          taille="plein"
          erreurs={erreurs}
          attributs={{ maxLength: NOM_MAX, autoComplete: 'off' }}
        />
      </div>
      <Papier {...props} />
      <Temoins {...props} />
      {oral === undefined ? null : <Oral {...oral} />}
      <details className="note-agent" open={ailleurs}>
        <summary>La personne n’est pas là</summary>
        <Puces
          nom="mode"
          legende="Où est-elle&nbsp;?"
          choix={MODES_ACCORD}
          valeur={valeurs.mode ?? 'presence'}
          erreurs={erreurs}
        />
      </details>
    </div>
  );
}

function Ecran(): ReactNode {
  return (
    <div data-volet="ecran" className="pile-serree" data-ilot="signature">
      <p id="trace-aide" className="sans-js">
        L’écran de signature demande JavaScript. Choisissez le nom écrit, ou le papier.
      </p>
      <div className="si-js pile-serree">
        <p className="doux">Signez dans le cadre, avec le doigt ou la souris.</p>
        <canvas
          id="trace"
          className="signature"
          width={600}
          height={300}
          tabIndex={0}
          role="img"
          aria-label="Cadre de signature. Sans dessin, choisissez le nom écrit ou le papier."
        />
        <input type="hidden" name="trace" />
        <div>
          <button type="button" className="bouton bouton-discret" data-effacer="">
            Effacer et recommencer
          </button>
        </div>
      </div>
    </div>
  );
}

function Papier({ valeurs, erreurs, papier }: SignatureProps): ReactNode {
  return (
    <div data-volet="papier" className="pile">
      <div className="pile-serree">
        <p>Imprimez deux feuilles. Chacun signe et garde la sienne.</p>
        <div className="actions">
          <LienBouton href={papier.pdf} icone="imprimer">
            Feuille à imprimer (PDF)
          </LienBouton>
          <LienBouton href={papier.html} nature="discret">
            La même, à l’écran
          </LienBouton>
        </div>
      </div>
      <div className="note-agent pile">
        <Puces
          nom="preuvePapier"
          legende="Où va la feuille signée&nbsp;?"
          choix={PREUVES_PAPIER}
          valeur={valeurs.preuvePapier ?? 'classe'}
          erreurs={erreurs}
          ouvre={{ classe: 'classe', scan: 'scan' }}
        />
        <div data-volet="classe">
          <Champ
            nom="referencePapier"
            libelle="Où la retrouver"
            facultatif
            aide="Classeur, année, numéro. Pas de nom."
            valeur={valeurs.referencePapier}
            erreurs={erreurs}
            attributs={{ maxLength: 80 }}
          />
        </div>
        <div data-volet="scan">
          <Fichier
            nom="scan"
            libelle="Le scan de la feuille signée"
            aide="PDF, PNG ou JPEG, 5 Mo au plus. Il est chiffré au coffre."
            types=".pdf,.png,.jpg,.jpeg"
            erreurs={erreurs}
          />
        </div>
      </div>
    </div>
  );
}

function Temoins({ valeurs, erreurs }: SignatureProps): ReactNode {
  return (
    <div data-volet="temoins" className="pile">
      <p>Deux témoins écoutent avec vous. Ils signent pour dire que c’est vrai.</p>
      <div className="note-agent pile">
        <p className="doux">
          Personne de votre structure ne peut être témoin. Une croix n’est pas une signature.
        </p>
        <div className="duo">
          <Champ
            nom="temoin1"
            libelle="Premier témoin"
            aide="Prénom et nom."
            valeur={valeurs.temoin1}
            erreurs={erreurs}
            attributs={{ maxLength: NOM_MAX }}
          />
          <Champ
            nom="temoin2"
            libelle="Second témoin"
            aide="Prénom et nom."
            valeur={valeurs.temoin2}
            erreurs={erreurs}
            attributs={{ maxLength: NOM_MAX }}
          />
        </div>
        <Case
          nom="voixHaute"
          libelle="J’ai lu tout le mandat à voix haute, devant eux"
          demandee
          cochee={valeurs.voixHaute === 'oui'}
          erreurs={erreurs}
        />
      </div>
    </div>
  );
}

function Oral({ phrases, actes }: NonNullable<SignatureProps['oral']>): ReactNode {
  return (
    <div data-volet="oral" className="pile-serree">
      {phrases.map((phrase) => (
        <p key={phrase}>{phrase}</p>
      ))}
      <ul>
        {actes.map((acte) => (
          <li key={acte}>{acte}</li>
        ))}
      </ul>
    </div>
  );
}

const ORAL = 'oral_a_regulariser';

const FORMES: readonly Choix[] = [
  { code: 'signature_ecran', libelle: 'Je signe sur l’écran' },
  { code: 'nom_ecrit', libelle: 'J’écris mon nom' },
  { code: 'signature_papier', libelle: 'Je signe sur le papier' },
  { code: 'ne_sait_signer', libelle: 'Je ne sais pas signer' },
  { code: ORAL, libelle: 'Je dis oui de vive voix' },
];

const VOLETS: Readonly<Record<string, string>> = {
  signature_ecran: 'ecran',
  nom_ecrit: 'nom',
  signature_papier: 'papier',
  ne_sait_signer: 'temoins',
  [ORAL]: 'oral',
};
