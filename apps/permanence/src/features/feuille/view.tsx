import type { ReactNode } from 'react';
import { Bouton, type Choix, type Envoi, type Erreur, Formulaire } from '../../ui/form.tsx';
import { Avis, type Cadre, Page } from '../../ui/layout.tsx';
import { COLONNES, LETTRES, PLIEES, type Colonne, type Ligne } from './colonnes.ts';

/** One row of the screen: recorded, or to fill in. */
export type LigneVue =
  | { nature: 'faite'; phrase: string }
  | (Ligne & {
      nature: 'saisie';
      erreurs: readonly { champ: Colonne; phrase: string }[];
      /** Why the row must become an entry of its own: a mandate or a read-back is asked. */
      fiche?: string;
    });

export interface FeuilleProps {
  cadre: Cadre;
  /** The form posts `etape=enregistrer`, or `etape=fiche:3` to open the third row as an entry. */
  envoi: Envoi;
  /** The séance that the rows go to, and the others that may still be chosen; none where there is no network. */
  seance?: { id: string; passee?: string; autres: readonly { href: string; libelle: string }[] };
  /** Said once after a save. */
  fait?: string;
  /** Rows of a former sending wait here. */
  reprise?: boolean;
  lignes: readonly LigneVue[];
  /** The fold is open. */
  preciser?: boolean;
  /** In the order of their numbers. */
  demarches: readonly Choix[];
  listes: Readonly<Record<'m' | 'i' | 'a' | 'p' | 'b' | 'g' | 's', readonly Choix[]>>;
  /** What the same screen adds where there is no network. */
  horsLigne?: ReactNode;
}

