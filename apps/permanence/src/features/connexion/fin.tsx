import type { Context } from 'hono';
import type { ReactNode } from 'react';
import { z } from 'zod';
import { dropBiscuit, readBiscuit, setBiscuit } from '../../server/biscuit.ts';
import type { AppEnv } from '../../server/contexte.ts';
import { ABSOLUE } from '../../server/duree-session.ts';
import { FIN } from '../../server/mw/session.ts';
import { Page, type Cadre } from '../../ui/layout.tsx';

export function keepFin(c: Context<AppEnv>, idToken: string): void {
  setBiscuit(c, FIN, idToken, ABSOLUE);
}

export function hasFin(c: Context<AppEnv>): boolean {
  return readBiscuit(c, FIN, z.string()) !== null;
}

/** Takes it back: it is of use once. */
export function takeFin(c: Context<AppEnv>): string | null {
  const idToken = readBiscuit(c, FIN, z.string());
  dropBiscuit(c, FIN);
  return idToken;
}

/** Between the two houses: a form may not leave this site, so a page of ours goes on by itself. */
export function FinView({ cadre, nom }: { cadre: Cadre; nom: string }): ReactNode {
  return (
    <Page
      cadre={cadre}
      titre="À bientôt"
      onglet="Session fermée"
      chapeau={`Votre session est fermée ici. ${nom} va fermer la sienne.`}
    >
      <p>
        <a href="/connexion/oidc/fin">Continuer</a>
      </p>
    </Page>
  );
}
