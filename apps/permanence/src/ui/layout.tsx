import type { ReactNode } from 'react';
import { FRANCAIS, type Messages } from '../messages/messages.ts';
import { type Affichage, AFFICHAGE, mediaSombre } from './affichage.ts';
import { ASSETS } from './assets.ts';
import { dateEnMots, heureEnMots } from './date.ts';
import { type Erreur, ResumeErreurs } from './form.tsx';
import { Icone, Marque, type NomIcone } from './icons.tsx';
import { NoteTraduction } from './langues.tsx';
import { type LienNav, Menu, nav } from './menu.tsx';
import type { NomTheme } from './themes.ts';

/** What surrounds every screen; the server builds it once a request. */
export interface Cadre {
  /** Demo data: shows « Données fictives » on every page. */
  demo: boolean;
  /** Path of the page, to mark the current entry of the menu. */
  chemin: string;
  /** Cache key of the style sheet and of the script (a hash of the build). */
  version?: string;
  /** Name of the organisation. */
  structure?: string;
  /** Theme that it chose; absent = the look of the application. */
  theme?: NomTheme;
  /** Its image, where it has one: `nom` says it to who does not see it. */
  logo?: { src: string; nom: string; largeur: number; hauteur: number };
  compte?: { nom: string; role: string; liens: readonly LienNav[] };
  /** Size of the text and colours; absent = those of the machine. */
  affichage?: Affichage;
  /** The open séance, whose lieu, date and writer every entry inherits. */
  seance?: { lieu: string; date: string; depuis: string };
}

/**
 * `personne`: the person reads this screen too, so the text is larger, the menu steps back, and it cannot do without her
 * language. Where she agrees to something the page is French, and `traduit` says hers under it.
 */
type Lecteur =
  | { lecteur?: 'agent'; messages?: Messages; traduit?: never }
  | { lecteur: 'personne'; messages: Messages; traduit?: never }
  | { lecteur: 'personne'; messages?: never; traduit: Messages };

export type PageProps = Lecteur & {
  cadre: Cadre;
  /** The only h1, and the name of the tab. Never a name of a person. */
  titre: string;
  /** Name of the tab where the h1, read alone among other tabs, would not tell the page (RGAA 8.6). */
  onglet?: string | undefined;
  surtitre?: ReactNode;
  chapeau?: ReactNode;
  /** Summed up above the form, focused, and announced by the name of the tab. */
  erreurs?: readonly Erreur[];
  large?: boolean;
  /** One screen to work on all day: less white around, the same targets. */
  dense?: boolean;
  children: ReactNode;
};

