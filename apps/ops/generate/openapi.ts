import { execFileSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join } from 'node:path';

interface MetadataGenerator {
  generate(options: object): void;
}

/**
 * The OpenAPI document of the staff api, read from the types of its controllers and DTOs. Needs the compiler, so only
 * developers run it; its result is committed and held against the code in CI.
 */
export async function openApiDocument(root: string): Promise<object> {
  const metadata = join(root, 'apps', 'api', 'metadata.ts');
  try {
    await writeMetadata(root);
    execFileSync(process.execPath, [join(root, 'node_modules', '@nestjs', 'cli', 'bin', 'nest.js'), 'build'], {
      cwd: root,
      stdio: 'pipe',
    });
    const script = join(root, 'dist', 'apps', 'ops', 'generate', 'describe-api.js');
    return JSON.parse(
      execFileSync(process.execPath, [script], { cwd: root, maxBuffer: 64 << 20 }).toString(),
    ) as object;
  } finally {
    rmSync(metadata, { force: true });
  }
}

async function writeMetadata(root: string): Promise<void> {
  // Not an export of the package's front door; Nest's own documentation names this path for SWC projects.
  const path = join(
    root,
    'node_modules',
    '@nestjs',
    'cli',
    'lib',
    'compiler',
    'plugins',
    'plugin-metadata-generator.js',
  );
  const { PluginMetadataGenerator } = (await import(path)) as { PluginMetadataGenerator: new () => MetadataGenerator };
  const { ReadonlyVisitor } = await import('@nestjs/swagger/plugin');
  const pathToSource = join(root, 'apps', 'api');
  const visitor = new ReadonlyVisitor({
    introspectComments: true,
    classValidatorShim: true,
    controllerKeyOfComment: 'summary',
    pathToSource,
  });
  new PluginMetadataGenerator().generate({
    visitors: [visitor],
    outputDir: pathToSource,
    watch: false,
    tsconfigPath: 'apps/api/tsconfig.json',
    printDiagnostics: false,
  });
}
