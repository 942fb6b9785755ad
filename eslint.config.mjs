import js from '@eslint/js';
import prettier from 'eslint-config-prettier';
import { defineConfig, globalIgnores } from 'eslint/config';
import tseslint from 'typescript-eslint';

export default defineConfig(
  globalIgnores(['dist', 'data', 'coverage', 'libs/api-client/schema.d.ts']),
  js.configs.recommended,
  {
    files: ['**/*.ts', '**/*.tsx'],
    extends: [tseslint.configs.strictTypeChecked, tseslint.configs.stylisticTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      // What the type of a rule, a move or a column does not say, nobody may guess.
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/prefer-readonly': 'error',
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true, allowBoolean: true }],
      // Rows and views are data: built as literals, spread, compared by their fields.
      '@typescript-eslint/no-unsafe-class-instance-assignment': 'off',
      '@typescript-eslint/no-misused-spread': 'off',
      // An async method that only throws still owes its caller a promise.
      '@typescript-eslint/require-await': 'off',
      // The type of a DTO's field is emitted, and becomes the OpenAPI document.
      '@typescript-eslint/no-inferrable-types': ['error', { ignoreProperties: true }],
      // A variable named with an underscore is there to be left out.
      '@typescript-eslint/no-unused-vars': ['error', { varsIgnorePattern: '^_' }],
      // Nest's modules and the pages' controllers are classes that carry decorators and nothing else.
      '@typescript-eslint/no-extraneous-class': ['error', { allowWithDecorator: true }],
      // TypeScript's noPropertyAccessFromIndexSignature asks for the brackets that this rule would take away.
      '@typescript-eslint/dot-notation': 'off',
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      '@typescript-eslint/no-unnecessary-condition': ['error', { allowConstantLoopConditions: true }],
      'no-restricted-syntax': [
        'error',
        {
          selector: 'TSEnumDeclaration',
          message: 'Use a union of string literals: it is data, and reads the same in SQL and JSON.',
        },
        { selector: 'ExportDefaultDeclaration', message: 'Export by name, so that one thing has one name everywhere.' },
      ],
      'no-restricted-properties': [
        'error',
        {
          object: 'process',
          property: 'env',
          message: 'Only main files read the environment, through libs/config; pass on what is needed.',
        },
        {
          object: 'Math',
          property: 'random',
          message: 'Use node:crypto: what is random here is a secret or an identity.',
        },
      ],
    },
  },
  {
    rules: {
      'max-lines': ['error', { max: 400 }],
      'max-lines-per-function': ['error', { max: 60, skipComments: true }],
      'no-console': 'error',
      eqeqeq: 'error',
      // What is text stays text (with no-implied-eval of the strict set).
      'no-eval': 'error',
    },
  },
  {
    files: ['**/*.mjs', '**/*.cjs'],
    languageOptions: {
      globals: {
        process: 'readonly',
        console: 'readonly',
        URL: 'readonly',
        module: 'writable',
        require: 'readonly',
        __dirname: 'readonly',
      },
    },
  },
  {
    // What runs in a reader's browser, as it is.
    files: ['libs/public-pages/**/*.mjs'],
    languageOptions: {
      globals: {
        document: 'readonly',
        fetch: 'readonly',
        history: 'readonly',
        location: 'readonly',
        navigator: 'readonly',
      },
    },
  },
  {
    // Mains read the environment; so do the operator's commands, the tests' own set-up and what starts a process.
    files: ['apps/*/main.ts', 'apps/ops/**/*.ts', 'test/support/**/*.ts', 'test/bench/**/*.ts', 'libs/config/**/*.ts'],
    rules: { 'no-restricted-properties': 'off' },
  },
  {
    // Inner loops over samples and pixels, whose bounds the loop itself keeps; and tests, which fail when it is not there.
    files: [
      'libs/media/verify/*.ts',
      'libs/media/{flash,rendition}/*.ts',
      'libs/media/paint/*.ts',
      'libs/redactions/domain/{raster,cover}.ts',
      '**/*.spec.ts',
      'test/**/*.ts',
    ],
    rules: { '@typescript-eslint/no-non-null-assertion': 'off' },
  },
  prettier,
);