/** A whole HTML document; the server adds the doctype. */
export function Page(props: PageProps): ReactNode {
  const { cadre, titre, erreurs = [], lecteur = 'agent', messages: m = FRANCAIS, traduit } = props;
  const { taille, theme } = cadre.affichage ?? AFFICHAGE;
  const sombre = mediaSombre(theme);
  const suffixe = cadre.version === undefined ? '' : `?v=${cadre.version}`;
  const faute = m.lang === 'fr' ? `${m.dit('commun.erreur')}\u00a0: ` : `${m.dit('commun.erreur')}: `;
  return (
    <html lang={m.lang} dir={m.dir} data-taille={taille === '100' ? undefined : taille}>
      <head>
        <meta charSet="utf-8" />
        <title>{`${erreurs.length > 0 ? faute : ''}${props.onglet ?? titre} — Porte-plume`}</title>
        <meta name="viewport" content="width=device-width" />
        <meta name="color-scheme" content={SCHEMAS[theme]} />
        <link rel="icon" href={`${ASSETS}/icone.svg`} />
        <link rel="stylesheet" href={`${ASSETS}/app.css${suffixe}`} />
        {cadre.theme === undefined ? null : (
          <link rel="stylesheet" href={`${ASSETS}/theme-${cadre.theme}.css${suffixe}`} />
        )}
        {sombre === null ? null : (
          <link rel="stylesheet" href={`${ASSETS}/sombre.css${suffixe}`} media={sombre} />
        )}
        {sombre === null || cadre.theme === undefined ? null : (
          <link
            rel="stylesheet"
            href={`${ASSETS}/theme-${cadre.theme}-sombre.css${suffixe}`}
            media={sombre}
          />
        )}
        <script src={`${ASSETS}/app.js${suffixe}`} defer />
      </head>
      <body className={lecteur}>
        <a className="evitement" href="#contenu">
          {m.dit('commun.contenu')}
        </a>
        <Entete cadre={cadre} discret={lecteur === 'personne'} m={m} />
        <main
          id="contenu"
          className={props.dense === true ? 'large dense' : props.large === true ? 'large' : undefined}
          tabIndex={-1}
        >
          <div className="titre">
            {cadre.logo === undefined || lecteur === 'agent' ? null : <Logo logo={cadre.logo} papier />}
            {props.surtitre === undefined ? null : <p className="surtitre">{props.surtitre}</p>}
            <h1>
              {lecteur === 'agent' && props.dense !== true && erreurs.length === 0 ? (
                <IconeEcran chemin={cadre.chemin} />
              ) : null}
              {titre}
            </h1>
            {props.chapeau === undefined ? null : <p className="doux">{props.chapeau}</p>}
          </div>
          <ResumeErreurs erreurs={erreurs} messages={m} />
          {props.children}
          {traduit === undefined ? null : (
            <div lang={traduit.lang} dir={traduit.dir}>
              <NoteTraduction m={traduit} />
            </div>
          )}
        </main>
        <Pied m={m} agent={lecteur === 'agent'} />
      </body>
    </html>
  );
}

/** A screen of the menu carries its drawing beside its title: one knows where one is before reading. With errors, these are seen first. */
function IconeEcran({ chemin }: { chemin: string }): ReactNode {
  const ecran = (Object.keys(nav) as LienNav[]).find((lien) => nav[lien].href === chemin);
  return ecran === undefined ? null : <Icone nom={ecran} />;
}

const SCHEMAS = { appareil: 'light dark', clair: 'light', sombre: 'dark' } as const;

/** What every page leads to: how it is shown, what is kept, how far everybody can use it. */
function Pied({ m, agent }: { m: Messages; agent: boolean }): ReactNode {
  const suite = m.langue === 'fr' ? '' : `?langue=${m.langue}`;
  // The statement is a legal text: it stays French.
  const ailleurs = m.lang === 'fr' ? undefined : 'fr';
  return (
    <footer className="pied">
      <p>{agent ? 'Aucun mot de passe n’est jamais noté ici.' : m.dit('commun.outil')}</p>
      <p>
        <a href={`/affichage${suite}`}>{m.dit('commun.affichage')}</a>{' '}
        <a href="/accessibilite" hrefLang={ailleurs}>
          {m.dit('commun.accessibilite')}
        </a>{' '}
        <a href={`/plan${suite}`}>{m.dit('commun.plan')}</a>{' '}
        <a href={`/confidentialite${suite}`}>{agent ? 'Confidentialité' : m.dit('commun.confidentialite')}</a>
      </p>
    </footer>
  );
}

