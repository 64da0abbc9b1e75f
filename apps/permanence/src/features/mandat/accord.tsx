import type { ReactNode } from 'react';
import { Bouton, Case, Champ, type Choix, Formulaire, LienBouton, Puces } from '../../ui/form.tsx';
import { Icone } from '../../ui/icons.tsx';
import { Lecture, type PartieLue } from '../../ui/lecture.tsx';
import { type EtapeProps, PageEtape, Suite } from './etape.tsx';

export interface MandatExpliquerProps extends EtapeProps {
  /** The plain-French level of the document of `@porte-plume/mandat`, cut in parts (lecture.ts). */
  texte: readonly PartieLue[];
  lectures: readonly Choix[];
  reformulations: readonly Choix[];
  valeurs: { lecture?: string; reformulation?: string };
}

/** What the person reads or hears, then says again in her own words. Posts `etape=expliquer` or `etape=refuser`. */
export function MandatExpliquerView(props: MandatExpliquerProps): ReactNode {
  const { erreurs = [] } = props;
  return (
    <PageEtape {...props} rang={4} titre="Ce mandat, en clair" lecteur="personne">
      <div className="carte">
        <Lecture parties={props.texte} />
      </div>
      <Formulaire envoi={props.envoi} className="pile note-agent">
        <div className="carte">
          <Puces
            nom="lecture"
            legende="Comment ce texte a-t-il été lu&nbsp;?"
            choix={props.lectures}
            valeur={props.valeurs.lecture}
            erreurs={erreurs}
          />
          <Puces
            nom="reformulation"
            legende="La personne l’a redit avec ses mots"
            aide="Demandez-lui&nbsp;: «&nbsp;Qu’est-ce que je vais faire pour vous&nbsp;?&nbsp;»"
            choix={props.reformulations}
            valeur={props.valeurs.reformulation}
            erreurs={erreurs}
            forme="pile"
          />
        </div>
        <div className="actions">
          <Bouton nature="premier" nom="etape" valeur="expliquer">
            Continuer vers la signature
            <Icone nom="fleche" />
          </Bouton>
          <Bouton nom="etape" valeur="refuser">
            La personne préfère sans mandat
          </Bouton>
          <LienBouton href={props.retour} nature="discret">
            Pas maintenant
          </LienBouton>
        </div>
        <p className="doux">Sans mandat, vous continuez ensemble&nbsp;: elle tape, vous guidez.</p>
      </Formulaire>
    </PageEtape>
  );
}

export interface MandatSignerProps extends EtapeProps {
  /** Two or three sentences that sum the mandate up above the signature. */
  resume: readonly string[];
  valeurs: { forme?: string; nomEcrit?: string; accepte?: string };
  /** The sheet to print and sign, when the paper is chosen. */
  papier: { html: string; pdf: string };
}

/**
 * Posts `etape=signer` with `forme`: `signature_ecran` (+ `trace`, a PNG data URL made by the island),
 * `nom_ecrit` (+ `nomEcrit`) or `signature_papier`, and `accepte=oui`, the writer's own acceptance.
 */
export function MandatSignerView(props: MandatSignerProps): ReactNode {
  const { valeurs, erreurs = [] } = props;
  return (
    <PageEtape {...props} rang={5} titre="Signer" lecteur="personne">
      <div className="carte">
        <Lecture parties={[{ phrases: props.resume }]} />
      </div>
      <Formulaire envoi={props.envoi}>
        <div className="carte">
          <Puces
            nom="forme"
            legende="Comment voulez-vous signer&nbsp;?"
            choix={formes}
            valeur={valeurs.forme ?? 'signature_ecran'}
            erreurs={erreurs}
            forme="pile"
            ouvre={{ signature_ecran: 'ecran', nom_ecrit: 'nom', signature_papier: 'papier' }}
          />
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
          <div data-volet="nom">
            <Champ
              nom="nomEcrit"
              libelle="Écrivez votre prénom et votre nom"
              valeur={valeurs.nomEcrit}
              taille="plein"
              erreurs={erreurs}
              attributs={{ maxLength: 120, autoComplete: 'off' }}
            />
          </div>
          <div data-volet="papier" className="pile-serree">
            <p>Imprimez deux feuilles. Chacun signe et garde la sienne.</p>
            <div className="actions">
              <LienBouton href={props.papier.pdf} icone="imprimer">
                Feuille à imprimer (PDF)
              </LienBouton>
              <LienBouton href={props.papier.html} nature="discret">
                La même, à l’écran
              </LienBouton>
            </div>
          </div>
        </div>
        <div className="carte note-agent">
          <Case
            nom="accepte"
            libelle="Écrivain·e&nbsp;: j’accepte ce mandat et je m’y tiens"
            aide="Le mandat naît de deux accords&nbsp;: le sien, puis le vôtre."
            cochee={valeurs.accepte === 'oui'}
            erreurs={erreurs}
          />
        </div>
        <Suite etape="signer" libelle="Valider le mandat" retour={props.retour} />
      </Formulaire>
    </PageEtape>
  );
}

const formes: readonly Choix[] = [
  { code: 'signature_ecran', libelle: 'Je signe sur l’écran' },
  { code: 'nom_ecrit', libelle: 'J’écris mon nom' },
  { code: 'signature_papier', libelle: 'Je signe sur le papier' },
];
