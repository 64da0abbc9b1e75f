/** A demo whose accounts open by a real provider of identities. */
import { createApp } from '../../server/app.ts';
import { createOidc, type ReglagesOidc } from '../../server/oidc.ts';
import { openMonde, type Monde } from '../gestes.fixture.ts';
import { Butineur, type Page } from './butineur.fixture.ts';
import { CLIENT, openFournisseur, SECRET, type Fournisseur } from './fournisseur.fixture.ts';

export const RETOUR = '/connexion/oidc/retour';
export const isRetour = ({ pathname }: URL): boolean => pathname === RETOUR;

export interface Scene {
  monde: Monde;
  maison: Fournisseur;
  app: ReturnType<typeof createApp>;
  /** The application with other settings. */
  openApp(autres: Partial<ReglagesOidc>): ReturnType<typeof createApp>;
  /** An account of the demo, tied to the identity that the other house gives now. */
  link(compte: string): Promise<Butineur>;
  /** Before each test: counters at rest, and a house that tells the truth. */
  repose(): void;
  close(): Promise<void>;
}

export async function openScene(): Promise<Scene> {
  const monde = await openMonde('vide');
  const maison = await openFournisseur();
  const { services } = monde.essai;
  const openApp: Scene['openApp'] = (autres) =>
    createApp({
      ...services,
      oidc: createOidc(
        {
          emetteur: maison.emetteur,
          clientId: CLIENT,
          secret: SECRET,
          nom: 'ProConnect',
          pkce: false,
          userinfo: 'signe',
          signature: 'RS256',
          hotes: [],
          attribut: 'sub',
          ...autres,
        },
        services.alea,
      ),
    });
  const app = openApp({});
  return {
    monde,
    maison,
    app,
    openApp,
    async link(compte) {
      const nav = new Butineur(app);
      await nav.post('/connexion/demo', { compte });
      const page = await nav.suit(await nav.get('/acces/identite'));
      if (!lisible(page).includes('ProConnect ouvre maintenant votre compte.'))
        throw new Error(`not tied: ${page.statut}`);
      return nav;
    },
    repose() {
      monde.essai.avance(61_000);
      maison.qui = { sujet: 'sujet-de-pia', amr: ['pwd', 'mfa'] };
      maison.jeton = null;
      maison.userinfo = null;
    },
    async close() {
      await maison.close();
      await monde.essai.close();
    },
  };
}

export const lisible = ({ texte }: Page): string => texte.replaceAll(/<[^>]+>/g, ' ').replaceAll(/\s+/g, ' ');

/** Goes to the other house and back, up to the address that brings the code. */
export async function fetchCode(nav: Butineur, depuis = '/connexion/oidc'): Promise<URL> {
  const page = await nav.suit(await nav.get(depuis), isRetour);
  if (page.vers === null) throw new Error(`no code: ${page.statut} ${page.texte.slice(0, 300)}`);
  return page.vers;
}

export const isOpen = async (nav: Butineur): Promise<boolean> => (await nav.get('/sessions')).statut === 200;
