import type { ReactNode } from 'react';
import { dateEnMots, heureEnMots } from '../../ui/date.ts';
import {
  Bouton,
  type Choix,
  type Envoi,
  type Erreur,
  Formulaire,
  LienBouton,
  Liste,
} from '../../ui/form.tsx';
import { AjouterCle } from '../connexion/cle.tsx';
import { Avis, type Cadre, Page, Vide } from '../../ui/layout.tsx';
import { File, type FileDuLieu, Refus } from './vue-file.tsx';

/** One intervention of the open séance: acts, not people, so no name. */
export interface LigneIntervention {
  id: string;
  /** Local hour, « 09:40 ». */
  heure: string;
  demarches: readonly string[];
  mode: string;
  issue: { libelle: string; etat: 'bon' | 'attente' | 'neutre' };
  dureeMin: number | null;
  mandat?: { href: string; libelle: string };
  relecture?: boolean;
}

export interface JourneeProps {
  cadre: Cadre;
  envoi: Envoi;
  /** Civil date of today in the structure's zone. */
  date: string;
  prenom: string;
  erreurs?: readonly Erreur[];
  /** Said once after an action: « Permanence ouverte. ». */
  fait?: string;
  /** How many relances are due here today; absent for who reads no due list. */
  relances?: number;
  /** Who is expected, in the lieu of the séance or in those of the day; an empty one is only shown once it is open. */
  files?: readonly FileDuLieu[];
  /** Séances of the days before that were never closed; `fin`: the local hour at which each ended; `href`: its sheet. */
  oubliees?: readonly { id: string; lieu: string; date: string; fin: string; href?: string }[];
  /** How many things are due on the mandates; absent for who has none to follow. */
  echeances?: number;
  /**
   * `fermee`: nothing open; posts `etape=ouvrir` with `permanenceId`, or `etape=ouvrir_lieu` with `lieuId`.
   * `ouverte`: posts `etape=clore`, or `etape=demande` with `motif`.
   * `close`: closed today; another one may be opened.
   */
  etat:
    | { nature: 'fermee' | 'close'; permanences: readonly PermanenceDuJour[]; lieux: readonly Choix[] }
    | {
        nature: 'ouverte';
        lieu: string;
        commune: string;
        depuis: string;
        interventions: readonly LigneIntervention[];
        motifsRefus?: readonly Choix[];
        refus?: number;
      };
}

export interface PermanenceDuJour {
  id: string;
  lieu: string;
  commune: string;
  debut: string;
  fin: string;
  accueil: string;
}

export function JourneeView(props: JourneeProps): ReactNode {
  const { etat } = props;
  return (
    <Page
      cadre={props.cadre}
      surtitre={dateEnMots(props.date)}
      titre={etat.nature === 'ouverte' ? 'Votre permanence est ouverte' : `Bonjour ${props.prenom}`}
      onglet="Ma journée"
      chapeau={
        etat.nature === 'ouverte'
          ? 'Le lieu, la date et votre nom sont repris dans chaque fiche.'
          : 'Où recevez-vous aujourd’hui\u00a0? Un seul geste, et tout le reste en découle.'
      }
      erreurs={props.erreurs ?? []}
    >
      {props.fait === undefined ? null : (
        <Avis nature="fait">
          <p>{props.fait}</p>
        </Avis>
      )}
      {(props.oubliees ?? []).map((une) => (
        <Oubliee key={une.id} envoi={props.envoi} une={une} />
      ))}
      {etat.nature === 'ouverte' ? (
        <Ouverte envoi={props.envoi} etat={etat} files={props.files ?? []} erreurs={props.erreurs ?? []} />
      ) : (
        <Fermee
          envoi={props.envoi}
          permanences={etat.permanences}
          lieux={etat.lieux}
          files={props.files ?? []}
          erreurs={props.erreurs ?? []}
        />
      )}
      {props.relances === undefined && props.echeances === undefined ? null : (
        <div className="pile-serree">
          {props.relances === undefined ? null : (
            <ADate href="/relances" libelle="À faire ici aujourd’hui" nombre={props.relances} dit="à faire" />
          )}
          {props.echeances === undefined ? null : (
            <ADate
              href="/echeances"
              libelle="Échéances des mandats"
              nombre={props.echeances}
              dit="à suivre"
            />
          )}
        </div>
      )}
      <AjouterCle />
    </Page>
  );
}

