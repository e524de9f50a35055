import eslint from '@eslint/js'
import tseslint from 'typescript-eslint'
import folders from './tests/support/server-folders.cjs'

const features = `server/{${folders.features.join(',')}}`

const clock = [
  {
    selector: "NewExpression[callee.name='Date'][arguments.length=0]",
    message: 'Take the time as an argument (now: Date).',
  },
  {
    selector: "CallExpression[callee.object.name='Date'][callee.property.name='now']",
    message: 'Take the time as an argument (now: Date).',
  },
]

export default tseslint.config(
  { ignores: ['node_modules/', '.roundrobin/', '.roundrobin-*/', 'tests/.screens/'] },
  eslint.configs.recommended,
  tseslint.configs.strictTypeChecked,
  {
    languageOptions: {
      parserOptions: {
        projectService: { allowDefaultProject: ['eslint.config.js'] },
        tsconfigRootDir: import.meta.dirname,
      },
    },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      eqeqeq: 'error',
      complexity: ['error', 15],
      'max-depth': ['error', 3],
      'max-params': ['error', 6],
      'max-lines': ['error', { max: 300, skipBlankLines: true, skipComments: true }],
      'max-lines-per-function': ['error', { max: 80, skipBlankLines: true, skipComments: true }],
      'no-console': 'error',
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      // Numbers are allowed in template strings. Other types are refused.
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      // `() => close()` reads better than a block around one call.
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      // Fastify's types require async handlers, hooks and plugins, even if they do not await.
      '@typescript-eslint/require-await': 'off',
    },
  },
  {
    files: [`${features}/**/*.ts`, 'server/crypto/**/*.ts'],
    rules: {
      'no-restricted-syntax': ['error', ...clock],
      'no-restricted-globals': ['error', { name: 'fetch', message: 'Features do no network: enqueue a job.' }],
    },
  },
  {
    // A scope registers its routes one after another, so a long function is easy to read.
    files: ['server/**/{routes,api}.ts', 'server/**/*-{routes,api}.ts', 'server/app.ts'],
    rules: { 'max-lines-per-function': ['error', { max: 150, skipBlankLines: true, skipComments: true }] },
  },
  {
    // Generated: a line for each message.
    files: ['server/messages/ids.ts'],
    rules: { 'max-lines': 'off' },
  },
  {
    // Programs that run in a terminal print to it.
    files: [
      'server/main.ts',
      'server/commands/*.ts',
      'server/start.mjs',
      'server/rehearsal/**/*.{ts,mjs}',
      'tests/{bench,support,soak}/**/*.ts',
    ],
    rules: { 'no-console': 'off' },
  },
  {
    files: ['tests/**/*.ts'],
    rules: {
      'max-lines': 'off',
      'max-lines-per-function': 'off',
      'max-params': 'off',
      complexity: 'off',
      // A test should throw if a value is missing.
      '@typescript-eslint/no-non-null-assertion': 'off',
      // JSON from the API without a schema, and matchers such as expect.any(), have the type `any`.
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
    },
  },
  {
    files: ['**/*.{js,cjs,mjs}'],
    extends: [tseslint.configs.disableTypeChecked],
    languageOptions: { globals: { module: 'readonly', process: 'readonly', console: 'readonly' } },
  },
  {
    files: ['**/*.cjs'],
    rules: { '@typescript-eslint/no-require-imports': 'off' },
    languageOptions: { globals: { require: 'readonly', __dirname: 'readonly' } },
  },
)
