import { aCity, aReleaseFolder, asConfigured } from '../../../test/factories/release-folder';
import { schemaFaults } from '../../../test/support/schemas';
import { postedKeys } from '../posted-keys';
import { SCHEMAS } from '.';

const city = aCity();
const { files } = aReleaseFolder(city);
const valueOf = (name: string): Record<string, unknown> =>
  name === 'keys.json'
    ? { ...postedKeys(asConfigured(city), 'https://daylight.example') }
    : (JSON.parse(files[name]!.toString()) as Record<string, unknown>);

describe.each(Object.keys(SCHEMAS))('the published schema of %s', (name) => {
  const schema = SCHEMAS[name]!;

  it('describes a release as it is made', () => expect(schemaFaults(schema, valueOf(name))).toEqual([]));

  it('misses each member that is left out', () => {
    for (const member of Object.keys(valueOf(name))) {
      const { [member]: _left, ...rest } = valueOf(name);
      expect([member, schemaFaults(schema, rest)]).toEqual([member, [` must have required property '${member}'`]]);
    }
  });

  it('knows no other member', () =>
    expect(schemaFaults(schema, { ...valueOf(name), extra: 1 })).toEqual([' must NOT have additional properties']));
});
