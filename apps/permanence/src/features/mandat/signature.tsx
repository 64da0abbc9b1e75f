import type { ReactNode } from 'react';
import { type Cle, FRANCAIS, type Messages } from '../../messages/messages.ts';
import { Case, Champ, type Erreur, Fichier, LienBouton, Puces } from '../../ui/form.tsx';
import { Traduit } from '../../ui/langues.tsx';
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
  /** The sheet to print and sign, when the paper is chosen; without network there is none, and the person is there. */
  papier?: Feuilles;
  /** What an oral agreement allows meanwhile; without it, the agreement has to be written. */
  oral?: OralProps;
  /** The language of the person: French binds, hers stands under it. */
  messages: Messages;
}

interface Feuilles {
  html: string;
  pdf: string;
}

/** Sentences, and the acts meanwhile, each in French with the other language under it. */
export interface OralProps {
  phrases: readonly Phrase[];
  actes: readonly Phrase[];
}

interface Phrase {
  dit: string;
  traduit?: string;
}

/**
 * The person's hand, or what stands for it. Posts `forme` with, for each: `trace` (a PNG data URL made by the island),
 * `nomEcrit`, `preuvePapier` and `scan` or `referencePapier`, `temoin1`, `temoin2` and `voixHaute`; and `mode`.
 */
export function Signature(props: SignatureProps): ReactNode {
  const { valeurs, erreurs, papier, oral, messages: m } = props;
  const ailleurs =
    (valeurs.mode ?? 'presence') !== 'presence' || erreurs.some(({ champ }) => champ === 'mode');
  return (
    <div className="carte">
      <Puces
        nom="forme"
        legende={<Dit m={m} cle="signer.comment" />}
        choix={FORMES.filter(
          ([code]) => (code !== ORAL || oral !== undefined) && (code !== PAPIER || papier !== undefined),
        ).map(([code, cle]) => ({
          code,
          libelle: FRANCAIS.dit(cle),
          traduction: <Traduit m={m} cle={cle} />,
        }))}
        valeur={valeurs.forme ?? 'signature_ecran'}
        erreurs={erreurs}
        forme="pile"
        ouvre={VOLETS}
      />
      <Ecran m={m} sinon={papier === undefined ? 'le nom écrit' : 'le nom écrit ou le papier'} />
      <div data-volet="nom">
        <Champ
          nom="nomEcrit"
          libelle={FRANCAIS.dit('signer.prenom-nom')}
          {...(m.langue === 'fr' ? {} : { aide: <Traduit m={m} cle="signer.prenom-nom" /> })}
          valeur={valeurs.nomEcrit}
          taille="plein"
          erreurs={erreurs}
          attributs={{ maxLength: NOM_MAX, autoComplete: 'off' }}
        />
      </div>
      {papier === undefined ? null : <Papier {...props} papier={papier} />}
      <Temoins {...props} />
      {oral === undefined ? null : <Oral {...oral} m={m} />}
      {papier === undefined ? null : (
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
      )}
    </div>
  );
}

function Dit({ m, cle }: { m: Messages; cle: Cle }): ReactNode {
  return (
    <>
      {FRANCAIS.dit(cle)} <Traduit m={m} cle={cle} />
    </>
  );
}

/** @param sinon - what else she may choose */
function Ecran({ m, sinon }: { m: Messages; sinon: string }): ReactNode {
  return (
    <div data-volet="ecran" className="pile-serree" data-ilot="signature">
      <p id="trace-aide" className="sans-js">
        L’écran de signature demande JavaScript. Choisissez {sinon}.
      </p>
      <div className="si-js pile-serree">
        <p className="doux">
          <Dit m={m} cle="signer.cadre" />
        </p>
        <canvas
          id="trace"
          className="signature"
          width={600}
          height={300}
          tabIndex={0}
          role="img"
          aria-label={`Cadre de signature. Sans dessin, choisissez ${sinon}.`}
        />
        <input type="hidden" name="trace" />
        <div>
          <button type="button" className="bouton bouton-discret" data-effacer="">
            <span>
              <Dit m={m} cle="signer.effacer" />
            </span>
          </button>
        </div>
      </div>
    </div>
  );
}

function Papier({ valeurs, erreurs, papier, messages: m }: SignatureProps & { papier: Feuilles }): ReactNode {
  return (
    <div data-volet="papier" className="pile">
      <div className="pile-serree">
        <p>
          <Dit m={m} cle="signer.feuilles" />
        </p>
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

function Temoins({ valeurs, erreurs, messages: m }: SignatureProps): ReactNode {
  return (
    <div data-volet="temoins" className="pile">
      <p>
        <Dit m={m} cle="signer.ecoutent" />
      </p>
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

function Oral({ phrases, actes, m }: OralProps & { m: Messages }): ReactNode {
  return (
    <div data-volet="oral" className="pile-serree">
      {phrases.map((phrase) => (
        <p key={phrase.dit}>
          <Double {...phrase} m={m} />
        </p>
      ))}
      {actes.length === 0 ? null : (
        <ul>
          {actes.map((acte) => (
            <li key={acte.dit}>
              <Double {...acte} m={m} />
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

function Double({ dit, traduit, m }: Phrase & { m: Messages }): ReactNode {
  return (
    <>
      {dit}
      {traduit === undefined ? null : (
        <>
          {' '}
          <span className="traduction" lang={m.lang} dir={m.dir}>
            {traduit}
          </span>
        </>
      )}
    </>
  );
}

const ORAL = 'oral_a_regulariser';
const PAPIER = 'signature_papier';

const FORMES: readonly (readonly [code: string, cle: Cle])[] = [
  ['signature_ecran', 'signer.ecran'],
  ['nom_ecrit', 'signer.nom'],
  [PAPIER, 'signer.papier'],
  ['ne_sait_signer', 'signer.temoins'],
  [ORAL, 'signer.oral'],
];

const VOLETS: Readonly<Record<string, string>> = {
  signature_ecran: 'ecran',
  nom_ecrit: 'nom',
  [PAPIER]: 'papier',
  ne_sait_signer: 'temoins',
  [ORAL]: 'oral',
};
