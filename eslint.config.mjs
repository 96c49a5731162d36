import nx from '@nx/eslint-plugin';
import prettier from 'eslint-config-prettier';
import tseslint from 'typescript-eslint';

/** Which layers a layer may import, straight from the layout in docs/architecture.md. */
const layers = {
  'layer:core': [],
  'layer:codecs': ['layer:core'],
  'layer:routing': ['layer:core'],
  'layer:domain': ['layer:core'],
  'layer:bytes': ['layer:core', 'layer:domain'],
  'layer:features': ['layer:core', 'layer:codecs', 'layer:routing', 'layer:domain', 'layer:bytes'],
  'layer:stream': ['layer:core', 'layer:codecs', 'layer:routing', 'layer:domain'],
  'layer:migrations': [],
  'layer:persistence': ['layer:core', 'layer:domain', 'layer:migrations'],
  'layer:platform': [],
  'layer:admin-api': ['layer:core', 'layer:domain', 'layer:platform'],
  'layer:admin-client': [],
  'layer:dashboard': ['layer:admin-client'],
  'layer:app': [
    'layer:core',
    'layer:codecs',
    'layer:routing',
    'layer:stream',
    'layer:features',
    'layer:bytes',
    'layer:domain',
    'layer:persistence',
    'layer:migrations',
    'layer:platform',
    'layer:admin-api',
    'layer:admin-client',
  ],
};

const runtimes = [
  { sourceTag: 'runs:anywhere', onlyDependOnLibsWithTags: ['runs:anywhere'] },
  { sourceTag: 'runs:browser', onlyDependOnLibsWithTags: ['runs:anywhere', 'runs:browser'] },
  { sourceTag: 'runs:node', onlyDependOnLibsWithTags: ['runs:anywhere', 'runs:node'] },
];

/** A package that has one home: imported anywhere else, it is an error. */
const oneHome = (names, message) => ({ group: names, message });
const homes = {
  nest: oneHome(['@nestjs/*'], 'Nest lives in apps/server and libs/admin/api.'),
  orm: oneHome(['typeorm', 'sqlite3', 'pg'], 'The ORM lives in libs/persistence and migrations.'),
  parsers: oneHome(
    ['saxes', 'ltx', 'sax', '@xmpp/xml', '@xmpp/component', 'node-expat', 'fast-xml-parser'],
    'XML is read by StrictParser in libs/xmpp/core; @xmpp/component stays in the component link.',
  ),
};
const allowedHomes = (...names) =>
  Object.entries(homes)
    .filter(([name]) => !names.includes(name))
    .map(([, home]) => home);
const importRule = (...names) => ({
  rules: { 'no-restricted-imports': ['error', { patterns: allowedHomes(...names) }] },
});

const secretsAndRandomness = [
  {
    selector: "MemberExpression[object.name='Math'][property.name='random']",
    message: 'Unpredictable values come from node:crypto, repeatable ones from an injected source.',
  },
  {
    selector: "JSXAttribute[name.name='dangerouslySetInnerHTML']",
    message: 'React escapes; nothing here is exempt.',
  },
];

export default tseslint.config(
  { ignores: ['**/dist/**', '**/out/**', '**/.next/**', '**/next-env.d.ts', '**/schema.d.ts'] },
  {
    files: ['**/*.ts', '**/*.tsx'],
    extends: [...tseslint.configs.recommendedTypeChecked, prettier],
    languageOptions: {
      parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname },
    },
    plugins: { '@nx': nx },
    rules: {
      '@nx/enforce-module-boundaries': [
        'error',
        {
          enforceBuildableLibDependency: true,
          banTransitiveDependencies: false,
          depConstraints: [
            ...Object.entries(layers).map(([sourceTag, allowed]) => ({
              sourceTag,
              onlyDependOnLibsWithTags: [sourceTag, ...allowed],
            })),
            ...runtimes,
          ],
        },
      ],
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_' }],
      'no-restricted-syntax': ['error', ...secretsAndRandomness],
      'no-empty': ['error', { allowEmptyCatch: false }],
      'max-lines': ['error', 400],
      'max-lines-per-function': ['error', { max: 60, skipComments: true, skipBlankLines: true }],
      'max-params': ['error', 5],
      eqeqeq: 'error',
    },
  },
  { files: ['**/*.ts', '**/*.tsx'], ...importRule() },
  { files: ['apps/server/**/*.ts', 'libs/admin/api/**/*.ts'], ...importRule('nest') },
  { files: ['libs/persistence/**/*.ts', 'migrations/**/*.ts'], ...importRule('orm') },
  { files: ['libs/xmpp/core/**/*.ts', 'libs/xmpp/stream/**/*.ts'], ...importRule('parsers') },
  {
    // A feature's folder is closed: what two of them need belongs in codecs, routing or domain.
    files: ['libs/xmpp/features/src/*/**/*.ts'],
    ignores: ['libs/xmpp/features/src/testing/**'],
    rules: {
      'no-restricted-imports': [
        'error',
        {
          patterns: [
            ...allowedHomes(),
            { group: ['../*'], message: 'A feature never imports a sibling.' },
          ],
        },
      ],
    },
  },
  {
    files: ['**/*.spec.ts', '**/test/**/*.ts', '**/testing/**/*.ts', 'apps/interop/**/*.ts'],
    rules: {
      'max-lines-per-function': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
    },
  },
);