function Entete({ cadre, discret, m }: { cadre: Cadre; discret: boolean; m: Messages }): ReactNode {
  const { compte, seance } = cadre;
  return (
    <>
      {cadre.demo ? (
        <aside className="fictif" aria-label={m.lang === 'fr' ? 'Démonstration' : undefined}>
          <p>
            {m.lang === 'fr' ? (
              <>
                <strong>Données fictives</strong>&nbsp;: aucune de ces personnes n’existe.
              </>
            ) : (
              m.dit('commun.fictif')
            )}
          </p>
        </aside>
      ) : null}
      <header className="entete">
        <div className="entete-rang">
          <a className="marque" href="/">
            {/* The name written beside says it: heard twice, it would be noise. */}
            {cadre.logo === undefined ? (
              <Marque />
            ) : (
              <Logo logo={cadre.logo} muet={cadre.structure !== undefined} />
            )}
            <span>
              Porte-plume
              {cadre.structure === undefined ? null : (
                <small lang={m.lang === 'fr' ? undefined : 'fr'}>{cadre.structure}</small>
              )}
            </span>
          </a>
          {compte === undefined || discret ? null : <Menu liens={compte.liens} chemin={cadre.chemin} />}
          {compte === undefined ? null : (
            <div className="compte">
              <span>
                {discret ? compte.nom : <a href="/sessions">{compte.nom}</a>}
                <br />
                <span className="doux" lang={m.lang === 'fr' ? undefined : 'fr'}>
                  {compte.role}
                </span>
              </span>
              {discret ? null : (
                <form method="post" action="/deconnexion">
                  <button className="bouton bouton-discret" type="submit">
                    <Icone nom="sortie" />
                    Quitter
                  </button>
                </form>
              )}
            </div>
          )}
        </div>
      </header>
      {seance === undefined || discret || cadre.chemin === nav.journee.href ? null : (
        <aside className="seance-fil" aria-label="Permanence ouverte">
          <p>
            <strong>{seance.lieu}</strong>
            <span>{dateEnMots(seance.date)}</span>
            <span className="doux">ouverte à {heureEnMots(seance.depuis)}</span>
          </p>
        </aside>
      )}
    </>
  );
}

/** The image of the structure; `papier`: only on a sheet that has no header. */
function Logo(props: { logo: NonNullable<Cadre['logo']>; muet?: boolean; papier?: boolean }): ReactNode {
  const { src, nom, largeur, hauteur } = props.logo;
  return (
    <img
      className={props.papier === true ? 'logo logo-papier' : 'logo'}
      src={src}
      alt={props.muet === true ? '' : nom}
      width={largeur}
      height={hauteur}
      // Else React asks the browser to fetch it before the sheet.
      fetchPriority="low"
    />
  );
}

/** A calm message beside the work: `fait` (done), `pas` (a step to take), or plain. */
export function Avis(props: {
  nature?: 'fait' | 'pas' | 'neutre';
  icone?: NomIcone;
  titre?: string;
  /** Takes the focus when the page opens: the keyboard goes on from there. */
  arrive?: boolean;
  children?: ReactNode;
}): ReactNode {
  const { nature = 'neutre' } = props;
  const icone = props.icone ?? (nature === 'fait' ? 'fait' : 'info');
  return (
    <div
      className={nature === 'neutre' ? 'avis' : `avis avis-${nature}`}
      role={nature === 'fait' ? 'status' : undefined}
      tabIndex={props.arrive === true ? -1 : undefined}
      data-focus={props.arrive === true ? '' : undefined}
    >
      <Icone nom={icone} />
      <div>
        {props.titre === undefined ? null : <h2>{props.titre}</h2>}
        {props.children}
      </div>
    </div>
  );
}

/** What the last gesture did, on the page that follows it; the next gesture is a few keys further, not behind the menu. */
export function Fait({ phrase }: { phrase: string | undefined }): ReactNode {
  return phrase === undefined ? null : (
    <Avis nature="fait" arrive>
      <p>{phrase}</p>
    </Avis>
  );
}

/** The steps of a path; the words say where one stands, the bars only show it. */
export function Etapes({ fait, total }: { fait: number; total: number }): ReactNode {
  return (
    <ol className="etapes" aria-hidden="true">
      {Array.from({ length: total }, (_, rang) => (
        <li key={rang} className={rang < fait ? 'fait' : undefined} />
      ))}
    </ol>
  );
}

/** An empty place that says what will be there and how to begin. */
export function Vide({ icone, children }: { icone: NomIcone; children: ReactNode }): ReactNode {
  return (
    <div className="vide">
      <Icone nom={icone} />
      {children}
    </div>
  );
}
