import fhirpath from 'fhirpath';
import r4 from 'fhirpath/fhir-context/r4/index.js';

// Its own types disagree under exactOptionalPropertyTypes.
const model = r4 as unknown as NonNullable<Parameters<typeof fhirpath.compile>[1]>;

/** The expression, ready to run on resources of FHIR R4. */
export function compileR4(expression: string): (resource: unknown) => readonly unknown[] {
  return fhirpath.compile(expression, model, { async: false });
}
