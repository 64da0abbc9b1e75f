import { verifyCertificate } from '../certificate-check.ts';
import { done, type Resultat } from '../motif.ts';
import { parsePublishedTable } from '../published-table.ts';
import { readFlags } from './args.ts';
import { readJson, readText } from './files.ts';
import { readSpec } from './spec-file.ts';

/**
 * `verify`: checks a certificate against its table and specification (§11.5). The inner answer is the
 * verification: a table that cannot even be read as one is not the table that was certified.
 */
export async function verifyCommand(args: readonly string[]): Promise<Resultat<Resultat<unknown>>> {
  const flags = readFlags(args, { table: 'value', certificate: 'value', spec: 'value' }, [
    'table',
    'certificate',
    'spec',
  ]);
  if (!flags.ok) return flags;
  const f = flags.value;
  const spec = readSpec(f.spec ?? '');
  if (!spec.ok) return spec;
  const certificate = readJson(f.certificate ?? '', 'CERTIFICATE_INVALID');
  if (!certificate.ok) return certificate;
  const text = readText(f.table ?? '');
  if (!text.ok) return text;
  const table = parsePublishedTable(text.value, spec.value);
  return done(table.ok ? await verifyCertificate(certificate.value, table.value) : table);
}
