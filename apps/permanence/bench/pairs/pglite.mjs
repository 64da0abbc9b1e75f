// One process with PGlite on a folder, or without any when the folder is not named: what it takes to answer, then it waits.
const [, , dossier, travail] = process.argv;
const debut = performance.now();
let ms = 0;
let base = null;
if (dossier !== '') {
  const { PGlite } = await import('pglite');
  base = await PGlite.create(dossier);
  await base.query('select 1');
  ms = performance.now() - debut;
  for (const ordre of JSON.parse(travail)) await base.exec(ordre);
}
process.stdout.write(`${JSON.stringify({ ms })}\n`);
process.stdin.once('data', async () => {
  await base?.close();
  process.exit(0);
});
