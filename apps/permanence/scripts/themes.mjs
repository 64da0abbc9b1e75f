/**
 * Reads the themes of `src/ui/themes/`, computes every contrast, and makes their sheets. Called by the build; by hand it tells
 * whether a theme may be used: `node scripts/themes.mjs mon-theme.json`.
 */
import { build } from 'esbuild';
import { readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { argv, exit } from 'node:process';
import { fileURLToPath, pathToFileURL } from 'node:url';

const ui = join(dirname(fileURLToPath(import.meta.url)), '../src/ui');

/** A module of the screens, with the theme of the deployment taken from `local` where it is given. */
async function load(nom, local) {
  const [fichier] = (
    await build({
      entryPoints: [join(ui, nom)],
      bundle: true,
      write: false,
      format: 'esm',
      logLevel: 'silent',
      plugins: [
        {
          name: 'theme-local',
          setup: (une) =>
            une.onLoad({ filter: /[\\/]themes[\\/]local\.json$/ }, ({ path }) => ({
              contents: readFileSync(local ?? path, 'utf8'),
              loader: 'json',
            })),
        },
      ],
    })
  ).outputFiles;
  return import(`data:text/javascript;base64,${Buffer.from(fichier.contents).toString('base64')}`);
}

/**
 * The sheets to serve, each with its name.
 * @throws {Error} one sentence a fault: a file that is no theme, a pair that is hard to read
 */
export async function makeThemes(local) {
  const { listFautes, readTokens } = await load('palette.ts');
  const themes = await load('themes.ts', local).catch((error) => {
    // A value that is not one, said by its place; or JSON that is none, said by its line.
    const valeurs = error.issues?.map(({ path, message }) => `${path.slice(1).join('.')} : ${message}`);
    const lignes = error.errors?.map(({ text, location }) => `local.json, ligne ${location?.line} : ${text}`);
    throw new Error(`Un thème n’est pas lu. ${(valeurs ?? lignes ?? [error.message]).join(' ; ')}`);
  });
  const lire = (nom) => readTokens(readFileSync(join(ui, nom), 'utf8'));
  const tokens = { clair: lire('tokens.css'), sombre: lire('sombre.css') };
  const fautes = themes.THEMES_STRUCTURE.flatMap((theme) => listFautes(theme, tokens));
  if (fautes.length > 0) throw new Error(fautes.join('\n'));
  return themes.toFeuilles();
}

if (import.meta.url === pathToFileURL(argv[1] ?? '').href) {
  try {
    const feuilles = await makeThemes(argv[2] === undefined ? undefined : resolve(argv[2]));
    console.log(`Thèmes lus, tous les contrastes tiennent : ${feuilles.length} feuilles.`);
  } catch (error) {
    console.error(error.message);
    exit(1);
  }
}
