import type { ReactNode } from 'react';
import { Mention } from '../../ui/champ.tsx';
import { Bouton, type Envoi, type Erreur, Formulaire, LienBouton } from '../../ui/form.tsx';
import { Avis, type Cadre, Page } from '../../ui/layout.tsx';
import { MARGES } from './schema.ts';

/** A sheet number, and what was said of it. */
export interface FichePresence {
  id: string;
  numero: number;
  /** `attendue`, `venue` or `non_venue`. */
  etat: 'attendue' | 'venue' | 'non_venue';
}

/** What both pages show of a workshop. */
export interface AtelierProps {
  cadre: Cadre;
  envoi: Envoi;
  titre: string;
  quand: string;
  ou: string;
  fiches: readonly FichePresence[];
  /** Counts as typed, or as kept. */
  valeurs: Readonly<Record<string, string>>;
  /** The margins are already kept. */
  tenu: boolean;
  /** Attendance may be told: the day has come. */
  jourVenu: boolean;
  fait?: string;
  erreurs?: readonly Erreur[];
}

const ETATS = { attendue: 'Attendue', venue: 'Venue', non_venue: 'Pas venue' } as const;

function Fait({ fait }: { fait: string | undefined }): ReactNode {
  return fait === undefined ? null : (
    <Avis nature="fait">
      <p>{fait}</p>
    </Avis>
  );
}

/** Attendance by sheet number. Posts `presence` = `venue|<id>` or `non_venue|<id>`. */
function Presences({ envoi, fiches, jourVenu }: AtelierProps): ReactNode {
  return (
    <section className="pile-serree" aria-labelledby="presences">
      <h2 id="presences">Les personnes orientées</h2>
      {fiches.length === 0 ? (
        <p className="doux">Aucune feuille n’a été donnée pour cet atelier.</p>
      ) : (
        <Formulaire envoi={envoi}>
          <p className="doux">Chacune a un numéro sur sa feuille. Aucun nom n’est écrit ici.</p>
          <ul className="numeros">
            {fiches.map(({ id, numero, etat }) => (
              <li key={id} className="carte">
                <p>
                  <strong>Numéro {numero}</strong> <span className="doux">{ETATS[etat].toLowerCase()}</span>
                </p>
                {etat !== 'attendue' || !jourVenu ? null : (
                  <div className="actions">
                    <Bouton nom="presence" valeur={`venue|${id}`}>
                      Venue<span className="invisible">, numéro {numero}</span>
                    </Bouton>
                    <Bouton nom="presence" valeur={`non_venue|${id}`} nature="discret">
                      Pas venue<span className="invisible">, numéro {numero}</span>
                    </Bouton>
                  </div>
                )}
              </li>
            ))}
          </ul>
          {jourVenu ? null : <p className="doux">Les présences se notent à partir du jour de l’atelier.</p>}
        </Formulaire>
      )}
    </section>
  );
}

/** Totals, one question at a time: nobody is described twice over. Posts `etape=marges`. */
function Marges({ envoi, valeurs, tenu, jourVenu, erreurs = [] }: AtelierProps): ReactNode {
  if (!jourVenu) return null;
  return (
    <section className="pile-serree" aria-labelledby="combien">
      <h2 id="combien">Combien étaient là&nbsp;?</h2>
      <p className="doux">
        Des totaux, question par question. Laissez vide ce que vous ne savez pas, rien n’est deviné.
      </p>
      <Formulaire envoi={envoi} className="pile carte">
        <Nombre nom="participants" libelle="Participants en tout" valeurs={valeurs} erreurs={erreurs} />
        <div className="marges">
          {MARGES.map(({ variable, titre, codes }) => (
            <fieldset key={variable}>
              <legend>
                {titre}
                <Mention si />
              </legend>
              {codes.map(({ code, libelle }) => (
                <Nombre
                  key={code}
                  nom={`${variable}.${code}`}
                  libelle={libelle}
                  valeurs={valeurs}
                  erreurs={erreurs}
                />
              ))}
            </fieldset>
          ))}
        </div>
        <div className="actions">
          <Bouton nature="premier" nom="etape" valeur="marges">
            {tenu ? 'Corriger les totaux' : 'Enregistrer les totaux'}
          </Bouton>
        </div>
      </Formulaire>
    </section>
  );
}

