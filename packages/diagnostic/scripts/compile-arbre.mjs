// Compiles the shipped interview (data/arbre-illectronisme@2021.json) from the calibration: run it after a change of
// either, and read the difference. A test refuses a file out of step.
import { writeFileSync } from 'node:fs';
import { compileArbre, toArbreJson } from '../src/compile/arbre.ts';

writeFileSync(new URL('../data/arbre-illectronisme@2021.json', import.meta.url), toArbreJson(compileArbre()));