/** A séance that nobody closed: said once, closed in one gesture at the hour it ended; its paper entries still go to it. */
function Oubliee(props: { envoi: Envoi; une: NonNullable<JourneeProps['oubliees']>[number] }): ReactNode {
  const { id, lieu, date, fin, href } = props.une;
  return (
    <Avis icone="horloge">
      <p>
        La permanence du {dateEnMots(date)}, {lieu}, est restée ouverte.
      </p>
      <Formulaire
        envoi={{ ...props.envoi, caches: { ...props.envoi.caches, seanceId: id } }}
        className="actions"
      >
        <Bouton nom="etape" valeur="clore">
          La clore à {heureEnMots(fin)}
          <span className="invisible">, {dateEnMots(date)}</span>
        </Bouton>
        {href === undefined ? null : (
          <LienBouton href={href} nature="discret">
            Saisir d’abord ses fiches<span className="invisible">, {dateEnMots(date)}</span>
          </LienBouton>
        )}
      </Formulaire>
    </Avis>
  );
}

/** A quiet line: what is due is counted, never shouted. */
function ADate(props: { href: string; libelle: string; nombre: number; dit: string }): ReactNode {
  const { nombre, dit } = props;
  return (
    <p>
      <a href={props.href}>{props.libelle}</a>
      <span className="doux">
        {nombre === 0
          ? '\u00a0: rien n’attend'
          : `\u00a0: ${nombre === 1 ? `une ${dit}` : `${nombre} ${dit}`}`}
      </span>
    </p>
  );
}

function Fermee(props: {
  envoi: Envoi;
  permanences: readonly PermanenceDuJour[];
  lieux: readonly Choix[];
  files: readonly FileDuLieu[];
  erreurs: readonly Erreur[];
}): ReactNode {
  return (
    <>
      {props.permanences.length === 0 ? (
        <Vide icone="journee">
          <h2>Pas de permanence prévue aujourd’hui</h2>
          <p>Vous pouvez en ouvrir une dans le lieu de votre choix, ci-dessous.</p>
        </Vide>
      ) : (
        <ul className="lieux">
          {props.permanences.map((permanence, rang) => (
            <li key={permanence.id} className="carte lieu">
              <div>
                <h2>{permanence.lieu}</h2>
                <p className="doux">
                  {permanence.commune}
                  {' · '}
                  <span className="insecable">
                    {heureEnMots(permanence.debut)} – {heureEnMots(permanence.fin)}
                  </span>
                  {' · '}
                  {permanence.accueil}
                </p>
              </div>
              <Formulaire envoi={props.envoi} className="actions">
                <input type="hidden" name="permanenceId" value={permanence.id} />
                <Bouton
                  nature={rang === 0 ? 'premier' : 'second'}
                  nom="etape"
                  valeur="ouvrir"
                  {...(rang === 0 ? { touche: 'F9' } : {})}
                >
                  Ouvrir<span className="invisible"> la permanence, {permanence.lieu}</span>
                </Bouton>
              </Formulaire>
            </li>
          ))}
        </ul>
      )}
      {props.files.map((file, rang) => (
        <File key={file.lieuId} file={file} rang={rang} op={props.envoi.op} erreurs={props.erreurs} />
      ))}
      {props.lieux.length === 0 ? null : (
        <details open={props.permanences.length === 0}>
          <summary>Recevoir ailleurs</summary>
          <Formulaire envoi={props.envoi} className="carte">
            <Liste
              nom="lieuId"
              libelle="Lieu"
              vide="Choisir un lieu"
              choix={props.lieux}
              erreurs={props.erreurs}
              aide="Tous les lieux ouverts de votre structure."
            />
            <div className="actions">
              <Bouton
                nom="etape"
                valeur="ouvrir_lieu"
                nature={props.permanences.length === 0 ? 'premier' : 'second'}
              >
                Ouvrir ici
              </Bouton>
            </div>
          </Formulaire>
        </details>
      )}
    </>
  );
}