function Nombre(props: {
  nom: string;
  libelle: string;
  valeurs: Readonly<Record<string, string>>;
  erreurs: readonly Erreur[];
}): ReactNode {
  const { nom, libelle, valeurs } = props;
  const fautes = props.erreurs.filter(({ champ }) => champ === nom);
  return (
    <div>
      <div className="marge-ligne">
        <label htmlFor={nom}>{libelle}</label>
        <input
          id={nom}
          name={nom}
          className="saisie"
          inputMode="numeric"
          autoComplete="off"
          maxLength={4}
          aria-required={nom === 'participants' ? true : undefined}
          defaultValue={valeurs[nom] ?? ''}
          aria-invalid={fautes.length > 0 ? true : undefined}
          aria-describedby={fautes.length > 0 ? `${nom}-erreur` : undefined}
        />
      </div>
      {fautes.length === 0 ? null : (
        <p className="faute" id={`${nom}-erreur`}>
          {fautes.map(({ phrase }) => phrase).join(' ')}
        </p>
      )}
    </div>
  );
}

/** The page of a workshop for the team: its link, its sheets, its totals. */
export function AtelierView(
  props: AtelierProps & {
    /** Address to give to who leads, or null. */
    lien: string | null;
    /** « jusqu’au mercredi 25 novembre 2026 ». */
    finLien: string;
    annulable: boolean;
  },
): ReactNode {
  return (
    <Page
      cadre={props.cadre}
      surtitre={props.quand}
      titre={props.titre}
      chapeau={props.ou}
      erreurs={props.erreurs ?? []}
    >
      <Fait fait={props.fait} />
      <Presences {...props} />
      <section className="pile-serree" aria-labelledby="lien">
        <h2 id="lien">Le lien de qui anime</h2>
        {props.lien === null ? (
          <p className="doux">
            Il ouvre cet atelier et rien d’autre, sans compte, {props.finLien}. Envoyez-le à une seule
            personne.
          </p>
        ) : (
          <>
            <p className="adresse">
              <code>{props.lien}</code>
            </p>
            <p className="doux">Ce lien marche {props.finLien}. Qui l’a peut noter les présences.</p>
          </>
        )}
        <Formulaire envoi={props.envoi} className="actions">
          <Bouton nom="etape" valeur="lien">
            {props.lien === null ? 'Créer le lien' : 'Le remplacer par un autre'}
          </Bouton>
          {props.lien === null ? null : (
            <Bouton nature="discret" nom="etape" valeur="retirer">
              Retirer le lien
            </Bouton>
          )}
          {props.annulable ? (
            <Bouton nature="discret" nom="etape" valeur="annuler">
              Annuler l’atelier
            </Bouton>
          ) : null}
          <LienBouton href="/ateliers" nature="discret">
            Tous les ateliers
          </LienBouton>
        </Formulaire>
      </section>
      <Marges {...props} />
    </Page>
  );
}

/** The page that the signed link opens: one workshop, numbers, totals; no account, no menu, no name. */
export function AnimationView(props: AtelierProps & { structure: string; fin: string }): ReactNode {
  return (
    <Page
      cadre={props.cadre}
      surtitre={props.quand}
      titre={props.titre}
      chapeau={`${props.ou}. Pour ${props.structure}.`}
      erreurs={props.erreurs ?? []}
    >
      <Fait fait={props.fait} />
      <Presences {...props} />
      <Marges {...props} />
      <p className="doux petit">
        Cette page n’ouvre que cet atelier. Elle se ferme d’elle-même {props.fin}. Gardez son adresse pour
        vous.
      </p>
    </Page>
  );
}

/** The same words for a link that was forged, taken back, or that is over. */
export function LienFermeView({ cadre }: { cadre: Cadre }): ReactNode {
  return (
    <Page cadre={cadre} titre="Ce lien n’ouvre plus rien">
      <p>Il a été remplacé, retiré, ou l’atelier est fini. Demandez-en un autre à la structure.</p>
    </Page>
  );
}
