import type { ReactNode } from 'react';
import { heureEnMots } from '../../ui/date.ts';
import {
  Bouton,
  Case,
  Champ,
  type Choix,
  type Envoi,
  type Erreur,
  Formulaire,
  Liste,
} from '../../ui/form.tsx';

/** Somebody of the queue: no name unless it was asked for. */
export interface LignePassage {
  id: string;
  /** `09:30`; null for who came without an appointment. */
  heure: string | null;
  prenom?: string;
  /** « arabe », « interprète à prévoir », « adressée par un service ». */
  precisions: readonly string[];
  etat: 'attendu' | 'recu' | 'absent' | 'annule';
}

/** The queue of one lieu today. */
export interface FileDuLieu {
  lieuId: string;
  lieu: string;
  /** A permanence is open here: only then is anybody received, or missing. */
  ouverte: boolean;
  /** The reader receives people. */
  recoit: boolean;
  attendus: readonly LignePassage[];
  vus: readonly LignePassage[];
  /** Address that shows the first names; absent when there is none, or when they are shown. */
  prenoms?: string;
  langues: readonly Choix[];
}

const VUS = { recu: 'Reçue', absent: 'Pas venue', annule: 'Partie', attendu: '' } as const;

/** Who is expected, in order: one tap receives, one tap says who did not come, one tap adds who walks in. Posts to `/file`. */
export function File(props: {
  file: FileDuLieu;
  /** Several queues on a page: their controls must not share a name. */
  rang: number;
  op: string;
  erreurs: readonly Erreur[];
  /** Where what is known of a person is asked: in a fold, open already, or on the page of this address. */
  precise?: 'ouvert' | { href: string } | undefined;
}): ReactNode {
  const { file, rang, op } = props;
  const { attendus, vus } = file;
  const envoi: Envoi = { action: '/file', op, caches: { lieuId: file.lieuId, rang: String(rang) } };
  const premier = attendus[0]?.id;
  return (
    <section className="pile-serree" aria-labelledby={`file-${rang}`}>
      <div className="file-titre">
        <h2 id={`file-${rang}`}>{titre(attendus.length)}</h2>
        {file.prenoms === undefined ? null : <a href={file.prenoms}>Montrer les prénoms</a>}
      </div>
      {attendus.length === 0 ? null : (
        <Formulaire envoi={envoi} className="pile-serree">
          <ol className="fil file" data-touche="F9">
            {attendus.map((ligne) => (
              <li key={ligne.id}>
                <span className="heure nombre">{ligne.heure === null ? '—' : heureEnMots(ligne.heure)}</span>
                <div>
                  <p>
                    <strong>
                      {ligne.prenom ?? (ligne.heure === null ? 'Sans rendez-vous' : 'Rendez-vous')}
                    </strong>
                  </p>
                  {ligne.precisions.length === 0 ? null : (
                    <p className="doux petit">{ligne.precisions.join(' · ')}</p>
                  )}
                </div>
                {file.ouverte ? (
                  <div className="actions">
                    {file.recoit ? (
                      <Bouton
                        nom="recevoir"
                        valeur={ligne.id}
                        nature={ligne.id === premier ? 'second' : 'discret'}
                      >
                        Recevoir<span className="invisible">, {quiEst(ligne)}</span>
                      </Bouton>
                    ) : null}
                    <Bouton nom="absent" valeur={ligne.id} nature="discret">
                      {ligne.heure === null ? 'Partie' : 'Pas venue'}
                      <span className="invisible">, {quiEst(ligne)}</span>
                    </Bouton>
                  </div>
                ) : null}
              </li>
            ))}
          </ol>
        </Formulaire>
      )}
      <Ajouter file={file} rang={rang} envoi={envoi} erreurs={props.erreurs} precise={props.precise} />
      {vus.length === 0 ? null : (
        <details>
          <summary>{vus.length === 1 ? 'Une déjà vue' : `${vus.length} déjà vues`}</summary>
          <Formulaire envoi={envoi} className="pile-serree">
            <ul className="fil file">
              {vus.map((ligne) => (
                <li key={ligne.id}>
                  <span className="heure nombre">
                    {ligne.heure === null ? '—' : heureEnMots(ligne.heure)}
                  </span>
                  <span className={ligne.etat === 'recu' ? 'etat etat-bon' : 'etat'}>{VUS[ligne.etat]}</span>
                  <Bouton nom="remettre" valeur={ligne.id} nature="discret">
                    {ligne.etat === 'absent' ? 'Venue finalement' : 'Remettre dans la file'}
                    <span className="invisible">, {quiEst(ligne)}</span>
                  </Bouton>
                </li>
              ))}
            </ul>
          </Formulaire>
        </details>
      )}
    </section>
  );
}