function Ouverte(props: {
  envoi: Envoi;
  etat: Extract<JourneeProps['etat'], { nature: 'ouverte' }>;
  files: readonly FileDuLieu[];
  erreurs: readonly Erreur[];
}): ReactNode {
  const { etat } = props;
  const nombre = etat.interventions.length;
  return (
    <>
      <section className="carte lieu" aria-label="Permanence en cours">
        <div>
          <h2>{etat.lieu}</h2>
          <p className="doux">
            {etat.commune}
            {' · '}
            <span className="insecable">depuis {heureEnMots(etat.depuis)}</span>
          </p>
        </div>
        <LienBouton href="/accueil" nature="premier" icone="accueil">
          Accueillir une personne
        </LienBouton>
      </section>
      {props.files.map((file, rang) => (
        <File key={file.lieuId} file={file} rang={rang} op={props.envoi.op} erreurs={props.erreurs} />
      ))}
      {etat.motifsRefus === undefined ? null : (
        <Refus
          envoi={{ ...props.envoi, caches: { ...props.envoi.caches, etape: 'demande' } }}
          motifs={etat.motifsRefus}
          nombre={etat.refus ?? 0}
        />
      )}
      <section className="pile" aria-labelledby="jour">
        <h2 id="jour">
          {nombre === 0
            ? 'Personne pour l’instant'
            : nombre === 1
              ? 'Une fiche aujourd’hui'
              : `${nombre} fiches aujourd’hui`}
        </h2>
        {nombre === 0 ? (
          <Vide icone="plume">
            <p>Chaque personne reçue laisse ici une ligne&nbsp;: la démarche, la façon d’aider, la suite.</p>
            <p className="doux">Jamais son nom.</p>
          </Vide>
        ) : (
          <ol className="fil">
            {etat.interventions.map((ligne) => (
              <li key={ligne.id}>
                <span className="heure nombre">{heureEnMots(ligne.heure)}</span>
                <div>
                  <p>
                    <strong>{ligne.demarches.join(', ')}</strong>
                  </p>
                  <p className="doux petit">
                    {ligne.mode}
                    {ligne.dureeMin === null ? null : ` · ${ligne.dureeMin}\u00a0min`}
                    {ligne.relecture === true ? ' · relue à voix haute' : null}
                    {ligne.mandat === undefined ? null : (
                      <>
                        {' · '}
                        <a href={ligne.mandat.href}>{ligne.mandat.libelle}</a>
                      </>
                    )}
                  </p>
                </div>
                <span className={ligne.issue.etat === 'neutre' ? 'etat' : `etat etat-${ligne.issue.etat}`}>
                  {ligne.issue.libelle}
                </span>
              </li>
            ))}
          </ol>
        )}
      </section>
      <div className="pile-serree">
        <p>
          <a href="/avis">Demander son avis à une personne, en cinq visages</a>
        </p>
        <details>
          <summary>Clore la permanence</summary>
          <Formulaire envoi={props.envoi} className="carte">
            <p>Une fois close, elle ne reçoit plus de fiche. Les corrections restent possibles.</p>
            <div className="actions">
              <Bouton nom="etape" valeur="clore" icone="horloge">
                Clore maintenant
              </Bouton>
            </div>
          </Formulaire>
        </details>
      </div>
    </>
  );
}
