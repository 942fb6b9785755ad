import Ajv2020 from 'ajv/dist/2020';
import addFormats from 'ajv-formats';

/** What is wrong with a value by a published JSON Schema, as another program than ours finds it; empty when nothing is. */
export function schemaFaults(schema: object, value: unknown): string[] {
  const ajv = new Ajv2020({ allErrors: true, strict: true, strictTypes: false });
  addFormats(ajv);
  const validate = ajv.compile(schema);
  if (validate(value)) return [];
  return (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message ?? ''}`);
}