export function FeuilleView(props: FeuilleProps): ReactNode {
  const { lignes, listes } = props;
  const erreurs = lignes.flatMap(toErreurs);
  const faites = lignes.filter(({ nature }) => nature === 'faite').length;
  return (
    <Page
      cadre={props.cadre}
      titre="Feuille de séance"
      chapeau="Une ligne par personne, depuis vos feuilles papier. Une ligne vide ne compte pas."
      erreurs={erreurs}
      large
    >
      {props.fait === undefined ? null : (
        <Avis nature="fait">
          <p>
            {props.fait} <a href="/">Voir ma journée</a>
          </p>
        </Avis>
      )}
      {faites === 0 ? null : (
        <Avis nature="fait">
          <p>
            {faites === 1 ? 'Une ligne est enregistrée.' : `${faites} lignes sont enregistrées.`} Les autres
            attendent ci-dessous.
          </p>
        </Avis>
      )}
      {props.reprise === true ? (
        <Avis>
          <p>Vos lignes à revoir sont restées ici.</p>
        </Avis>
      ) : null}
      {props.seance === undefined ? null : <Destination {...props.seance} />}
      {props.horsLigne}
      <Formulaire envoi={props.envoi} className="grille" ilot="grille">
        {props.seance === undefined ? null : <input type="hidden" name="seance" value={props.seance.id} />}
        <button
          type="submit"
          name="etape"
          value="enregistrer"
          className="defaut"
          tabIndex={-1}
          aria-hidden="true"
        >
          Enregistrer
        </button>
        <dl className="grille-codes">
          {(['m', 'i', 'a'] as const).map((colonne) => (
            <div key={colonne}>
              <dt>{COLONNES[colonne].libelle}</dt>
              <dd>
                {listes[colonne].map(({ code, libelle }, rang) => (
                  <span key={code}>
                    <b>{rang + 1}</b> {libelle}
                  </span>
                ))}
              </dd>
            </div>
          ))}
        </dl>
        <div className="actions">
          <label className="case">
            <input
              type="checkbox"
              id="plus"
              name="plus"
              value="oui"
              defaultChecked={props.preciser === true}
            />
            <span>Préciser&nbsp;: pourquoi, blocage, genre, situation</span>
          </label>
          <button type="button" className="bouton bouton-discret si-js" data-recopier="case">
            Recopier la case du dessus <kbd>Ctrl + D</kbd>
          </button>
          <button type="button" className="bouton bouton-discret si-js" data-recopier="ligne">
            Recopier la ligne du dessus
          </button>
        </div>
        <table aria-label="Visites de la séance">
          <thead>
            <tr>
              <th scope="col">N°</th>
              {LETTRES.map((lettre) => (
                <th key={lettre} scope="col" id={`c${lettre}`}>
                  {COLONNES[lettre].libelle}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {lignes.map((ligne, rang) => (
              <Rang key={rang} numero={rang + 1} ligne={ligne} />
            ))}
          </tbody>
        </table>
        {([['d', props.demarches], ...Object.entries(listes)] as const).map(([nom, choix]) => (
          <datalist key={nom} id={`l${nom}`} data-precise={PRECISIONS[nom]}>
            {choix.map(({ code, libelle }, rang) => (
              <option key={code} label={PLIEES.includes(nom as Colonne) ? undefined : String(rang + 1)}>
                {libelle}
              </option>
            ))}
          </datalist>
        ))}
        <div className="fiche-fin">
          <Bouton nature="premier" nom="etape" valeur="enregistrer" icone="fait">
            Enregistrer
          </Bouton>
          <p className="aide si-js">
            Tabulation passe à la case suivante, Entrée à la ligne suivante, Ctrl + Entrée enregistre.
          </p>
        </div>
      </Formulaire>
    </Page>
  );
}

/** Where the rows go when that is not today, and the other séances that wait for theirs. */
function Destination({ passee, autres }: NonNullable<FeuilleProps['seance']>): ReactNode {
  return (
    <>
      {passee === undefined ? null : (
        <Avis titre="Une permanence passée">
          <p>
            Ces lignes vont à la permanence du <strong>{passee}</strong>.
          </p>
        </Avis>
      )}
      {autres.length === 0 ? null : (
        <details>
          <summary>Saisir une autre permanence</summary>
          <p className="doux">Enregistrez d’abord les lignes de cette page.</p>
          <ul>
            {autres.map(({ href, libelle }) => (
              <li key={href}>
                <a href={href}>{libelle}</a>
              </li>
            ))}
          </ul>
        </details>
      )}
    </>
  );
}

/** Numbers of the answers that open the fold: done in her place, blocked. */
const PRECISIONS: Readonly<Record<string, string>> = { m: '4 5', i: '4' };

function toErreurs(ligne: LigneVue, rang: number): Erreur[] {
  if (ligne.nature === 'faite') return [];
  const debut = `Ligne ${rang + 1}\u00a0: `;
  return [
    ...ligne.erreurs.map(({ champ, phrase }) => ({ champ: `${champ}${rang + 1}`, phrase: debut + phrase })),
    ...(ligne.fiche === undefined
      ? []
      : [{ champ: `m${rang + 1}`, phrase: `${debut}il faut d’abord un mandat, ou une relecture.` }]),
  ];
}

function Rang({ numero, ligne }: { numero: number; ligne: LigneVue }): ReactNode {
  if (ligne.nature === 'faite') {
    return (
      <tr className="faite">
        <th scope="row">{numero}</th>
        <td colSpan={LETTRES.length}>{ligne.phrase}</td>
      </tr>
    );
  }
  const fautes = ligne.erreurs.length > 0 || ligne.fiche !== undefined;
  const fautive = (lettre: Colonne): boolean =>
    ligne.erreurs.some(({ champ }) => champ === lettre) || (lettre === 'm' && ligne.fiche !== undefined);
  return (
    <>
      <tr>
        <th scope="row" id={`n${numero}`}>
          {numero}
          <input type="hidden" name={`op${numero}`} value={ligne.op} />
        </th>
        {LETTRES.map((lettre) => (
          <td key={lettre}>
            <input
              id={fautive(lettre) ? `${lettre}${numero}` : undefined}
              name={`${lettre}${numero}`}
              list={lettre === 't' ? undefined : `l${lettre}`}
              defaultValue={ligne.saisie[lettre]}
              inputMode={lettre === 't' ? 'numeric' : undefined}
              aria-labelledby={`c${lettre} n${numero}`}
              aria-invalid={fautive(lettre) ? true : undefined}
              aria-describedby={fautive(lettre) ? `e${numero}` : undefined}
            />
          </td>
        ))}
      </tr>
      {fautes ? (
        <tr className="fautes">
          <td />
          <td colSpan={LETTRES.length} id={`e${numero}`}>
            {[...new Set(ligne.erreurs.map(({ phrase }) => phrase))].map((phrase) => (
              <p key={phrase} className="faute">
                {phrase}
              </p>
            ))}
            {ligne.fiche === undefined ? null : (
              <div className="actions">
                <p>{ligne.fiche}</p>
                <Bouton nom="etape" valeur={`fiche:${numero}`}>
                  Ouvrir en fiche<span className="invisible"> la ligne {numero}</span>
                </Bouton>
              </div>
            )}
          </td>
        </tr>
      ) : null}
    </>
  );
}
