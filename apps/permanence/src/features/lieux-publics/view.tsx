import type { ReactNode } from 'react';
import { Defile } from '../../ui/defile.tsx';
import { Bouton, type Envoi, type Erreur, Fichier, Formulaire, LienBouton } from '../../ui/form.tsx';
import { type Cadre, Fait, Page } from '../../ui/layout.tsx';

/** One finding of the file, row by row. */
export interface LigneConstat {
  row: number;
  champ: string;
  phrase: string;
  niveau: 'erreur' | 'avertissement' | 'reparation';
}

/** What importing would do. */
export interface ApercuProps {
  lieux: number;
  ecartees: number;
  doublons: number;
  retires: number;
  sources: readonly string[];
  /** Read in an encoding of older spreadsheets: accents are to be looked at. */
  ancien?: boolean;
  constats: readonly LigneConstat[];
  /** Findings beyond those shown, by level. */
  nombres: Readonly<Record<LigneConstat['niveau'], number>>;
}

const NIVEAUX = {
  erreur: 'Ligne écartée',
  avertissement: 'À savoir',
  reparation: 'Réparé',
} as const;

/** « 1 lieu », « 2 lieux ». */
export const enNombre = (nombre: number, un: string, plusieurs: string): string =>
  `${nombre}\u00a0${nombre < 2 ? un : plusieurs}`;

/** The places of the structure, and the file that replaces them: first a preview, then one gesture. */
export function LieuxPublicsView(props: {
  cadre: Cadre;
  /** Posts `fichier` to preview, then `etape=importer`. */
  envoi: Envoi;
  enVigueur: number;
  /** « 22 novembre 2026 », or null. */
  le: string | null;
  apercu?: ApercuProps;
  fait?: string;
  erreurs?: readonly Erreur[];
}): ReactNode {
  const { apercu, erreurs = [] } = props;
  return (
    <Page
      cadre={props.cadre}
      titre="Lieux publics"
      chapeau="Les lieux de médiation numérique que l’orientation propose. Données ouvertes, au standard national."
      erreurs={erreurs}
    >
      <Fait phrase={props.fait} />
      <p>
        {props.enVigueur === 0
          ? 'Aucun lieu n’est encore connu.'
          : `${enNombre(props.enVigueur, 'lieu connu', 'lieux connus')}${props.le === null ? '' : `, importation du ${props.le}`}.`}
      </p>
      {apercu === undefined ? (
        <Formulaire envoi={props.envoi} fichier className="pile carte">
          <Fichier
            nom="fichier"
            libelle="Fichier de lieux"
            aide="CSV ou JSON au standard «&nbsp;lieux de médiation numérique&nbsp;», 5 Mo au plus&nbsp;: un département en tient moins d’un. Rien n’est changé avant votre accord."
            types=".csv,.json,text/csv,application/json"
            erreurs={erreurs}
          />
          <div className="actions">
            <Bouton nature="premier" nom="etape" valeur="apercu">
              Voir ce que ce fichier apporterait
            </Bouton>
          </div>
        </Formulaire>
      ) : (
        <Apercu {...apercu} envoi={props.envoi} />
      )}
    </Page>
  );
}

function Apercu(props: ApercuProps & { envoi: Envoi }): ReactNode {
  const { nombres, constats } = props;
  return (
    <section className="pile" aria-labelledby="apercu">
      <h2 id="apercu">Ce que ce fichier apporterait</h2>
      <ul>
        <li>
          {enNombre(props.lieux, 'lieu', 'lieux')}
          {props.doublons === 0 ? '' : `\u00a0; écrits deux fois, et réunis\u00a0: ${props.doublons}`}
        </li>
        <li>{enNombre(props.ecartees, 'ligne écartée', 'lignes écartées')}, à corriger dans le fichier</li>
        <li>
          {enNombre(nombres.reparation, 'réparation', 'réparations')},{' '}
          {enNombre(nombres.avertissement, 'avertissement', 'avertissements')}
        </li>
        <li>
          {enNombre(props.retires, 'lieu d’aujourd’hui n’y est plus', 'lieux d’aujourd’hui n’y sont plus')}
          &nbsp;: l’orientation ne les proposera plus, celles qui sont faites restent
        </li>
      </ul>
      {props.ancien === true ? (
        <p>Ce fichier vient d’un tableur ancien (Windows-1252)&nbsp;: regardez si les accents sont justes.</p>
      ) : null}
      {props.sources.length === 0 ? null : (
        <p className="doux">À citer&nbsp;: {props.sources.join('\u00a0; ')}.</p>
      )}
      <Formulaire envoi={props.envoi} className="actions">
        {props.lieux === 0 ? null : (
          <Bouton nature="premier" nom="etape" valeur="importer" icone="fait">
            Importer {enNombre(props.lieux, 'lieu', 'lieux')}
          </Bouton>
        )}
        <LienBouton href="/lieux-publics" nature="discret">
          Ne rien changer
        </LienBouton>
      </Formulaire>
      {constats.length === 0 ? null : (
        // A region that scrolls must take the focus, or the keyboard can't read its right side.
        <Defile nom="Constats, ligne par ligne">
          <table>
            <caption>
              <span>
                Ligne par ligne
                {Object.values(nombres).reduce((a, b) => a + b, 0) > constats.length
                  ? ', les erreurs d’abord, les premières'
                  : ''}
              </span>
            </caption>
            <thead>
              <tr>
                <th scope="col">Ligne</th>
                <th scope="col">Quoi</th>
                <th scope="col">Colonne</th>
                <th scope="col">Constat</th>
              </tr>
            </thead>
            <tbody>
              {constats.map(({ row, champ, phrase, niveau }, rang) => (
                <tr key={`${rang} ${row}`}>
                  <td className="nombre">{row}</td>
                  <td>{NIVEAUX[niveau]}</td>
                  <td>{champ}</td>
                  <td>{phrase}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </Defile>
      )}
    </section>
  );
}