function titre(nombre: number): string {
  if (nombre === 0) return 'Personne n’est attendu';
  return nombre === 1 ? 'Une personne attendue' : `${nombre} personnes attendues`;
}

const quiEst = ({ heure, prenom }: LignePassage): string =>
  prenom ?? (heure === null ? 'sans rendez-vous' : `rendez-vous de ${heureEnMots(heure)}`);

/** One tap for who walks in; what is known of them only if somebody says it. */
function Ajouter(props: {
  file: FileDuLieu;
  rang: number;
  envoi: Envoi;
  erreurs: readonly Erreur[];
  precise: 'ouvert' | { href: string } | undefined;
}): ReactNode {
  const { rang, erreurs, precise } = props;
  const fautive = erreurs.some(({ champ }) => champ.endsWith(`-${rang}`));
  return (
    <Formulaire envoi={props.envoi} className="file-ajouter" tout="libre">
      <Bouton nom="etape" valeur="ajouter">
        Une personne de plus
      </Bouton>
      {typeof precise === 'object' && !fautive ? (
        <p>
          <a href={precise.href}>
            {PRECISE}
            <span className="invisible"> ({props.file.lieu})</span>
          </a>
        </p>
      ) : (
        <Precisions {...props} ouvert={fautive || precise === 'ouvert'} />
      )}
    </Formulaire>
  );
}

const PRECISE = 'avec une heure, une langue…';

function Precisions(props: {
  file: FileDuLieu;
  rang: number;
  erreurs: readonly Erreur[];
  ouvert: boolean;
}): ReactNode {
  const { rang, erreurs } = props;
  return (
    <details open={props.ouvert} id={`ajout-${rang}`}>
      <summary>{PRECISE}</summary>
      <div className="carte">
        <div className="duo">
          <Champ
            nom={`heure-${rang}`}
            libelle="Heure du rendez-vous"
            taille="court"
            erreurs={erreurs}
            attributs={{ type: 'time' }}
          />
          <Champ
            nom={`prenom-${rang}`}
            libelle="Prénom"
            aide="Chiffré, oublié trente jours après."
            erreurs={erreurs}
            attributs={{ maxLength: 40 }}
          />
        </div>
        <Liste
          nom={`langue-${rang}`}
          libelle="Langue"
          vide="Non demandée"
          choix={props.file.langues}
          erreurs={erreurs}
        />
        <Case nom={`interprete-${rang}`} libelle="Un interprète est à prévoir" />
        <div className="actions">
          <Bouton nom="etape" valeur="ajouter">
            Ajouter à la file
          </Bouton>
        </div>
      </div>
    </details>
  );
}

/** Who could not be received: in sight, one tap, no name. */
export function Refus(props: {
  envoi: Envoi;
  motifs: readonly Choix[];
  nombre: number;
  /** Names the place when there are several. */
  lieu?: string;
}): ReactNode {
  const { nombre } = props;
  return (
    <Formulaire envoi={props.envoi} className="pile-serree">
      <h3>
        Quelqu’un n’a pas pu être reçu
        {props.lieu === undefined ? null : <span className="invisible">, {props.lieu}</span>}
      </h3>
      <p className="doux petit">
        Un geste suffit, sans nom.
        {nombre === 0
          ? null
          : ` Déjà ${nombre === 1 ? 'une demande notée' : `${nombre} demandes notées`} aujourd’hui.`}
      </p>
      <div className="refus">
        {props.motifs.map(({ code, libelle }) => (
          <Bouton key={code} nom="motif" valeur={code}>
            {libelle}
          </Bouton>
        ))}
      </div>
    </Formulaire>
  );
}
